import { strToU8, zipSync } from 'fflate'

/** A ZIP of text files by path. */
export function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const packed = Object.entries(files).map(
    ([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content] as const,
  )
  return zipSync(Object.fromEntries(packed))
}

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

/** A Word document with this body, and what else it is given. */
export function docxOf(body: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': '<Relationships/>',
    'word/document.xml': `<w:document ${word}><w:body>${body}</w:body></w:document>`,
    ...more,
  })
}

/** A paragraph of one run. */
export function p(text: string): string {
  return `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
}

/** A cell with properties and content. */
export function tc(properties: string, content: string): string {
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`
}
