import { failure } from '../decode.ts'
import type { Document } from '../document.ts'
import type { ExtractError, Result } from '../extraction.ts'
import type { Limits } from '../limits.ts'
import { blocksOf } from './word/blocks.ts'
import { Numbering } from './word/numbering.ts'
import { parts } from './word/parts.ts'
import { headingStyles, styleProperties } from './word/styles.ts'
import { wordml } from './word/wordml.ts'
import { titleOf } from './text.ts'

const readBy = { engine: 'docx', version: '1' }

/**
 * Reads a Word document (zipped WordprocessingML, ISO/IEC 29500), whoever wrote it: its body in reading order, text
 * boxes after the paragraph that they hang on; headers, footers, notes and comments are left out. Written here rather
 * than with mammoth, which knows neither tracked row deletions nor gridBefore and hMerge, and whose HTML would be parsed
 * a second time.
 */
export function readDocx(bytes: Uint8Array, limits: Limits): Result<Document, ExtractError> {
  const opened = parts(bytes, limits)
  if (!opened.ok) return opened
  const { main, styles, numbering, relations } = opened.value
  const read = wordml(main, {
    headings: headingStyles(styles),
    properties: styleProperties(styles),
    numbering: new Numbering(numbering, styles),
    relations,
  })
  if (read.foreign)
    return failure(
      'unsupported',
      'a part of it is another file embedded in it (altChunk); open and save it in Word',
    )
  const laid = blocksOf(read.pieces, limits)
  if (!laid.ok) return laid
  return {
    ok: true,
    value: {
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      readBy,
      title: titleOf(laid.value.blocks),
      metadata: {},
      blocks: laid.value.blocks,
      links: [],
      images: laid.value.images,
    },
  }
}
