/** What answers at / where the home page stands elsewhere. */
export interface Door {
  /** Where the home page stands. */
  readonly behind: string
  /** Whole pages, by path. */
  readonly pages: ReadonlyMap<string, string>
}

/** @param openness where 政府信息公开 is */
export type DoorOf = (name: string, openness: string) => Door

export const doorsBy = {
  meta: (name) => ({
    behind: '/web/index.html',
    pages: new Map([
      [
        '/',
        `<HTML><HEAD><META HTTP-EQUIV="REFRESH" CONTENT="0; URL=web/index.html"><TITLE>${name}</TITLE></HEAD><BODY></BODY></HTML>`,
      ],
    ]),
  }),
  script: (name) => ({
    behind: '/zwgk/',
    pages: new Map([
      [
        '/',
        `<html><head><title>${name}</title><script language="javascript">var u = navigator.userAgent; if (/mobile/i.test(u)) { window.location.href = "/wap/"; } else { window.location.href = "/zwgk/"; }</script></head><body></body></html>`,
      ],
      [
        '/wap/',
        `<html><head><title>${name}手机版</title></head><body><p>请用电脑访问${name}人民政府网站，手机版正在建设中，敬请期待。</p></body></html>`,
      ],
    ]),
  }),
  frameset: (name) => ({
    behind: '/top.html',
    pages: new Map([
      [
        '/',
        `<html><head><title>${name}人民政府</title></head><FRAMESET rows="120,*" border=0><FRAME name="top" src="top.html" noresize><FRAME name="main" src="main.html"></FRAMESET><noframes><body>您的浏览器不支持框架</body></noframes></html>`,
      ],
      [
        '/main.html',
        `<html><head><title>要闻</title></head><body><h1>要闻</h1><p>${name}举办义务植树活动，干部群众三百余人参加，共栽植树苗两千株。</p></body></html>`,
      ],
    ]),
  }),
  splash: (name) => ({
    behind: '/index_zw.html',
    pages: new Map([
      [
        '/',
        `<html><head><title>${name}欢迎您</title></head><body bgcolor="#cc0000"><center><a href="index_zw.html"><img src="/images/2024cj.jpg" width="1000" height="600" border="0"></a><p><a href="index_zw.html">点击进入网站首页</a></p><p>主办：${name}人民政府　建议使用1024×768分辨率浏览</p></center></body></html>`,
      ],
    ]),
  }),
  /** 政务公开 leads to a page of its own, on which 政府信息公开 is one of many boxes. */
  deep: (name, openness) => ({
    behind: '/portal/index.html',
    pages: new Map([
      [
        '/',
        `<html><head><title>${name}人民政府</title></head><body><ul><li><a href="/">首页</a></li><li><a href="/zjx/">走进${name}</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/bsfw/">办事服务</a></li></ul><p>${name}人民政府门户网站，发布政务信息，提供办事服务，受理群众诉求，欢迎访问。</p></body></html>`,
      ],
      [
        '/zwgk/',
        `<html><head><title>政务公开_${name}</title></head><body><div class="lanmu"><a href="/zwgk/zcjd/">政策解读</a><a href="${openness}">政府信息公开</a><a href="/zwgk/czxx/">财政信息</a><a href="/zwgk/rsxx/">人事信息</a></div><h3>2023年${name}政府工作报告</h3></body></html>`,
      ],
      ...['/zjx/', '/bsfw/', '/zwgk/zcjd/', '/zwgk/czxx/', '/zwgk/rsxx/', '/portal/index.html'].map(
        (path): [string, string] => [
          path,
          `<html><head><title>${name}</title></head><body><p>栏目正在建设中，请访问其他栏目，由此给您带来的不便敬请谅解，感谢您的支持。</p></body></html>`,
        ],
      ),
    ]),
  }),
} as const satisfies Record<string, DoorOf>
