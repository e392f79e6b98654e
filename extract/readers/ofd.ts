import { failure } from '../decode.ts'
import type { Document } from '../document.ts'
import type { ExtractError, Result } from '../extraction.ts'
import type { Limits } from '../limits.ts'
import { draw, pointsPerMillimetre } from './ofd/objects.ts'
import type { Drawn } from './ofd/objects.ts'
import { openOfd } from './ofd/package.ts'
import type { OfdPage } from './ofd/package.ts'
import { blocksOf } from './pdf/blocks.ts'
import type { Drawing } from './pdf/drawing.ts'
import { withoutFurniture } from './pdf/furniture.ts'
import type { RuledPage } from './pdf/furniture.ts'
import { latticesOf } from './pdf/lattice.ts'
import { isBlank } from './pdf/letters.ts'
import { struckOut } from './pdf/struck.ts'

const readBy = { engine: 'ofd', version: '1' }

/** A sheet full of the smallest legible print holds half as many. */
const mostGlyphs = 50_000

/**
 * Reads an OFD, the Chinese standard for fixed-layout documents (GB/T 33190): its pages are drawn, as a PDF's are, and
 * read by the same geometry.
 * @returns `needs_ocr` where no page holds text
 */
export function readOfd(bytes: Uint8Array, limits: Limits): Result<Document, ExtractError> {
  const opened = openOfd(bytes, limits)
  if (!opened.ok) return opened
  const pages: RuledPage[] = []
  for (const [index, page] of opened.value.pages.entries()) {
    const drawing = drawingOf(page, index + 1)
    const lattices = drawing.glyphs.length > mostGlyphs ? null : latticesOf(drawing.strokes, limits.maxSlots)
    if (!lattices)
      return failure(
        'too_large',
        `page ${index + 1} draws more than a page of a report holds; look at it by hand`,
      )
    pages.push({ drawing, lattices })
  }
  if (!pages.some(({ drawing }) => drawing.glyphs.some(({ text }) => !isBlank(text))))
    return failure('needs_ocr', `the OFD has ${pages.length} pages and no text; run OCR over it`)
  const content = withoutFurniture(pages)
  return {
    ok: true,
    value: {
      mediaType: 'application/ofd',
      readBy,
      title: titleOf(opened.value.title),
      metadata: {},
      blocks: blocksOf(content),
      links: [],
      images: content.filter(({ drawing }) => isPicture(drawing)).map(({ drawing }) => String(drawing.page)),
    },
  }
}

function drawingOf({ box, layers }: OfdPage, page: number): Drawing {
  const [, , width = 0, height = 0] = box
  const drawn: Drawn = { glyphs: [], strokes: [], pictures: [] }
  for (const layer of layers) draw(layer, drawn)
  return {
    page,
    width: width * pointsPerMillimetre,
    height: height * pointsPerMillimetre,
    direction: 'right',
    ...drawn,
    glyphs: struckOut(drawn.glyphs, drawn.strokes),
  }
}

function isPicture({ glyphs, pictures }: Drawing): boolean {
  return pictures.length > 0 && !glyphs.some(({ text }) => !isBlank(text))
}

const han = /\p{Script=Han}/u // 杭

/** A stated title counts only where it is one: converters put the file's name there (2023年报.docx). */
function titleOf(stated: string | null): string | null {
  return stated !== null && han.test(stated) && !/\.\w{2,4}$/u.test(stated) ? stated : null
}
