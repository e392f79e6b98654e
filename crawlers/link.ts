import { canonicalUrl } from './canonical-url.ts'

/** Something a page points to. */
export interface Link {
  /** Absolute. */
  readonly url: string
  /** The page that it leads to as one key: `canonicalUrl`. */
  readonly key: string
  /** The text as a reader sees it, white space collapsed. */
  readonly text: string
  /** The fuller of text and title attribute. */
  readonly title: string
  /** `YYYY-MM-DD` printed beside it, or null. */
  readonly date: string | null
  /** How the page points: an `<a>`, a frame, a choice in a list, a script's string. */
  readonly kind: 'anchor' | 'frame' | 'option' | 'script'
  /** In a table: what its row and its column are headed with. */
  readonly headers: readonly string[]
}

/** What an address tells by its shape alone. `unknown` is either. */
export type Shape = 'document' | 'article' | 'folder' | 'unknown'

/** Shapes of addresses, first match wins; each with a real or described example. */
const shapes: readonly (readonly [Shape, RegExp])[] = [
  ['document', /\.(pdf|docx?|xlsx?|wps|et|ofd|rtf|zip|rar|txt)$/i], // /P020240103569247124102.pdf
  ['document', /\/(downfile\.jsp|download\.jsp|file-download|document\/download)/i], // /module/download/downfile.jsp?filename=….pdf
  ['article', /[?&](c|m|a|act|action|mod)=(show|view|detail|content|article|read)\b/i], // /index.php?c=show&id=115
  ['article', /\/(\d{14,19}\/index|c\d{4,}\/content)\.[sj]?html$/i], // /2023042315081546967/index.html, /c1234567/content.html
  ['article', /\/[\da-f]{24,32}\/(c|index|content)\.[sj]?html?$/i], // /20240115/90da…51/c.html
  [
    'folder',
    /\/(index|list|nlist|rlist|common_list|xxgk_lists?|nav_list|page)?(_?pc)?[_-]?\d{0,3}\.([sj]?html?|jsp|jspx|php|aspx?)$/i,
  ], // /index_1.html, /2.html, /list.shtml
  ['article', /\/t\d{5,8}(_\d+)?\.[sj]?html?$/i], // /202401/t20240115_123.html, /t947244.shtml
  ['article', /\/art_[\da-f_]+\.[sj]?html$/i], // /art/2024/1/15/art_55714_99.html
  ['article', /\/[\da-f]{24,32}\.[sj]?html?$/i], // /c1024/202401/90da…51.shtml
  ['article', /\/[cp]\d{2}_\d+\.[sj]?html?$/i], // /202301/c01_868731.shtml
  ['article', /\/(content|article|doc|m{0,2}post)_?[\da-f_-]{4,}\.[sj]?html?$/i], // content_2150541.html, post_12253918.html
  ['article', /\/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\.[sj]?html?$/i], // {uuid}.html
  ['article', /\/(content|article|doc|post)_\d{5,}$/i], // /gk/zfxxgknb/content_2150541
  ['article', /\/info\/\d+\/\d+\.htm$/i], // /info/204302/1240682.htm
  ['article', /\/public\/(\d+|content)\/\d+(\.html)?$/i], // /public/1681/565412321.html
  ['article', /\/show\/[\d-]+(\/\d+)?\.html$/i], // /OpennessAnnualReport/show/3856.html
  ['article', /\/detail\/\w+\/[\da-f]+\.html$/i], // /openness/detail/annual_report/{hex24}.html
  ['article', /xxgkannualreport\.jsp/i], // /module/xxgk/xxgkAnnualReport.jsp?area=…&fbtime=2024
  ['article', /\/[\w-]*(show|view|detail)-[\w-]*\d{3,}\.html$/i], // /xxgk-show-213163.html
  ['article', /\/\d{4,}([-_][\d_-]+)?\.[sj]?html?$/i], // /20230129/173336.html
  ['article', /\/(show|view|detail|info|article|content)[_-]\d{2,}\.[sj]?html?$/i], // /info/detail_20231.html
  ['article', /\/(?!col|list|index|page|class|node|channel)[a-z]{1,10}\d{5,}\.[sj]?html?$/i], // /20200525/i2026054.html, pnidpv1234567.html
  [
    'article',
    /\/\w*(show|info|view|detail|content|read|article)\.(jspx?|php|aspx?|do|thtml)\?(.*&)?\w*id=\d+/i,
  ], // /zwinfo.jsp?id=15652, /gknb_show.php?id=4540; not InfoPublic.aspx?cid=1019
  ['folder', /\/$|\/col\d+$|\/[^./?]+$/i], // /zfxxgknb/, /col/col84241
]

/** @param address absolute, as `URL` writes it: of millions of links each is asked, so that it is not taken apart again */
export function shapeOf(address: string): Shape {
  const from = address.indexOf('/', address.indexOf('//') + 2)
  if (from < 0) return 'unknown'
  const [whole = ''] = address.slice(from).split('#', 1) // /info/zwinfo.jsp?id=7
  const [path = ''] = whole.split('?', 1)
  return (
    shapes.find(([, pattern]) => pattern.test(path) || (whole !== path && pattern.test(whole)))?.[0] ??
    'unknown'
  )
}

/** A link to an address, with what is known of it. */
export function linkTo(url: URL, known: Omit<Link, 'url' | 'key'>): Link {
  return { url: url.href, key: canonicalUrl(url), ...known }
}
