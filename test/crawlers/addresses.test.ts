import { describe, expect, it } from 'vitest'
import { canonicalUrl } from '../../crawlers/canonical-url.ts'
import { shapeOf } from '../../crawlers/link.ts'

describe('one key for one page', () => {
  it.each([
    ['http://www.x.gov.cn/a/', 'https://x.gov.cn/a/index.html'],
    ['https://x.gov.cn/a/t1.html?isMobile=false', 'https://x.gov.cn/a/t1.html'],
    ['https://x.gov.cn/a?b=1&a=2', 'https://x.gov.cn/a?a=2&b=1'],
    ['https://x.gov.cn//a//b.htm#top', 'https://x.gov.cn/a/b.htm'],
    ['https://x.gov.cn/%E5%B9%B4%E6%8A%A5/', 'https://x.gov.cn/年报/'],
  ])('%s = %s', (one, other) => {
    expect(canonicalUrl(one)).toBe(canonicalUrl(other))
  })

  it.each([
    ['https://x.gov.cn/a', 'https://y.gov.cn/a'],
    ['http://127.0.0.1:8101/a', 'http://127.0.0.1:8102/a'],
    ['https://x.gov.cn/list?gk=3', 'https://x.gov.cn/list?gk=4'],
    ['https://x.gov.cn/gkmlpt/annualreport#2629', 'https://x.gov.cn/gkmlpt/annualreport#2630'],
    ['https://x.gov.cn/a/index_1.html', 'https://x.gov.cn/a/index.html'],
  ])('%s is not %s', (one, other) => {
    expect(canonicalUrl(one)).not.toBe(canonicalUrl(other))
  })
})

/** Real annual-report addresses, as published copies cite them. */
const articles = [
  'https://www.gl.gov.cn/xjwz/zfxxgk/sjzptlj/xzjd/djjd/zfxxgknb/202601/t20260109_5269368.htm',
  'http://www.liunan.gov.cn/xxgk/zfxxgknb/t19700101_3441457.shtml',
  'https://www.fuliang.gov.cn/xzf/gknb/t947244.shtml',
  'http://www.jxdy.gov.cn/dyxxxgk/c102429/202401/90da02ee81d7436a916a1815a4004b51.shtml',
  'http://hrbdl.gov.cn/hebdlq/c111239/202301/c01_868731.shtml',
  'https://www.xiaoshan.gov.cn/art/2025/1/13/art_1229849805_96757.html',
  'http://www.lucheng.gov.cn/module/xxgk/xxgkAnnualReport.jsp?area=001008003001061&fbtime=2024',
  'https://jss.gov.cn/jss/zfxxgk/xxgkndbg/2022/xzndbg/art/2023/art_bb2bd4d8ca484b79b0fab2c756cd6fe9.html',
  'https://www.ahtlyaq.gov.cn/openness/OpennessAnnualReport/show/3856.html',
  'https://www.hh.gov.cn/info/204302/1240682.htm',
  'http://www.liaoyang.gov.cn/govxxgk/LY/2024-03-05/cfa9849a-3f74-4747-82de-a497ee246555.html?deptcode=033',
  'http://www.lianhu.gov.cn/zwgk/zfxxgk/xxgknb/bmxxgknb/2015699450447577090.html',
  'http://www.lixia.gov.cn/gongkai/site_lixiaqulxqysjdbscam/channel_63899b0337599182826238d0/doc_69780e3c3b15ceb212c2a5bb.html',
  'http://xam.gov.cn/xam/2026-01/17/article_2026011708454744238.html',
  'https://www.abg.gov.cn/abg/zwgk/zfxxgk/bmxxgkml/smz/blgtz52/zfxxgknb/2023042315081546967/index.html',
  'http://www.xiangyin.gov.cn/31185/32016/content_2150541.html',
  'https://www.jsxishan.gov.cn/doc/2025/01/23/4484819.shtml',
  'https://cnzh.gov.cn/gongkai/show/20250114104649-36800-00-000.html',
  'http://www.dazhu.gov.cn/xxgk-show-213163.html',
  'http://1.25.240.11:8082/sites/wltqq/zwinfo.jsp?id=15652',
]

describe('what an address tells', () => {
  it.each(articles)('an article: %s', (url) => {
    expect(shapeOf(url)).toBe('article')
  })

  it.each([
    ['https://www.beijing.gov.cn/gongkai/zfxxgk/gknb/', 'folder'],
    ['https://x.gov.cn/zfxxgknb/index_1.html', 'folder'],
    ['https://x.gov.cn/col/col84241/index.html', 'folder'],
    ['http://www.wqx.gov.cn/zfxxgk/zfxxgknb/xj/2.html', 'folder'],
    [
      'http://www.pingwu.gov.cn/public/column/13071?type=3&nav=5&sub=1&timeFrame=2023&hasContent=true',
      'folder',
    ],
    ['https://x.gov.cn/zwgk/P020240103569247124102.pdf', 'document'],
    ['https://x.gov.cn/module/download/downfile.jsp?classid=0&filename=abc.doc', 'document'],
    ['https://x.gov.cn/zfxxgk/xz/zgz.htm', 'unknown'],
  ])('%s is a %s', (url, shape) => {
    expect(shapeOf(url)).toBe(shape)
  })
})
