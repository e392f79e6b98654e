import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import type { Limits } from '../../limits.ts'
import { compose, identity } from '../pdf/geometry.ts'
import type { Matrix } from '../pdf/geometry.ts'
import type { Homography } from './homography.ts'
import type { Imaging } from './imaging.ts'
import { blankRaster } from './raster.ts'
import type { Raster } from './raster.ts'

/** One page of a scan as a picture, colours of stamps and seals already gone. */
export interface Leaf {
  /** From 1. */
  readonly page: number
  readonly raster: Raster
  /** Where seals and stamps in colour stood, at a quarter of the picture's size: 0 in them and at their edges. */
  readonly colours?: Raster
  /** Pixels per point (1/72 inch). */
  readonly scale: number
  /** Where a photographed page lay on its picture. */
  readonly warp?: Warp
}

/** How a photographed page was flattened: `flat` and `taken` are the pixels per point after and before. */
export interface Warp {
  readonly homography: Homography
  readonly flat: number
  readonly taken: number
}

/** Opens a file page by page; no more than one page's picture is held at a time. */
export interface Leaves {
  readonly pages: number
  readonly leaf: (page: number) => Promise<Leaf>
  readonly close: () => Promise<void>
}

/** Pixels per point of a page without a picture of its own: 250 dpi. */
const drawnScale = 250 / 72
/** Pages are not read finer than 300 dpi: letters gain nothing, memory and time are lost. */
const finest = 300 / 72
/** More pixels than this are no page: 40 million are A3 at 400 dpi. */
const mostPixels = 40_000_000

/** A scan of more pages is a book, whose reading would take an hour: the longest reports have about sixty. */
const mostPages = 120

/** A picture that is refused for its size, with the words to say so. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

const library = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
const folder = (name: string): string => join(library, name) + sep

export async function leavesOfPdf(bytes: Uint8Array, { canvas }: Imaging, limits: Limits): Promise<Leaves> {
  const { getDocument } = await import('../pdf/library.ts')
  const task = getDocument({
    data: Uint8Array.from(bytes),
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    // JBIG2, CCITT and JPEG 2000 are unpacked by WebAssembly that ships with pdf.js.
    wasmUrl: folder('wasm'),
    useSystemFonts: false,
    disableFontFace: true,
    isEvalSupported: false,
    enableXfa: false,
    disableAutoFetch: true,
    disableRange: true,
    disableStream: true,
    stopAtErrors: true,
    maxImageSize: mostPixels,
    canvasMaxAreaInBytes: mostPixels * 4,
    verbosity: 0,
  })
  const pdf: PDFDocumentProxy = await task.promise
  try {
    withinPages(pdf.numPages, limits)
  } catch (error) {
    await task.destroy()
    throw error
  }
  return {
    pages: pdf.numPages,
    close: () => task.destroy(),
    leaf: async (number) => {
      const page = await pdf.getPage(number)
      const whole = await onlyPicture(page)
      if (whole) {
        page.cleanup()
        return { page: number, ...whole }
      }
      const scale = await nativeScale(page)
      const viewport = page.getViewport({ scale })
      const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)]
      if (width * height > mostPixels)
        throw new TooLarge(`page ${number} is larger than a sheet of paper: look at it by eye`)
      const sheet = canvas.createCanvas(width, height)
      const context = sheet.getContext('2d')
      context.fillStyle = '#fff'
      context.fillRect(0, 0, width, height)
      // pdf.js names the browser's types; the package behind it in Node is this one.
      await page.render({ canvas: sheet as never, canvasContext: context as never, viewport }).promise
      page.cleanup()
      const { data } = context.getImageData(0, 0, width, height)
      return { page: number, ...bleached(data, 4, width, height), scale }
    },
  }
}

function withinPages(pages: number, limits: Limits): void {
  const most = Math.min(limits.maxPages, mostPages)
  if (pages > most) throw new TooLarge(`the scan has ${pages} pages, the limit is ${most}: look at it by eye`)
}

/** What a page made of one picture has among its operators, besides that. */
const harmless = new Set(['save', 'restore', 'transform', 'dependency', 'paintImageXObject', 'setGState'])
/** How exactly a picture must fill its page, and its pixels be square. */
const exactly = 0.01

/** The picture of a page that is nothing else, as it was unpacked; null where the page has to be drawn. */
async function onlyPicture(page: PDFPageProxy): Promise<Pick<Leaf, 'raster' | 'colours' | 'scale'> | null> {
  const { OPS, ImageKind } = await import('../pdf/library.ts')
  const { fnArray, argsArray } = await page.getOperatorList()
  const names = new Map<number, string>(Object.entries(OPS).map(([name, code]) => [code, name]))
  if (!fnArray.every((code) => harmless.has(names.get(code) ?? ''))) return null
  const painted = fnArray.flatMap((code, index) => (code === OPS.paintImageXObject ? [index] : []))
  const [at] = painted
  if (at === undefined || painted.length > 1) return null
  let matrix = identity
  for (const [index, code] of fnArray.slice(0, at).entries()) {
    if (code === OPS.transform) matrix = compose(matrix, argsArray[index] as Matrix)
  }
  const [left, bottom, right, top] = page.view
  if (left === undefined || bottom === undefined || right === undefined || top === undefined) return null
  const [width, height] = [right - left, top - bottom]
  const wanted = [width, 0, 0, height, left, bottom]
  const fills = wanted.every((value, index) => Math.abs((matrix[index] ?? 0) - value) < exactly * width)
  if (page.rotate !== 0 || page.userUnit !== 1 || !fills) return null
  const picture = await unpacked(page, String((argsArray[at] as unknown[])[0]))
  if (!picture) return null
  const scale = picture.width / width
  const square = Math.abs(picture.height / height / scale - 1) < exactly
  if (!square || scale < 1 || scale > finest * (1 + exactly)) return null
  if (picture.kind === ImageKind.RGB_24BPP)
    return { ...bleached(picture.data, 3, picture.width, picture.height), scale }
  return picture.kind === ImageKind.GRAYSCALE_1BPP ? { raster: bilevel(picture), scale } : null
}

interface Unpacked {
  readonly width: number
  readonly height: number
  readonly kind: number
  readonly data: Uint8Array
}

/** What pdf.js makes of a picture; null where it could not be unpacked. */
function unpacked(page: PDFPageProxy, name: string): Promise<Unpacked | null> {
  const objects = name.startsWith('g_') ? page.commonObjs : page.objs
  return new Promise((resolve) => {
    objects.get(name, (found: Partial<Unpacked> | null) => {
      const { width, height, kind, data } = found ?? {}
      const isWhole = width !== undefined && height !== undefined && kind !== undefined && data !== undefined
      resolve(isWhole ? { width, height, kind, data } : null)
    })
  })
}

/** Eight pixels a byte, the first in the highest bit; 1 is paper. */
function bilevel({ width, height, data }: Unpacked): Raster {
  const row = Math.ceil(width / 8)
  const grey = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      grey[y * width + x] = ((data[y * row + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1 ? 255 : 0
    }
  }
  return { width, height, data: grey }
}

/** The resolution of the picture that fills a page: drawn at that, not a pixel is mixed with another. */
async function nativeScale(page: PDFPageProxy): Promise<number> {
  const { OPS } = await import('../pdf/library.ts')
  const { fnArray, argsArray } = await page.getOperatorList()
  const { width, height } = page.getViewport({ scale: 1 })
  let widest = 0
  for (const [index, code] of fnArray.entries()) {
    if (code !== OPS.paintImageXObject && code !== OPS.paintImageMaskXObject) continue
    const operands: unknown = argsArray[index]
    if (!Array.isArray(operands)) continue
    const pixels = code === OPS.paintImageXObject ? Number(operands[1]) : 0
    if (Number.isFinite(pixels)) widest = Math.max(widest, pixels)
  }
  // Pictures that lie across (a page that is turned) are as wide as the page is tall.
  const first = [widest / width, widest / height].find((scale) => scale >= 1 && scale <= 10)
  return first === undefined ? drawnScale : Math.min(first, finest)
}

export async function leavesOfPicture(
  bytes: Uint8Array,
  type: string,
  imaging: Imaging,
  limits: Limits,
): Promise<Leaves> {
  const { sharp } = imaging
  if (type === 'bmp') {
    const picture = await bitmap(bytes, imaging)
    return { pages: 1, leaf: async () => asLeaf(picture, 1, null), close: () => Promise.resolve() }
  }
  const options = { limitInputPixels: mostPixels, failOn: 'error', unlimited: false } as const
  // The header alone: the limit stands before the first pixel is unpacked.
  const { pages = 1, width, height } = await sharp(bytes, { ...options, limitInputPixels: false }).metadata()
  if (width * height > mostPixels) {
    throw new TooLarge(
      `the picture is ${width} by ${height} pixels, more than a sheet of paper: look at it by eye`,
    )
  }
  withinPages(pages, limits)
  return {
    // A GIF or WEBP that moves is one picture; only a TIFF has pages.
    pages: type === 'tiff' ? pages : 1,
    close: () => Promise.resolve(),
    leaf: async (page) => {
      const picture = sharp(bytes, { ...options, page: page - 1 })
      const { density } = await picture.metadata()
      const { data, info } = await picture
        .autoOrient()
        .flatten({ background: '#fff' })
        .toColourspace('srgb')
        .raw()
        .toBuffer({ resolveWithObject: true })
      return asLeaf(bleached(data, info.channels, info.width, info.height), page, density ?? null)
    },
  }
}

/** sharp reads no BMP; the canvas does. */
async function bitmap(bytes: Uint8Array, { canvas }: Imaging): Promise<Bleached> {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.byteLength < 26) throw new Error('the BMP file ends within its header')
  const pixels = Math.abs(header.getInt32(18, true) * header.getInt32(22, true))
  if (pixels > mostPixels)
    throw new TooLarge('the picture is larger than a sheet of paper: look at it by eye')
  const image = await canvas.loadImage(Buffer.from(bytes))
  const sheet = canvas.createCanvas(image.width, image.height)
  const context = sheet.getContext('2d')
  context.drawImage(image, 0, 0)
  return bleached(context.getImageData(0, 0, image.width, image.height).data, 4, image.width, image.height)
}

/** Width of an A4 sheet in points, upright and across. */
const [upright, across] = [595, 842]

function asLeaf(picture: Bleached, page: number, density: number | null): Leaf {
  const { raster } = picture
  const stated = (density ?? 0) / 72
  // 72 and 96 are what programs write that do not know; a scanner's figure gives a sheet of about A5 to A3.
  const sheet = raster.width / stated
  const believed = density !== null && density >= 100 && sheet >= 350 && sheet <= 1250
  const assumed = raster.width / (raster.width > raster.height ? across : upright)
  return { page, ...picture, scale: believed ? stated : assumed }
}

/** How much of a pixel's colour is added to its brightness: a red seal turns to paper, the black under it stays. */
const bleach = 0.5

type Bleached = Pick<Leaf, 'raster' | 'colours'>

/** Channels this far apart make a colour; those of yellowed paper are nearer. */
const coloured = 48
/** Side in pixels of the blocks in which colours are looked for: JPEG smears them over their edges. */
export const colourBlock = 4

/** A grey picture of the brightest of each pixel's channels, colours bleached: seals and blue stamps turn to paper. */
function bleached(
  pixels: Uint8Array | Uint8ClampedArray,
  channels: number,
  width: number,
  height: number,
): Bleached {
  const data = new Uint8Array(width * height)
  const colours = blankRaster(Math.ceil(width / colourBlock), Math.ceil(height / colourBlock))
  for (let at = 0, from = 0; at < data.length; at++, from += channels) {
    const red = pixels[from] ?? 0
    if (channels < 3) {
      data[at] = red
      continue
    }
    const [green, blue] = [pixels[from + 1] ?? 0, pixels[from + 2] ?? 0]
    const most = Math.max(red, green, blue)
    const apart = most - Math.min(red, green, blue)
    data[at] = Math.min(255, most + bleach * apart)
    if (apart > coloured) {
      const [column, row] = [Math.floor((at % width) / colourBlock), Math.floor(at / width / colourBlock)]
      colours.data[row * colours.width + column] = 0
    }
  }
  return { raster: { width, height, data }, colours: withEdges(colours) }
}

/** Colours with the blocks around them. */
function withEdges({ width, height, data }: Raster): Raster {
  const wider = blankRaster(width, height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x] !== 0) continue
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
        wider.data.fill(0, row * width + Math.max(0, x - 1), row * width + Math.min(width, x + 2))
    }
  }
  return wider
}
