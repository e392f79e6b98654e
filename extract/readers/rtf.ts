import { failure } from '../decode.ts'
import type { Document } from '../document.ts'
import type { ExtractError, Result } from '../extraction.ts'
import type { Limits } from '../limits.ts'
import { RtfInterpreter, deepestGroup } from './rtf/interpret.ts'
import { rtfTokens } from './rtf/tokens.ts'
import { titleOf } from './text.ts'
import { blocksOf } from './word/blocks.ts'

const readBy = { engine: 'rtf', version: '1' }

/** Reads Rich Text Format, as Word, WPS and LibreOffice write it: shown text and tables, in reading order. */
export function readRtf(bytes: Uint8Array, limits: Limits): Result<Document, ExtractError> {
  const { pieces, end } = new RtfInterpreter().read(rtfTokens(bytes))
  if (end === 'cut')
    return failure('corrupt', 'the RTF ends before its groups do: it was cut off; fetch it again')
  if (end === 'deep')
    return failure('too_large', `its groups nest deeper than ${deepestGroup}; look at it by hand`)
  const laid = blocksOf(pieces, limits)
  if (!laid.ok) return laid
  return {
    ok: true,
    value: {
      mediaType: 'application/rtf',
      readBy,
      title: titleOf(laid.value.blocks),
      metadata: {},
      blocks: laid.value.blocks,
      links: [],
      images: laid.value.images,
    },
  }
}
