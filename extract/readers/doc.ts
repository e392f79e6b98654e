import { failure } from '../decode.ts'
import type { Document } from '../document.ts'
import type { ExtractError, Result } from '../extraction.ts'
import type { Limits } from '../limits.ts'
import { interpret } from './doc/interpret.ts'
import type { WordStreams } from './doc/interpret.ts'
import { openOle } from './ole.ts'
import { titleOf } from './text.ts'
import { blocksOf } from './word/blocks.ts'

const readBy = { engine: 'doc', version: '1' }

/** The first version of the format read here, Word 97; what came before is another format under the same signature. */
const word97 = 0xc1
const signature = 0xa5ec
const flags = { encrypted: 0x0100, secondTable: 0x0200, obfuscated: 0x8000 }

/**
 * Reads a Word document of 1997–2003, and WPS's .doc and .wps, which are the same (MS-DOC): text and tables with their
 * own borders and merges, as the marks and properties in the file say. Written here rather than with word-extractor,
 * which gives cells cut by tabs only: a blank cell beside a merged one cannot be told from nothing there.
 */
export function readDoc(bytes: Uint8Array, limits: Limits): Result<Document, ExtractError> {
  const streams = streamsOf(bytes)
  if (!streams.ok) return streams
  const laid = piecesOf(streams.value, limits)
  if (!laid.ok) return laid
  return {
    ok: true,
    value: {
      mediaType: 'application/msword',
      readBy,
      title: titleOf(laid.value.blocks),
      metadata: {},
      blocks: laid.value.blocks,
      links: [],
      images: laid.value.images,
    },
  }
}

function piecesOf(streams: WordStreams, limits: Limits): ReturnType<typeof blocksOf> {
  try {
    return blocksOf(interpret(streams), limits)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return failure('corrupt', `the Word document is damaged (${error.message}); fetch it again`)
  }
}

function streamsOf(bytes: Uint8Array): Result<WordStreams, ExtractError> {
  const ole = openOle(bytes)
  if (!ole.ok) return ole
  const document = buffer(ole.value.get('WordDocument'))
  if (document.length < 512 || document.readUInt16LE(0) !== signature)
    return failure(
      'unsupported',
      'an OLE file without a Word document of 1997 or later in it; save it as DOCX',
    )
  if (document.readUInt16LE(2) < word97)
    return failure(
      'unsupported',
      'a document of Word 95 or earlier; open it in Word or LibreOffice and save it as DOCX',
    )
  const state = document.readUInt16LE(10)
  if ((state & (flags.encrypted | flags.obfuscated)) !== 0)
    return failure(
      'encrypted',
      'the Word document is locked with a password; ask the publisher for an open copy',
    )
  const table = ole.value.get((state & flags.secondTable) === 0 ? '0Table' : '1Table')
  if (!table) return failure('corrupt', 'the Word document lacks its table stream; fetch it again')
  return { ok: true, value: { document, table: buffer(table), data: buffer(ole.value.get('Data')) } }
}

function buffer(bytes: Uint8Array | undefined): Buffer {
  return bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : Buffer.alloc(0)
}
