/**
 * What leads from a practice page to more pages beside its links: paging scripts, list services, clicks. Written from the
 * renderers, so that a test can prove that everything can be reached; the crawler finds its way by its own means.
 */

/** A request to make: an address relative to the page, and a body where it is a POST. */
export interface Further {
  readonly href: string
  readonly post?: string
  readonly type?: string
}

export function furtherPages(text: string, url: string): Further[] {
  return readers.flatMap((read) => read(text, url))
}

type Reader = (text: string, url: string) => Further[]

/** Numbers from 2 to the last page. */
function from2(count: number): number[] {
  return Array.from({ length: Math.max(0, count - 1) }, (_, index) => index + 2)
}

function group(text: string, pattern: RegExp, at = 1): string {
  return pattern.exec(text)?.[at] ?? ''
}

const readers: readonly Reader[] = [
  // createPageHTML(3, 0, "index", "html") → index_1.html, index_2.html
  (text) =>
    from2(Number(group(text, /createPageHTML\((\d+), \d+, "\w+"/))).map((page) => ({
      href: `${group(text, /createPageHTML\(\d+, \d+, "(\w+)"/)}_${page - 1}.html`,
    })),
  // <iframe src="./list.html"
  (text) => [...text.matchAll(/<iframe src="([^"]+)"/g)].map(([, href = '']) => ({ href })),
  // createPageHTML('page_div',4, 1,'list','shtml',33) → list_2.shtml … list_4.shtml
  (text) =>
    from2(Number(group(text, /createPageHTML\('page_div',(\d+)/))).map((page) => ({
      href: `list_${page}.shtml`,
    })),
  // fetch("/common/search/ab…32?page=" + page + "&_pageSize=10…")
  (text) => {
    const service = group(text, /fetch\("(\/common\/search\/\w+)\?page="/)
    return service ? [{ href: `${service}?page=1&_pageSize=1000` }] : []
  },
  // var webSiteCode = "…"; var channelCode = "c00177";
  (text) => {
    const channel = group(text, /channelCode = "(\w+)"/)
    const site = group(text, /webSiteCode = "(\w+)"/)
    const post = `current=1&pageSize=100&webSiteCode=${site}&channelCode=${channel}`
    return channel ? [{ href: '/queryList', post, type: 'application/x-www-form-urlencoded' }] : []
  },
  // var listUrl = "/site/label/8888?…pageIndex=1…" and pageCount:3
  (text) => {
    const call = group(text, /var listUrl = "([^"]+)"/)
    const pages = call ? from2(Number(group(text, /pageCount:(\d+)/))) : []
    return pages.map((page) => ({ href: call.replace('pageIndex=1', `pageIndex=${page}`) }))
  },
  // totalRecord:36,perPage:5 … unitid:'247686' → dataproxy.jsp?startrecord=16&endrecord=30&perpage=5&unitid=247686
  (text) => {
    const total = Number(group(text, /totalRecord:(\d+)/))
    const perPage = Number(group(text, /totalRecord:\d+,perPage:(\d+)/))
    const call = `${group(text, /proxyUrl:'([^']+)'/)}?unitid=${group(text, /unitid:'(\d+)'/)}&perpage=${perPage}`
    return from2(Math.ceil(total / (perPage * 3))).map((page) => {
      const start = (page - 1) * perPage * 3 + 1
      return { href: `${call}&startrecord=${start}&endrecord=${start + perPage * 3 - 1}` }
    })
  },
  // url="/api-gateway/…/build/unit" queryData="{'parseType':'bulidstatic',…}"
  (text) => {
    const service = group(text, /url="(\/api-gateway\/[^"]+)"/)
    const pairs = group(text, /queryData="\{([^"]+)\}"/).matchAll(/'(\w+)':'([^']*)'/g)
    const fields = new URLSearchParams()
    for (const [, name = '', value = ''] of pairs) fields.set(name, value)
    return service
      ? [1, 2, 3].map((page) => ({
          href: `${service}?${fields.toString()}&paramJson=${encodeURIComponent(`{"pageNo":${page},"pageSize":15}`)}`,
        }))
      : []
  },
  // window._CONFIG = {"SID":441001,"TREE":[{"id":2629,…}]}
  (text) => {
    const site = group(text, /_CONFIG = \{"SID":(\d+)/)
    const columns = site ? [...text.matchAll(/"id":(\d+),"name"/g)].map(([, id = '']) => id) : []
    return columns.flatMap((id) =>
      [1, 2].map((page) => ({ href: `/gkmlpt/api/all/${id}?page=${page}&sid=${site}` })),
    )
  },
  // body: JSON.stringify({ deptcode: "00033", categorynum: … })
  (text) => {
    const dept = group(text, /deptcode: "(\d+)"/)
    const post = JSON.stringify({ deptcode: dept, categorynum: '003006', pageIndex: 0, pageSize: 1000 })
    return dept
      ? [{ href: '/EWB-FRONT/rest/lightfrontaction/getgovinfolist', post, type: 'application/json' }]
      : []
  },
  // data-url="/columns/{uuid}/templates/{uuid}/blocks/{uuid}" data-count="31"
  (text) => {
    const block = group(text, /data-url="([^"]+)"/)
    return block
      ? from2(Math.ceil(Number(group(text, /data-count="(\d+)"/)) / 10)).map((page) => ({
          href: `${block}?page=${page}&fix=0`,
        }))
      : []
  },
  // var total = parseInt('3') → 2.html, 3.html
  (text) =>
    from2(Number(group(text, /var total = parseInt\('(\d+)'\)/))).map((page) => ({ href: `${page}.html` })),
  // var totalPage = 3 → index_2.shtml, index_3.shtml
  (text) =>
    from2(Number(group(text, /var totalPage = (\d+)/))).map((page) => ({ href: `index_${page}.shtml` })),
  // fetch("/gongkai/api/channel/…").then, fetch("/zwgk/…/rows_123.html").then
  (text) => [...text.matchAll(/fetch\("([^"]+)"\)\.then/g)].map(([, href = '']) => ({ href })),
  // window.open('zwinfo.jsp?id=15652') and <option value="/info/iList.jsp?…">
  (text) => [
    ...[...text.matchAll(/window\.open\('([^']+)'\)/g)].map(([, href = '']) => ({ href })),
    ...[...text.matchAll(/<option value="([^"]+)"/g)].map(([, href = '']) => ({
      href: href.replaceAll('&amp;', '&'),
    })),
  ],
  // {"url":"…","post_url":"…"}, {"infourl":"…"}, {"href":"…"}, "urls":"{\"pc\":\"…\"}"
  (text) =>
    [...text.matchAll(/"(?:url|infourl|href)":"([^"]+)"|\{\\"pc\\":\\"([^"\\]+)\\"/g)].map(
      ([, plain, nested]) => ({
        href: plain ?? nested ?? '',
      }),
    ),
  // {"success":true,"data":{"html":"<ul>…"}}
  (text) => [...text.matchAll(/href=\\"([^"\\]+)\\"/g)].map(([, href = '']) => ({ href })),
]
