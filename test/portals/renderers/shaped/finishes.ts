import type { Site } from '../../site.ts'

/** What a system does to every page it sends: HTML in, the same page otherwise written. */
export type Finish = (html: string, site: Site) => string

export const finishes = {
  /** <A HREF="…">: names of tags and attributes in capitals. */
  capitals: (html) =>
    outsideScripts(html, (part) =>
      part.replaceAll(
        /<(\/?)([a-z]\w*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g,
        (_, slash: string, name: string, rest: string) => {
          const attributes = rest.replaceAll(
            /([\s"'])([a-z-]+)=/g,
            (_whole, before: string, key: string) => `${before}${key.toUpperCase()}=`,
          )
          return `<${slash}${name.toUpperCase()}${attributes}>`
        },
      ),
    ),
  /** href=…: no quotes where none are needed. */
  unquoted: (html) =>
    outsideScripts(html, (part) =>
      part.replaceAll(/ (href|src|class|value|target)="([^"\s'<>=]+)"/gi, ' $1=$2'),
    ),
  /** Letters of addresses as character references. */
  references: (html) =>
    outsideScripts(html, (part) =>
      part.replaceAll(
        / href="([^"]*)"/g,
        (_, address: string) => ` href="${address.replaceAll('&amp;', '&#38;').replaceAll('/', '&#x2F;')}"`,
      ),
    ),
  /** Titles as character references, as an old editor leaves them. */
  spelt: (html) =>
    outsideScripts(html, (part) =>
      part.replaceAll(
        />([^<>&]*[\u4e00-\u9fff][^<>&]*)</g,
        (_, words: string) =>
          `>${words.replaceAll(/[\u4e00-\u9fff]/g, (letter) => `&#${letter.codePointAt(0) ?? 0};`)}<`,
      ),
    ),
  /** <base>: every address is relative to another folder than the page's own. */
  based: (html) =>
    outsideScripts(html.replace('<head>', '<head><base href="/web/site0/">'), (part) =>
      part.replaceAll(/ (href|src|value)="\/(?!web\/site0\/")/g, ' $1="../../'),
    ),
  /** //host/path */
  schemeless: (html, { baseUrl }) =>
    outsideScripts(html, (part) =>
      part.replaceAll(/ (href|src)="\/(?!\/)/g, ` $1="${baseUrl.replace('http:', '')}/`),
    ),
  /** The rows of the year before last, left in a comment. */
  commented: (html) =>
    html.replace(
      '<body>',
      '<body>\n<!-- <li><a href="/old/zfxxgknb/t20150120_1.html">2014年政府信息公开年报</a></li> -->',
    ),
} as const satisfies Record<string, Finish>

function outsideScripts(html: string, change: (part: string) => string): string {
  return html
    .split(/(<script[\s\S]*?<\/script>)/i)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('')
}
