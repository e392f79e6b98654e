import { deflateSync } from 'node:zlib'
import { createCanvas } from '@napi-rs/canvas'
import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { openPdf } from '../../../extract/readers/pdf/open.ts'
import { mapped, perspectiveOf } from '../../../extract/readers/scan/homography.ts'
import type { Homography, Point } from '../../../extract/readers/scan/homography.ts'

/** Scans a paper as offices do: well, askew, noisily, stamped, squeezed, by fax. Everything is the same at every run. */
export interface Kind {
  readonly name: string
  readonly dpi: number
  readonly spoil: readonly Spoil[]
  readonly packed: 'jpeg' | 'bilevel'
  /** How many pages of the paper lie side by side on one sheet; one where not given. */
  readonly abreast?: 2
  /** JPEG quality. */
  readonly quality?: number
}

type Spoil = (picture: Picture, random: () => number) => Picture | Promise<Picture>

/** Colours row by row, three bytes a pixel. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

export const kinds: readonly Kind[] = [
  { name: '300 dpi', dpi: 300, spoil: [], packed: 'jpeg' },
  { name: '200 dpi', dpi: 200, spoil: [], packed: 'jpeg' },
  { name: '150 dpi', dpi: 150, spoil: [], packed: 'jpeg' },
  { name: '100 dpi', dpi: 100, spoil: [], packed: 'jpeg' },
  { name: 'skewed', dpi: 200, spoil: [skewed], packed: 'jpeg' },
  { name: 'noisy', dpi: 200, spoil: [noisy], packed: 'jpeg' },
  { name: 'red seal', dpi: 200, spoil: [sealed('red')], packed: 'jpeg' },
  { name: 'grey seal', dpi: 200, spoil: [sealed('grey')], packed: 'jpeg' },
  { name: 'jpeg 40', dpi: 200, spoil: [], packed: 'jpeg', quality: 40 },
  { name: 'bilevel', dpi: 200, spoil: [speckled], packed: 'bilevel' },
  { name: 'shadow', dpi: 200, spoil: [shadowed], packed: 'jpeg' },
  { name: 'sideways', dpi: 200, spoil: [(picture) => turned(picture, 90)], packed: 'jpeg' },
  { name: 'upside down', dpi: 200, spoil: [(picture) => turned(picture, 180)], packed: 'jpeg' },
  { name: 'on its other side', dpi: 200, spoil: [(picture) => turned(picture, 270)], packed: 'jpeg' },
  { name: 'two pages a sheet', dpi: 200, spoil: [], packed: 'jpeg', abreast: 2 },
  { name: 'photograph', dpi: 220, spoil: [onDesk], packed: 'jpeg', quality: 80 },
]

export function kindNamed(name: string): Kind {
  const kind = kinds.find((each) => each.name === name)
  if (!kind) throw new Error(`no kind of scan is called ${name}`)
  return kind
}

/**
 * A PDF of nothing but pictures, one a page.
 * @param before what happened to the paper before it was scanned, page by page
 */
export async function scanned(
  paper: Uint8Array,
  kind: Kind,
  before: (picture: Picture, page: number) => Picture = (picture) => picture,
): Promise<Uint8Array> {
  const pages: Packed[] = []
  const pdf = await openPdf(paper).promise
  try {
    for (let page = 1; page <= pdf.numPages; page += kind.abreast ?? 1) {
      const picture = await spoiled(pdf, page, kind, before)
      const second = kind.abreast && page < pdf.numPages ? await spoiled(pdf, page + 1, kind, before) : null
      pages.push(await packed(kind.abreast ? await abreast(picture, second) : picture, kind))
    }
  } finally {
    await pdf.loadingTask.destroy()
  }
  return pictureBook(pages, kind.dpi)
}

/** One page as a picture of its own, in the format asked for. */
export async function photographed(
  paper: Uint8Array,
  page: number,
  kind: Kind,
  format: 'png' | 'jpeg' | 'gif' | 'webp' | 'tiff',
): Promise<Uint8Array> {
  const pdf = await openPdf(paper).promise
  try {
    const { width, height, data } = await spoiled(pdf, page, kind, (picture) => picture)
    return await sharp(data, { raw: { width, height, channels: 3 } })
      .withMetadata({ density: kind.dpi })
      .toFormat(format)
      .toBuffer()
  } finally {
    await pdf.loadingTask.destroy()
  }
}

type Pdf = Awaited<ReturnType<typeof openPdf>['promise']>

async function spoiled(
  pdf: Pdf,
  number: number,
  { dpi, spoil }: Kind,
  before: (picture: Picture, page: number) => Picture,
): Promise<Picture> {
  const page = await pdf.getPage(number)
  const viewport = page.getViewport({ scale: dpi / 72 })
  const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)]
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  await page.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise
  const pixels = context.getImageData(0, 0, width, height).data
  const data = new Uint8Array(width * height * 3)
  for (let at = 0; at < width * height; at++) {
    for (let channel = 0; channel < 3; channel++) data[at * 3 + channel] = pixels[at * 4 + channel] ?? 255
  }
  let picture: Picture = before({ width, height, data }, number)
  const random = randomFrom(number)
  for (const change of spoil) picture = await change(picture, random)
  return picture
}

/** mulberry32: small, seeded, even enough for specks. */
export function randomFrom(seed: number): () => number {
  let state = seed * 0x9e3779b9
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function everyPixel(
  picture: Picture,
  change: (value: number, x: number, y: number, channel: number) => number,
): Picture {
  const data = new Uint8Array(picture.data.length)
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        const at = (y * picture.width + x) * 3 + channel
        data[at] = Math.min(255, Math.max(0, Math.round(change(picture.data[at] ?? 255, x, y, channel))))
      }
    }
  }
  return { ...picture, data }
}

async function changed(picture: Picture, change: (image: Sharp) => Sharp): Promise<Picture> {
  const { width, height } = picture
  const { data, info } = await change(sharp(picture.data, { raw: { width, height, channels: 3 } }))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}

/** Pages lie askew by turns to the left and to the right. */
async function skewed(picture: Picture, random: () => number): Promise<Picture> {
  const angle = (random() < 0.5 ? -1 : 1) * (0.6 + 2 * random())
  return changed(picture, (image) => image.rotate(angle, { background: '#fff' }))
}

/** The grain of a cheap sensor, and dust on the glass. */
function noisy(picture: Picture, random: () => number): Picture {
  const dusty = everyPixel(
    picture,
    (value) => 30 + value * 0.82 + (random() + random() + random() - 1.5) * 30,
  )
  for (let speck = 0; speck < 2500; speck++) {
    const at = Math.floor(random() * picture.width * picture.height) * 3
    dusty.data.fill(random() < 0.5 ? 60 : 240, at, at + 3)
  }
  return dusty
}

/** Dots of a bad line, black and white. */
function speckled(picture: Picture, random: () => number): Picture {
  for (let speck = 0; speck < 1500; speck++) {
    const at = Math.floor(random() * picture.width * picture.height) * 3
    picture.data.fill(random() < 0.6 ? 0 : 255, at, at + 3)
  }
  return picture
}

/** Light falls off to one side, yellowed paper, and the next page shines through. */
function shadowed(picture: Picture): Picture {
  const { width, height } = picture
  const tint = [1, 0.97, 0.9]
  return everyPixel(picture, (value, x, y, channel) => {
    const back = picture.data[(y * width + (width - 1 - x)) * 3 + channel] ?? 255
    const through = 255 - (255 - back) * 0.09
    const light = 1 - 0.45 * (x / width) - 0.1 * (y / height)
    return Math.min(value, through) * light * (tint[channel] ?? 1)
  })
}

/** Round seals as agencies stamp them, right over figures. */
function sealed(ink: 'red' | 'grey'): Spoil {
  return async (picture, random) => {
    const { width, height } = picture
    const radius = Math.round(width * 0.1)
    const seals = [0, 1].map((index) => {
      const [x, y] = [width * (0.62 + 0.16 * random()), height * (0.3 + 0.35 * index + 0.1 * random())]
      return `<circle cx="${x}" cy="${y}" r="${radius}"/><circle cx="${x}" cy="${y}" r="${radius * 0.3}" fill="#e01b24" fill-opacity="0.8"/>`
    })
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g fill="none" stroke="#e01b24" stroke-opacity="0.85" stroke-width="${radius * 0.09}">${seals.join('')}</g></svg>`
    const stamped = await changed(picture, (image) =>
      image.composite([{ input: Buffer.from(svg), blend: 'multiply' }]),
    )
    return ink === 'red' ? stamped : withoutColour(stamped)
  }
}

function withoutColour(picture: Picture): Picture {
  const { width, height } = picture
  const data = new Uint8Array(picture.data.length)
  for (let at = 0; at < data.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = picture.data.subarray(at, at + 3)
    data.fill(Math.round(0.3 * red + 0.59 * green + 0.11 * blue), at, at + 3)
  }
  return { width, height, data }
}

async function turned(picture: Picture, angle: number): Promise<Picture> {
  return changed(picture, (image) => image.rotate(angle))
}

/** Two pages on one sheet; the second may be blank. */
async function abreast(first: Picture, second: Picture | null): Promise<Picture> {
  const { width, height } = first
  const wide = await changed(first, (image) => image.extend({ right: width, background: '#fff' }))
  if (!second) return wide
  const { data } = second
  const input = {
    input: Buffer.from(data),
    raw: { width: second.width, height: Math.min(height, second.height), channels: 3 },
  } as const
  return changed(wide, (image) => image.composite([{ ...input, left: width, top: 0 }]))
}

/** A page held before a camera on a dark desk: every edge runs its own way, and the light falls from one side. */
function onDesk(picture: Picture, random: () => number): Picture {
  const [width, height] = [Math.round(picture.width * 1.16), Math.round(picture.height * 1.12)]
  const jitter = (): number => 0.035 * random()
  const corner = (x: number, y: number): Point => ({ x: x * width, y: y * height })
  const onPhotograph = perspectiveOf(picture.width, picture.height, [
    corner(0.06 + jitter(), 0.03 + jitter()),
    corner(0.97 - jitter(), 0.05 + jitter()),
    corner(0.95 - jitter(), 0.97 - jitter()),
    corner(0.03 + jitter(), 0.95 - jitter()),
  ])
  const onPaper = inverse(onPhotograph)
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = mapped(onPaper, x + 0.5, y + 0.5)
      const light = 1 - 0.25 * (x / width) - 0.15 * (y / height)
      const desk = 58 + 18 * random()
      for (let channel = 0; channel < 3; channel++) {
        const paper = pixelAt(picture, from.x - 0.5, from.y - 0.5, channel)
        data[(y * width + x) * 3 + channel] = Math.round((paper === null ? desk : paper * 0.93) * light)
      }
    }
  }
  return { width, height, data }
}

/** Mixed from the four pixels around a point; null beyond the picture. */
function pixelAt({ width, height, data }: Picture, x: number, y: number, channel: number): number | null {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return null
  const [u, v] = [x - left, y - top]
  const at = (top * width + left) * 3 + channel
  const above = (data[at] ?? 255) * (1 - u) + (data[at + 3] ?? 255) * u
  const below = (data[at + width * 3] ?? 255) * (1 - u) + (data[at + width * 3 + 3] ?? 255) * u
  return above * (1 - v) + below * v
}

function inverse([a, b, c, d, e, f, g, h]: Homography): Homography {
  const whole = a * e - b * d
  return [
    (e - f * h) / whole,
    (c * h - b) / whole,
    (b * f - c * e) / whole,
    (f * g - d) / whole,
    (a - c * g) / whole,
    (c * d - a * f) / whole,
    (d * h - e * g) / whole,
    (b * g - a * h) / whole,
  ]
}

export interface Packed {
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
  readonly entries: string
}

async function packed(
  { width, height, data }: Picture,
  { packed: how, quality = 85 }: Kind,
): Promise<Packed> {
  if (how === 'jpeg') {
    const bytes = await sharp(data, { raw: { width, height, channels: 3 } })
      .jpeg({ quality })
      .toBuffer()
    return { width, height, bytes, entries: '/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode' }
  }
  const row = Math.ceil(width / 8)
  const bits = new Uint8Array(row * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const white = (data[(y * width + x) * 3 + 1] ?? 255) > 140
      const at = y * row + (x >> 3)
      if (white) bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7))
    }
  }
  return {
    width,
    height,
    bytes: deflateSync(bits),
    entries: '/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode',
  }
}

/** A PDF whose pages are pictures, as scanners write it. */
export function pictureBook(pages: readonly Packed[], dpi: number): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')]
  const offsets: number[] = []
  let length = parts[0]?.length ?? 0
  const add = (part: Uint8Array | string): void => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part)
    parts.push(bytes)
    length += bytes.length
  }
  const object = (number: number, head: string, stream?: Uint8Array): void => {
    offsets[number] = length
    add(`${number} 0 obj\n${head}\n`)
    if (stream) {
      add('stream\n')
      add(stream)
      add('\nendstream\n')
    }
    add('endobj\n')
  }
  const kids = pages.map((_, index) => `${3 + index * 3} 0 R`).join(' ')
  object(1, '<< /Type /Catalog /Pages 2 0 R >>')
  object(2, `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  for (const [index, { width, height, bytes, entries }] of pages.entries()) {
    const number = 3 + index * 3
    const [w, h] = [(width / dpi) * 72, (height / dpi) * 72].map((points) => points.toFixed(2))
    const content = Buffer.from(`${w} 0 0 ${h} 0 0 cm /P Do`)
    object(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Resources << /XObject << /P ${number + 2} 0 R >> >> /Contents ${number + 1} 0 R >>`,
    )
    object(number + 1, `<< /Length ${content.length} >>`, content)
    object(
      number + 2,
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} ${entries} /Length ${bytes.length} >>`,
      bytes,
    )
  }
  const table = offsets.slice(1).map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  const start = length
  add(
    `xref\n0 ${offsets.length}\n0000000000 65535 f \n${table.join('')}trailer\n<< /Size ${offsets.length} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
  )
  return Buffer.concat(parts)
}
