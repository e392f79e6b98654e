import type { ShapeId } from './shapeIds.ts'
import type { Shape } from './shape.ts'

/** Statutory tabs in folders below one. */
function standingIn(folder: string, file = ''): Shape['standing'] {
  return {
    home: '/',
    openness: `${folder}${file}`,
    guide: `${folder}zfxxgkzn/${file}`,
    rules: `${folder}zfxxgkzd/${file}`,
    statutory: `${folder}fdzdgknr/${file}`,
  }
}

/** Statutory tabs by number in the query. */
function standingBy(openness: string, tab: (number: number) => string): Shape['standing'] {
  return { home: '/', openness, guide: tab(91), rules: tab(92), statutory: tab(93) }
}

/**
 * Systems that no reader is written for. Their addresses are those that portals.md cites (F19, F20, sections 4 and 5); markup and
 * pagers are what such systems were seen to do, each with one trouble of its own. Data only.
 */
export const shapes: Readonly<Record<ShapeId, Shape>> = {
  // Wuxi: /doc/2025/01/23/4484819.shtml, titles cut short, arrows.
  arrows: {
    standing: standingIn('/zgxs/zwgk/', 'index.shtml'),
    list: '/zgxs/{path}/index.shtml',
    further: '/zgxs/{path}/index_{n}.shtml',
    article: '/doc/{yyyy}/{mm}/{dd}/{id}.shtml',
    file: '/uploadfiles/{yyyy}{mm}/{dd}/{id}',
    perPage: 7,
    rows: 'cut',
    pager: 'arrows',
  },
  // Xigazê: .thtml?id=
  thtml: {
    standing: standingBy('/zwgk.thtml?id=10', (tab) => `/list.thtml?id=${tab}`),
    list: '/list.thtml?id={cat}',
    further: '/list.thtml?id={cat}&p={n}',
    article: '/content.thtml?id={id}',
    file: '/upload/{yyyy}/{id}',
    perPage: 6,
    rows: 'clicked',
    pager: 'bracketed',
    tabs: 'clicked',
    finish: ['capitals'],
    by_query: true,
  },
  // Qinghai's counties: class.asp?class=, in GBK, with frames and without quotes.
  asp: {
    standing: standingBy('/zwgk/index.asp', (tab) => `/zwgk/class.asp?class=${tab}`),
    list: '/zwgk/class.asp?class={cat}',
    further: '/zwgk/class.asp?class={cat}&page={n}',
    article: '/zwgk/show.asp?id={id}',
    file: '/zwgk/UploadFile/{yyyy}{mm}/{id}',
    perPage: 8,
    rows: 'lines',
    pager: 'bracketed',
    door: 'frameset',
    finish: ['unquoted', 'capitals'],
    by_query: true,
  },
  // InfoPublic.aspx?cid=1019&pid=971&page=1
  aspx: {
    standing: standingBy('/InfoPublic.aspx?cid=1000&pid=971', (tab) => `/InfoPublic.aspx?cid=${tab}&pid=971`),
    list: '/InfoPublic.aspx?cid={cat}&pid=971',
    further: '/InfoPublic.aspx?cid={cat}&page={n}&pid=971',
    article: '/InfoShow.aspx?id={id}',
    file: '/Upload/{yyyy}{mm}{dd}/{id}',
    perPage: 9,
    rows: 'catalogue',
    pager: 'button',
    finish: ['references'],
    by_query: true,
  },
  // index.aspx?lanmuid=&sublanmuid=
  lanmu: {
    standing: standingBy('/index.aspx?lanmuid=63', (tab) => `/index.aspx?lanmuid=63&sublanmuid=${tab}`),
    list: '/index.aspx?lanmuid=63&sublanmuid={cat}',
    further: '/index.aspx?PageIndex={n}&lanmuid=63&sublanmuid={cat}',
    article: '/content.aspx?id={id}',
    file: '/UserFiles/{yyyy}/{id}',
    perPage: 5,
    rows: 'usual',
    pager: 'called',
    below: 'choice',
    by_query: true,
  },
  // Anqing: gknb_show.php?id=4540
  php: {
    standing: standingBy('/gk.php', (tab) => `/gk_list.php?cid=${tab}`),
    list: '/gk_list.php?cid={cat}',
    further: '/gk_list.php?cid={cat}&pn={n}',
    article: '/gknb_show.php?id={id}',
    file: '/uploads/{yyyy}{mm}/{id}',
    perPage: 6,
    rows: 'cards',
    pager: 'pictured',
    by_query: true,
  },
  // Xining: index.php?c=show&id=115
  phpcms: {
    standing: standingBy('/index.php?c=category&id=9', (tab) => `/index.php?c=category&id=${tab}`),
    list: '/index.php?c=category&id={cat}',
    further: '/index.php?c=category&id={cat}&page={n}',
    article: '/index.php?c=show&id={id}',
    file: '/uploadfile/{yyyy}/{mm}{dd}/{id}',
    perPage: 6,
    rows: 'usual',
    pager: 'numbers',
    finish: ['spelt'],
    by_query: true,
  },
  // DedeCMS, static: /a/x/list_3_2.html
  dede: {
    standing: standingIn('/a/zwgk/'),
    list: '/a/{path}/',
    further: '/a/{path}/list_3_{n}.html',
    article: '/a/{path}/{yyyy}{mm}{dd}/{id}.html',
    file: '/uploads/soft/{yyyy}{mm}{dd}/{id}',
    perPage: 7,
    rows: 'lines',
    pager: 'choice',
  },
  // DedeCMS, dynamic: /plus/list.php?tid=3&PageNo=2
  dede_plus: {
    standing: standingBy('/plus/list.php?tid=1', (tab) => `/plus/list.php?tid=${tab}`),
    list: '/plus/list.php?tid={cat}',
    further: '/plus/list.php?PageNo={n}&TotalResult=29&tid={cat}',
    article: '/plus/view.php?aid={id}',
    file: '/uploads/allimg/{yyyy}{mm}/{id}',
    perPage: 6,
    rows: 'cut',
    pager: 'numberedChoice',
    by_query: true,
  },
  // Ji'an, Dazhu: xxgk-list-{slug}.html, xxgk-show-{id}.html
  xxgk_list: {
    standing: {
      home: '/',
      openness: '/xxgk.html',
      guide: '/xxgk-zn.html',
      rules: '/xxgk-zd.html',
      statutory: '/xxgk-fdgk.html',
    },
    list: '/xxgk-list-{slug}.html',
    further: '/xxgk-list-{slug}-{n}.html',
    article: '/xxgk-show-{id}.html',
    file: '/uploads/file/{yyyy}{mm}{dd}/{id}',
    perPage: 5,
    rows: 'usual',
    pager: 'numbers',
  },
  // Zhaotong, TEDA: /channels/{n}.html, /contents/29/77805.html
  channels: {
    standing: {
      home: '/',
      openness: '/channels/20.html',
      guide: '/channels/21.html',
      rules: '/channels/22.html',
      statutory: '/channels/23.html',
    },
    list: '/channels/{cat}.html',
    further: '/channels/{cat}_{n}.html',
    article: '/contents/{cat}/{id}.html',
    file: '/upload/files/{yyyy}/{m}/{id}',
    perPage: 8,
    rows: 'cards',
    pager: 'choice',
    finish: ['schemeless'],
  },
  // Guangyuan: /gongkai/show/{ts}-36800-00-000.html
  show: {
    standing: {
      home: '/',
      openness: '/gongkai/index.html',
      guide: '/gongkai/zhinan.html',
      rules: '/gongkai/zhidu.html',
      statutory: '/gongkai/fading.html',
    },
    list: '/gongkai/list/{cat}.html',
    further: '/gongkai/list/{cat}-{n}.html',
    article: '/gongkai/show/{ts}-36800-00-000.html',
    file: '/uploadfiles/{yyyy}{mm}/{id}',
    perPage: 8,
    rows: 'clicked',
    pager: 'called',
    tabs: 'called',
  },
  // Kunming's districts: /c/2024-01-15/{id}.shtml, rows written by a script, a pager that only counts.
  kunming: {
    standing: standingIn('/zfxxgk/', 'index.shtml'),
    list: '/zfxxgk/{path}/index.shtml',
    further: '/zfxxgk/{path}/index_{n}.shtml',
    article: '/c/{yyyy}-{mm}-{dd}/{id}.shtml',
    file: '/upload/{yyyy}{mm}/{id}',
    perPage: 8,
    rows: 'written',
    pager: 'counted',
    door: 'deep',
  },
  // Dezhou, SASAC: /n1403/n38391604/c{n}/content.html, units on a page of their own.
  nodes: {
    standing: {
      home: '/',
      openness: '/n1403/n100/index.html',
      guide: '/n1403/n101/index.html',
      rules: '/n1403/n102/index.html',
      statutory: '/n1403/n103/index.html',
    },
    list: '/n1403/n{cat}/index.html',
    further: '/n1403/n{cat}/index_{k}.html',
    article: '/n1403/n{cat}/c{id}/content.html',
    file: '/n1403/n{cat}/c{id}/part/{id}',
    perPage: 6,
    rows: 'arrays',
    pager: 'pictured',
    units: 'page',
  },
  // Changzhou, Huai'an: the list in a frame of a frame.
  framed: {
    standing: standingIn('/xxgk/'),
    list: '/xxgk/{path}/',
    further: '/xxgk/{path}/list{n}.html',
    article: '/xxgk/{path}/{yyyy}/{id}.htm',
    file: '/xxgk/files/{yyyy}/{id}',
    perPage: 9,
    rows: 'usual',
    pager: 'bracketed',
    list_in: 'frames',
  },
  // The four tabs are parts of one page (61号).
  one_page: {
    standing: standingIn('/zwgk/zfxxgk/'),
    list: '/zwgk/{path}/',
    further: '/zwgk/{path}/index_{n}.html',
    article: '/html/{yyyy}{mm}/{id}.html',
    file: '/html/{yyyy}{mm}/{id}',
    perPage: 100,
    rows: 'usual',
    pager: 'none',
    tabs: 'parts',
    list_in: 'openness',
  },
  // Qujing: /list/xxgknb/auto/124.html, /pub/special/{n}.html, with a <base>.
  based: {
    standing: {
      home: '/',
      openness: '/list/zwgk/auto/100.html',
      guide: '/list/zn/auto/101.html',
      rules: '/list/zd/auto/102.html',
      statutory: '/list/fd/auto/103.html',
    },
    list: '/list/{slug}/auto/{cat}.html',
    further: '/list/{slug}/auto/{cat}_{n}.html',
    article: '/pub/special/{id}.html',
    file: '/file/upload/{yyyy}{mm}/{id}',
    perPage: 7,
    rows: 'usual',
    pager: 'bracketed',
    finish: ['based', 'commented'],
  },
  // gtapp: the page's number is sent by POST.
  posted: {
    standing: standingBy('/gtapp/index.do', (tab) => `/gtapp/list.do?cat=${tab}`),
    list: '/gtapp/list.do?cat={cat}',
    further: '/gtapp/list.do?cat={cat}&cpage={n}',
    article: '/gtapp/detail.do?id={id}',
    file: '/gtapp/upload/{yyyy}/{id}',
    perPage: 8,
    rows: 'usual',
    pager: 'posted',
    by_query: true,
  },
  // JEECMS: .jspx lists, a form that turns the page.
  jspx: {
    standing: standingBy('/zwgk/index.jspx', (tab) => `/zwgk/list.jspx?channelId=${tab}`),
    list: '/zwgk/list.jspx?channelId={cat}',
    further: '/zwgk/list.jspx?channelId={cat}&cpage={n}',
    article: '/zwgk/{path}/{id}.jhtml',
    file: '/u/cms/www/{yyyy}{mm}/{id}',
    perPage: 8,
    rows: 'catalogue',
    pager: 'form',
    by_query: true,
  },
  // NEA: /20240115/{hex}/c.html; the column shows five rows and 更多.
  more: {
    standing: standingIn('/zfxxgk/'),
    list: '/zfxxgk/{path}/',
    further: '/zfxxgk/{path}/more_{n}.html',
    article: '/{yyyy}{mm}{dd}/{hex}/c.html',
    file: '/download/{hex}/{id}',
    perPage: 9,
    rows: 'usual',
    pager: 'arrows',
    list_in: 'more',
  },
  // Huai'an's summary: a folder for each year, and in it nothing but names of units.
  summary: {
    standing: standingIn('/col/zwgk/'),
    list: '/col/{path}/',
    further: '/col/{path}/{n}.html',
    article: '/wzxxgknb/{yyyy}/{id}.html',
    file: '/wzxxgknb/{yyyy}/{id}',
    perPage: 50,
    rows: 'units',
    pager: 'none',
    below: 'clicked',
  },
  // Henan: /2024/03-29/2967452.html; 加载更多.
  loaded: {
    standing: standingIn('/ywgk/xxgk/'),
    list: '/ywgk/xxgk/{path}/',
    further: '/ywgk/xxgk/{path}/{n}.html',
    article: '/{yyyy}/{mm}-{dd}/{id}.html',
    file: '/upload/{yyyy}-{mm}/{id}',
    perPage: 7,
    rows: 'cards',
    pager: 'loaded',
    door: 'script',
  },
  // SAFE, forestry: menus that are pictures.
  mapped: {
    standing: standingIn('/safe/', 'index.html'),
    list: '/safe/{path}/index.html',
    further: '/safe/{path}/index_{n}.html',
    article: '/safe/{yyyy}/{mm}{dd}/{id}.html',
    file: '/safe/file/{yyyy}/{id}',
    perPage: 8,
    rows: 'usual',
    pager: 'pictured',
    below: 'pictured',
    tabs: 'mapped',
    door: 'meta',
  },
  // Xicheng: pnidpv{n}.html, behind a greeting.
  splash: {
    standing: {
      home: '/',
      openness: '/xxgk/index.html',
      guide: '/xxgk/zn.html',
      rules: '/xxgk/zd.html',
      statutory: '/xxgk/fd.html',
    },
    list: '/xxgk/{slug}/pn1.html',
    further: '/xxgk/{slug}/pn{n}.html',
    article: '/xxgk/pnidpv{id}.html',
    file: '/files/{yyyy}/{id}',
    perPage: 6,
    rows: 'numbers',
    pager: 'numberedChoice',
    tabs: 'pictured',
    door: 'splash',
  },
  // Hengyang: /zwgk/zfxxgkgd/20200525/i2026054.html
  i_ids: {
    standing: standingIn('/zwgk/zfxxgkgd/', 'index.html'),
    list: '/zwgk/zfxxgkgd/{path}/index.html',
    further: '/zwgk/zfxxgkgd/{path}/index_{k}.html',
    article: '/zwgk/zfxxgkgd/{yyyy}{mm}{dd}/i{id}.html',
    file: '/zwgk/zfxxgkgd/{yyyy}{mm}{dd}/{id}',
    perPage: 6,
    rows: 'cut',
    pager: 'called',
    finish: ['commented', 'schemeless'],
  },
  // Huining: /mobile/zwgk-view/27796.html
  mobile: {
    standing: {
      home: '/',
      openness: '/mobile/zwgk.html',
      guide: '/mobile/zwgk-zn.html',
      rules: '/mobile/zwgk-zd.html',
      statutory: '/mobile/zwgk-fd.html',
    },
    list: '/mobile/zwgk-list/{cat}.html',
    further: '/mobile/zwgk-list/{cat}/{n}.html',
    article: '/mobile/zwgk-view/{id}.html',
    file: '/upload/mobile/{yyyy}/{id}',
    perPage: 8,
    rows: 'cards',
    pager: 'loaded',
    tabs: 'clicked',
  },
}
