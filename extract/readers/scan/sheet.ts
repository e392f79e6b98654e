import type { Stroke } from '../pdf/drawing.ts'
import type { Direction } from '../pdf/geometry.ts'
import type { Lattice, RuledCell } from '../pdf/lattice.ts'
import { latticesOf } from '../pdf/lattice.ts'
import { barsOf, erase } from './bars.ts'
import { areaAround, blobsOf, rowsOfBlobs, signsOf } from './blobs.ts'
import type { Blob } from './blobs.ts'
import { cutOut, heightOf, widthOf } from './cut.ts'
import type { Cut } from './cut.ts'
import { inked } from './light.ts'
import { median } from './median.ts'
import { closingStrokes } from './openSides.ts'
import { cropped } from './raster.ts'
import type { Area, Raster } from './raster.ts'
import { inkThreshold } from './straight.ts'
import type { Straight } from './straight.ts'

/** What stands in a ruled cell, as far as its shape tells. */
export interface CellInk {
  readonly cell: RuledCell
  readonly cut: Cut
  readonly looks: 'blank' | 'figure' | 'dash' | 'writing'
  /** Ink that cannot be told from print, or print that runs over the cell's rules. */
  readonly clean: boolean
}

/** A page cut up: its tables' cells, and the lines of print outside them. Pixels, but for the lattices' points. */
export interface Sheet extends Omit<Straight, 'raster' | 'traces'> {
  /** Which way the writing ran before the page was brought upright. */
  readonly direction: Direction
  /** Its own, in pixels; that of one of two pages on a sheet is half of the straightened sheet's. */
  readonly width: number
  readonly height: number
  readonly lattices: readonly Lattice[]
  readonly cells: readonly CellInk[]
  readonly lines: readonly Cut[]
}

/** @returns null where the page has more rules than tables can have */
export function sheetOf(straight: Straight, direction: Direction, maxSlots: number): Sheet | null {
  const { raster, traces, ...laid } = straight
  const { scale } = laid
  const { width, height } = raster
  const ink = inked(raster, inkThreshold)
  const bars = barsOf(ink, width, height, scale)
  const strokes = bars.map(({ axis, at, from, to }) => ({
    axis,
    at: at / scale,
    from: from / scale,
    to: to / scale,
  }))
  const closing = closingStrokes(strokes)
  const lattices = latticesOf([...strokes, ...closing], maxSlots)
  if (!lattices) return null
  const print = { ...raster, data: Uint8Array.from(raster.data) }
  const erased = { width, height, data: new Uint8Array(raster.data.length).fill(255) }
  for (const area of bars.flatMap(({ areas }) => areas)) {
    erase(print.data, width, height, area, 255, 1)
    erase(ink, width, height, area, 0, 1)
    erase(erased.data, width, height, area, 0)
  }
  const page = { print, erased, traces, scale, stray: strayOf(strokes, closing) }
  const speck = 0.25 * scale * scale
  const blobs = blobsOf(ink, width, height).filter((blob) => blob.ink >= speck)
  const cells = lattices.flatMap((lattice) =>
    apart(
      lattice.cells.map((cell) => cellInk(cell, blobs, page)),
      scale,
    ),
  )
  const outside = blobs.filter((blob) => !lattices.some((lattice) => holds(pixels(lattice, scale), blob)))
  return {
    ...laid,
    direction,
    width,
    height,
    lattices,
    cells,
    lines: rowsOfBlobs(outside, 1.2 * scale).map((line) => cutOut(print, [line])),
  }
}

/** A box in points as an area in pixels. */
export function pixels(box: Area, scale: number): Area {
  return {
    left: box.left * scale,
    top: box.top * scale,
    right: box.right * scale,
    bottom: box.bottom * scale,
  }
}

function holds(area: Area, blob: Blob): boolean {
  const [x, y] = [(blob.left + blob.right) / 2, (blob.top + blob.bottom) / 2]
  return x >= area.left && x <= area.right && y >= area.top && y <= area.bottom
}

/** Paper between two lines of a cell, and how far ink may lean over a rule, in points. */
const lineGap = 0.8
const lean = 1.5

/** A page's pictures: its print without rules, the rules that were taken out (0), and the traces of faint print. */
interface Pictures {
  readonly print: Raster
  readonly erased: Raster
  readonly traces: Raster
  readonly scale: number
  /** Lines that are no rules of a table, in points. */
  readonly stray: readonly Stroke[]
}

function cellInk(cell: RuledCell, blobs: readonly Blob[], page: Pictures): CellInk {
  const { print, scale } = page
  const area = pixels(cell, scale)
  const own = blobs.filter((blob) => holds(area, blob))
  const over = blobs.some(
    (blob) =>
      overlap(blob, area) &&
      (blob.left < area.left - lean * scale ||
        blob.right > area.right + lean * scale ||
        blob.top < area.top - lean * scale ||
        blob.bottom > area.bottom + lean * scale),
  )
  const lines = rowsOfBlobs(own, lineGap * scale)
  const looks = looksOf(lines, scale)
  const isWhole = looks !== 'dash' || own.every((blob) => isDash(blob, area, scale))
  return {
    cell,
    cut: cutOut(print, lines),
    looks,
    clean:
      !over &&
      isWhole &&
      !isCrossed(page, area) &&
      !page.stray.some((line) => touches(line, cell)) &&
      (looks === 'writing' ||
        (looks === 'figure'
          ? isAlone(print, area, own, scale) && isUntouched(page, area, own, plainDepth)
          : isPaper(print, area, own, scale, faint) &&
            (looks !== 'blank' || isUntouched(page, area, own, faintDepth)))),
  }
}

/** How far the end of a rule may be from the rule it ends at, in points. */
const atRule = 2

/**
 * Lines that end in the open at both their ends, or beyond the table: folds, streaks of the scanner. They cut cells as
 * rules do, and what they cover is gone.
 */
function strayOf(strokes: readonly Stroke[], closing: readonly Stroke[]): Stroke[] {
  const all = [...strokes, ...closing]
  const ends = (line: Stroke, end: number): boolean =>
    all.some(
      ({ axis, at, from, to }) =>
        axis !== line.axis &&
        Math.abs(at - end) <= atRule &&
        line.at >= from - atRule &&
        line.at <= to + atRule,
    )
  return strokes.filter((line) => {
    const { from, to } = whole(line, strokes)
    return !ends(line, from) && !ends(line, to)
  })
}

/** Pieces of one line are so far apart at most, in points. */
const pieces = 4

/** A line with the pieces that lie before, behind and beside it. */
function whole(line: Stroke, strokes: readonly Stroke[]): Stroke {
  const own = strokes.filter(
    ({ axis, at, from, to }) =>
      axis === line.axis &&
      Math.abs(at - line.at) <= atRule &&
      from <= line.to + pieces &&
      to >= line.from - pieces,
  )
  const from = Math.min(...own.map((other) => other.from))
  const to = Math.max(...own.map((other) => other.to))
  return from < line.from || to > line.to ? whole({ ...line, from, to }, strokes) : line
}

function touches({ axis, at, from, to }: Stroke, { left, top, right, bottom }: Area): boolean {
  const [start, end, first, last] =
    axis === 'across' ? [left, right, top, bottom] : [top, bottom, left, right]
  return from < end && to > start && at > first - besideRule && at < last + besideRule
}

/** Print on the two sides of a rule is no nearer than this, as a share of its height: digits of one figure are. */
const acrossRule = 0.45

/** Cells, those in doubt whose print goes on beyond a rule: a line was drawn through a figure from rule to rule. */
function apart(cells: readonly CellInk[], scale: number): CellInk[] {
  const printed = cells.flatMap((ink) =>
    ink.cut.lines.flat().length > 0 ? [{ ink, area: onPage(ink.cut) }] : [],
  )
  const byLeft = new Map<number, typeof printed>()
  for (const one of printed) byLeft.set(one.ink.cell.left, [...(byLeft.get(one.ink.cell.left) ?? []), one])
  const cut = new Set<CellInk>()
  for (const one of printed) {
    for (const other of byLeft.get(one.ink.cell.right) ?? []) {
      const shared = Math.min(one.area.bottom, other.area.bottom) - Math.max(one.area.top, other.area.top)
      const height = Math.max(heightOf(one.area), heightOf(other.area))
      if (shared < height / 2 || height < smallestFigure * scale) continue
      if (other.area.left - one.area.right < acrossRule * height) cut.add(one.ink).add(other.ink)
    }
  }
  return cells.map((ink) => (cut.has(ink) ? { ...ink, clean: false } : ink))
}

function onPage({ left, top, lines }: Cut): Area {
  const area = areaAround(lines.flat())
  return { left: left + area.left, top: top + area.top, right: left + area.right, bottom: top + area.bottom }
}

/** How far from its cell's sides, in points, a rule may run: double rules are one. */
const besideRule = 3
/** Square points of a rule within a cell that are more than the corner of one. */
const mostErased = 0.5

/** Whether a line that was taken for a rule runs through the cell: what it covered is gone with it. */
function isCrossed({ erased, scale }: Pictures, area: Area): boolean {
  const { data } = cropped(erased, inset(area, besideRule * scale))
  return data.filter((value) => value === 0).length > mostErased * scale * scale
}

/** How much darker than its paper a trace in a blank cell is at least, of 255: what shines through from the back is paler. */
const faintDepth = 28
/** … and one beside a figure, where a red seal leaves paler ones. */
const plainDepth = 64
/** … and how many times the paper's own grain. */
const overGrain = 5
/** Square points that hang together in the faintest stroke: grain and dust do not. */
const stroke = 0.5

/** Whether a cell shows nothing beside its print that is so faint that levelling took it for paper. */
function isUntouched({ traces, scale }: Pictures, area: Area, own: readonly Blob[], depth: number): boolean {
  const inner = inset(area, 2 * scale)
  const [left, top] = [Math.round(inner.left), Math.round(inner.top)]
  const piece = cropped(traces, inner)
  const paper = median(piece.data)
  const grain = median(piece.data.map((value) => Math.abs(value - paper)))
  const dark = inked(piece, paper - Math.max(depth, overGrain * grain))
  const soft = Math.round(scale)
  for (const blob of own) {
    const around = {
      left: blob.left - left,
      right: blob.right - left,
      top: blob.top - top,
      bottom: blob.bottom - top,
    }
    erase(dark, piece.width, piece.height, around, 0, soft)
  }
  return !blobsOf(dark, piece.width, piece.height).some(({ ink }) => ink >= stroke * scale * scale)
}

function inset({ left, top, right, bottom }: Area, by: number): Area {
  return { left: left + by, top: top + by, right: right - by, bottom: bottom - by }
}

function overlap(blob: Blob, area: Area): boolean {
  return blob.left < area.right && blob.right > area.left && blob.top < area.bottom && blob.bottom > area.top
}

/** Widths of figures against their height: 0 is about 0.6 wide; a Han character is as wide as tall. */
const widestFigure = 0.85
/** Heights in points: smaller is punctuation, taller is no figure of a table. */
const smallestFigure = 3.5
const dashThickness = 1.6

function looksOf(lines: readonly (readonly Blob[])[], scale: number): CellInk['looks'] {
  const [line] = lines
  if (!line) return 'blank'
  if (lines.length > 1) return 'writing'
  const signs = signsOf(line)
  const tallest = Math.max(...signs.map(heightOf))
  if (tallest < smallestFigure * scale) {
    const flat = signs.every(
      (sign) => widthOf(sign) > 2 * heightOf(sign) && heightOf(sign) < dashThickness * scale * 1.5,
    )
    return flat ? 'dash' : 'writing'
  }
  return signs.every((sign) => widthOf(sign) <= widestFigure * tallest) ? 'figure' : 'writing'
}

/** A levelled pixel darker than this is not quite paper: faint print. */
const faint = 225
/** … and beside a figure, where a seal's edges leave their traces: a digit that was smeared. */
const smeared = 175
/** Square points of faint ink that a blank cell may hold: less than a decimal point. */
const mostFaint = 1.2

/** Points between a dash and its cell's rules, and the share of its box that is ink. */
const free = 0.5
const solidInk = 0.7
/** How far from the middle of its cell a dash may stand, as a share of its height; and how thin it may be, in points. */
const offMiddle = 0.15
const thinnestDash = 0.45

/** Whether a flat stroke is a dash that was printed: the edge of a seal slopes, and runs from rule to rule. */
function isDash(blob: Blob, area: Area, scale: number): boolean {
  const middle = ((blob.top + blob.bottom) / 2 - area.top) / heightOf(area)
  return (
    blob.left - area.left >= free * scale &&
    area.right - blob.right >= free * scale &&
    Math.abs(middle - 0.5) < offMiddle &&
    heightOf(blob) >= thinnestDash * scale &&
    blob.ink >= solidInk * widthOf(blob) * heightOf(blob)
  )
}

/** Whether nothing stands beside a figure, where its next digit would, that could be a digit that was smeared. */
function isAlone(print: Raster, area: Area, own: readonly Blob[], scale: number): boolean {
  const { left, top, right, bottom } = areaAround(own)
  const reach = bottom - top
  const beside = {
    left: Math.max(area.left, left - reach),
    right: Math.min(area.right, right + reach),
    top: top - 2 * scale,
    bottom: bottom + 2 * scale,
  }
  return isPaper(print, beside, own, scale, smeared)
}

/** Whether a cell holds nothing beside its print that could be faint print: a stroke that was rubbed out or smeared. */
function isPaper(print: Raster, area: Area, own: readonly Blob[], scale: number, grey: number): boolean {
  const margin = 2 * scale
  const soft = 0.8 * scale
  const isPrint = (x: number, y: number): boolean =>
    own.some(
      (blob) =>
        x >= blob.left - soft && x < blob.right + soft && y >= blob.top - soft && y < blob.bottom + soft,
    )
  let dim = 0
  for (let y = Math.ceil(area.top + margin); y < area.bottom - margin; y++) {
    for (let x = Math.ceil(area.left + margin); x < area.right - margin; x++) {
      if ((print.data[y * print.width + x] ?? 255) < grey && !isPrint(x, y)) dim++
    }
  }
  return dim < mostFaint * scale * scale
}
