/** What an address alone says. Folders name columns by custom only, so that none of this makes a year or an agency. */

/** /zfxxgknb/, /gknb/, /xxgkndbg2019wtq/, /2022bmdnbg/, /OpennessAnnualReport/: columns of annual reports. */
const reportColumn =
  /(?:xxgk|gk|zw|bm)[a-z0-9_]*?(?:nb|ndbg|nbg)|\/(?:nb|ndbg|nianbao)[a-z0-9_]*\/|annualreport/iu
/** /wznb/, /wzndbb/, /zfwzgznb/: annual returns about government websites. */
const websiteColumn = /wz[a-z]*(?:nb|ndbb|bb)/iu
/** t20230118_4373320.html, content_70172, post_509217.html, art_5444_413853.html; not index.html or /col/col77388/. */
const article = /\/(?!index|list|col)[^/]*(?:\d{5,}|[0-9a-f]{24,}|[0-9a-f]{8}-[0-9a-f]{4}-)[^/]*$/iu
/** xxgkAnnualReport.jsp?…&fbtime=2010: there the parameter is the reporting year, in every page seen. */
const reportYear = /xxgkAnnualReport\.jsp\?(?:.*&)?fbtime=(20\d{2})(?:&|$)/iu

function pathOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/iu, '').replace(/#.*$/u, '') // https://www.beijing.gov.cn/gongkai/gknb/#top
}

/** True where the path names a column of annual reports. */
export function isReportColumn(url: string): boolean {
  const path = pathOf(url)
  return reportColumn.test(path) && !websiteColumn.test(path)
}

/** True where the address looks like one page's, not a column's. */
export function isArticle(url: string): boolean {
  return article.test(pathOf(url).replace(/\?.*$/u, ''))
}

/** The reporting year that the address states; null for almost all: a folder's year may be that of publication. */
export function yearInUrl(url: string): number | null {
  const year = reportYear.exec(url)?.[1]
  return year === undefined ? null : Number(year)
}

/** www.beijing.gov.cn of an address, without www., with its port; '' where there is none. */
export function hostOf(url: string): string {
  return (/^[a-z]+:\/\/(?:www\.)?([^/?#]+)/iu.exec(url)?.[1] ?? '').toLowerCase()
}
