/** HTML that is safe to put into a page: only this room makes it, from texts that it escapes. */
export interface Html {
  readonly html: string
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escaped(text: string): string {
  // Control characters have no place in a page, and none of these marks may turn its direction.
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, ' ').replace(/[&<>"']/gu, (sign) => entities[sign] ?? '') // <b> & "x"
}

/** A template: what is put in is escaped, unless it is HTML already. */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (Html | readonly Html[] | string | number | null)[]
): Html {
  const parts = strings.map(
    (text, index) => text + (index < values.length ? rendered(values[index] ?? null) : ''),
  )
  return { html: parts.join('') }
}

/** What a library drew: SVG from vega, whose texts are escaped there. */
export function drawn(svg: string): Html {
  return { html: svg }
}

/** A link where the address is one of the web's; else its text alone: javascript: and data: lead nowhere. */
export function link(url: string, text: string): Html {
  return isWeb(url) ? html`<a href="${url}" rel="noreferrer noopener">${text}</a>` : html`${text}`
}

function isWeb(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol } = new URL(url)
  return protocol === 'http:' || protocol === 'https:'
}

function rendered(value: Html | readonly Html[] | string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return value.toLocaleString('en')
  if (typeof value === 'string') return escaped(value)
  return 'html' in value ? value.html : value.map((each) => each.html).join('\n')
}
