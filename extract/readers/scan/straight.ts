import type { Imaging } from './imaging.ts'
import { inked, levelled } from './light.ts'
import { colourBlock } from './leaves.ts'
import type { Leaf, Warp } from './leaves.ts'
import type { Raster } from './raster.ts'
import { skewOf } from './skew.ts'
import { blobsOf } from './blobs.ts'

/** A page ready to be read: upright, evenly lit, free of specks, of middling resolution. */
export interface Straight {
  /** Page of the file, from 1. */
  readonly leaf: number
  /** Levelled: 255 is paper. */
  readonly raster: Raster
  /** The same page, where faint print that the levelled one takes for paper is still seen. */
  readonly traces: Raster
  /** Pixels per point. */
  readonly scale: number
  /** Degrees clockwise by which the sheet lay askew, already turned back. */
  readonly skew: number
  /** The picture's size in pixels before it was turned back: turning makes it larger. */
  readonly unturned: { readonly width: number; readonly height: number }
  /** The straightened sheet in pixels, and where on it this page begins: two pages may lie on one sheet. */
  readonly sheet: { readonly width: number; readonly height: number; readonly left: number }
  readonly warp: Warp | null
}

/** Pixels per point below which letters are too coarse: such a page is enlarged. 180 dpi. */
const coarse = 2.5
/** … and above which it is shrunk: 330 dpi. */
const fine = 4.6
const wanted = 300 / 72

/** A levelled pixel darker than this is print. */
export const inkThreshold = 150

export async function straightened(leaf: Leaf, imaging: Imaging): Promise<Straight> {
  const { raster, scale } = await rescaled(leaf, imaging)
  const { print, traces } = levelled(raster, scale)
  if (leaf.colours) clear(traces, leaf.colours, raster.width / leaf.raster.width)
  const level = despeckled(print, scale)
  const ink = inked(level, inkThreshold)
  const unturned = { width: level.width, height: level.height }
  const skew = skewOf(ink, level.width, level.height)
  const turned = async (picture: Raster): Promise<Raster> =>
    skew === 0 ? picture : pipe(picture, imaging, (own) => own.rotate(-skew, { background: '#fff' }))
  const straight = await turned(level)
  return {
    leaf: leaf.page,
    raster: straight,
    traces: await turned(traces),
    scale,
    skew,
    unturned,
    sheet: { width: straight.width, height: straight.height, left: 0 },
    warp: leaf.warp ?? null,
  }
}

/** Turns what stood in colour to paper, edges and all. */
function clear({ width, height, data }: Raster, colours: Raster, factor: number): void {
  const side = colourBlock * factor
  for (let at = 0; at < colours.data.length; at++) {
    if (colours.data[at] !== 0) continue
    const [left, top] = [(at % colours.width) * side, Math.floor(at / colours.width) * side]
    const [right, bottom] = [Math.min(width, Math.ceil(left + side)), Math.min(height, Math.ceil(top + side))]
    for (let y = Math.floor(top); y < bottom; y++)
      data.fill(255, y * width + Math.floor(left), y * width + right)
  }
}

async function rescaled(leaf: Leaf, imaging: Imaging): Promise<Pick<Straight, 'raster' | 'scale'>> {
  const { raster, scale } = leaf
  if (scale >= coarse && scale <= fine) return { raster, scale }
  // A whole factor keeps strokes even; a coarse page gains nothing beyond three times its own grid.
  const factor = scale > fine ? wanted / scale : Math.min(3, Math.max(2, Math.round(wanted / scale)))
  const width = Math.round(raster.width * factor)
  const resized = await pipe(raster, imaging, (picture) => picture.resize({ width, kernel: 'cubic' }))
  return { raster: resized, scale: scale * (resized.width / raster.width) }
}

type Picture = ReturnType<Imaging['sharp']>

/** Runs a grey picture through sharp. */
export async function pipe(
  raster: Raster,
  { sharp }: Imaging,
  change: (picture: Picture) => Picture,
): Promise<Raster> {
  const { width, height } = raster
  const { data, info } = await change(sharp(raster.data, { raw: { width, height, channels: 1 } }))
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  if (info.channels === 1) return { width: info.width, height: info.height, data }
  const grey = new Uint8Array(info.width * info.height)
  for (let at = 0; at < grey.length; at++) grey[at] = data[at * info.channels] ?? 255
  return { width: info.width, height: info.height, data: grey }
}

/** Square points of ink that nothing printed is smaller than: a full stop has one, and a decimal point must never go. */
const speck = 0.25

/** Takes specks out. A smoothing filter would take the hairlines of Song digits with them. */
function despeckled(raster: Raster, scale: number): Raster {
  const { width, height } = raster
  const data = Uint8Array.from(raster.data)
  for (const blob of blobsOf(inked(raster, inkThreshold), width, height)) {
    if (blob.ink > Math.max(2, speck * scale * scale)) continue
    for (let y = blob.top; y < blob.bottom; y++) data.fill(255, y * width + blob.left, y * width + blob.right)
  }
  return { width, height, data }
}
