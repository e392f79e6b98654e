import type { Stroke } from '../pdf/drawing.ts'
import type { Area } from './raster.ts'

/** A ruling line as the scanner saw it, in pixels: `at` is its middle, `thick` how thick it is. */
export interface Bar extends Stroke {
  readonly thick: number
  /** The ink that makes it up: a line that slopes is no box. */
  readonly areas: readonly Area[]
}

/** What counts as a ruling line, in points. */
const solid = { gap: 0.5, shortest: { across: 20, down: 11 }, thickest: 4.5 }
/** Dots and dashes: wider gaps, and so only where nothing else stands close by. */
const dotted = { gap: 2.2, shortest: { across: 30, down: 24 }, thickest: 1.8 }
/** On both sides of a dotted rule at least this share is paper; with this, it is no feet of writing. */
const alone = 0.8
const quiteAlone = 0.93

/**
 * The ruling lines of a page. A stroke of a letter is none: a short line counts only where it runs from one crossing
 * rule to another.
 * @param scale pixels per point
 */
export function barsOf(ink: Uint8Array, width: number, height: number, scale: number): Bar[] {
  const found = (['across', 'down'] as const).flatMap((axis) =>
    barsAlong(ink, width, height, scale, axis, solid),
  )
  const rest = Uint8Array.from(ink)
  for (const { areas } of found) for (const area of areas) erase(rest, width, height, area, 0)
  const dots = (['across', 'down'] as const).flatMap((axis) =>
    barsAlong(rest, width, height, scale, axis, dotted).flatMap((bar) => {
      const share = paperBeside(bar, ink, width, height, scale)
      return share >= alone ? [{ bar, certain: share >= quiteAlone }] : []
    }),
  )
  return anchored(found, dots, scale)
}

/** Takes rules out of a picture's ink or greys. */
export function erase(
  pixels: Uint8Array,
  width: number,
  height: number,
  area: Area,
  paper: 0 | 255,
  margin = 0,
): void {
  const left = Math.max(0, area.left - margin)
  const right = Math.min(width, area.right + margin)
  for (let y = Math.max(0, area.top - margin); y < Math.min(height, area.bottom + margin); y++) {
    pixels.fill(paper, y * width + left, y * width + right)
  }
}

type Measures = typeof solid

interface Run {
  /** Row of a line across, column of a line down. */
  readonly at: number
  readonly from: number
  readonly to: number
}

function barsAlong(
  ink: Uint8Array,
  width: number,
  height: number,
  scale: number,
  axis: Stroke['axis'],
  measures: Measures,
): Bar[] {
  const gap = Math.max(1, Math.round(measures.gap * scale))
  const shortest = measures.shortest[axis] * scale
  const runs =
    axis === 'across'
      ? runsAcross(ink, width, height, gap, shortest)
      : runsDown(ink, width, height, gap, shortest)
  return bundles(runs).flatMap((bundle) => barOf(bundle, axis, measures.thickest * scale))
}

function runsAcross(ink: Uint8Array, width: number, height: number, gap: number, shortest: number): Run[] {
  const runs: Run[] = []
  for (let y = 0; y < height; y++) {
    let [from, last] = [-1, -1]
    const start = y * width
    for (let x = 0; x < width; x++) {
      if (ink[start + x] !== 1) continue
      if (from < 0) from = x
      else if (x - last - 1 > gap) {
        if (last + 1 - from >= shortest) runs.push({ at: y, from, to: last + 1 })
        from = x
      }
      last = x
    }
    if (from >= 0 && last + 1 - from >= shortest) runs.push({ at: y, from, to: last + 1 })
  }
  return runs
}

/** Row by row all the same, one open run for each column: pictures lie in memory row by row. */
function runsDown(ink: Uint8Array, width: number, height: number, gap: number, shortest: number): Run[] {
  const runs: Run[] = []
  const from = new Int32Array(width).fill(-1)
  const last = new Int32Array(width).fill(-1)
  const close = (x: number): void => {
    const [first, end] = [from[x] ?? 0, (last[x] ?? 0) + 1]
    if (end - first >= shortest) runs.push({ at: x, from: first, to: end })
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (ink[y * width + x] !== 1) continue
      if ((from[x] ?? -1) < 0) from[x] = y
      else if (y - (last[x] ?? 0) - 1 > gap) {
        close(x)
        from[x] = y
      }
      last[x] = y
    }
  }
  for (let x = 0; x < width; x++) if ((from[x] ?? -1) >= 0) close(x)
  return runs.sort((a, b) => a.at - b.at || a.from - b.from)
}

/** Runs in neighbouring rows that lie over each other are one line: rules are thick, and slope a little. */
function bundles(runs: readonly Run[]): Run[][] {
  let open: { runs: Run[]; last: Run }[] = []
  const done: Run[][] = []
  for (const run of runs) {
    open = open.filter((bundle) => {
      const alive = bundle.last.at >= run.at - 2
      if (!alive) done.push(bundle.runs)
      return alive
    })
    const touching = open.filter(({ last }) => last.from < run.to && last.to > run.from)
    const [first, ...others] = touching
    if (!first) open.push({ runs: [run], last: run })
    else {
      for (const other of others) for (const own of other.runs) first.runs.push(own)
      first.runs.push(run)
      first.last =
        first.last.at === run.at
          ? { at: run.at, from: Math.min(first.last.from, run.from), to: Math.max(first.last.to, run.to) }
          : run
      open = open.filter((bundle) => !others.includes(bundle))
    }
  }
  return [...done, ...open.map((bundle) => bundle.runs)]
}

function barOf(runs: readonly Run[], axis: Stroke['axis'], thickest: number): Bar[] {
  let [from, to, first, end, weight, length] = [Infinity, 0, Infinity, 0, 0, 0]
  for (const run of runs) {
    from = Math.min(from, run.from)
    to = Math.max(to, run.to)
    first = Math.min(first, run.at)
    end = Math.max(end, run.at + 1)
    weight += (run.at + 0.5) * (run.to - run.from)
    length += run.to - run.from
  }
  const thick = length / (to - from)
  // A block of ink is no rule; a line that slopes takes more rows than it is thick.
  if (thick > thickest || end - first > thickest + (to - from) * 0.02) return []
  const areas = runs.map((run) =>
    axis === 'across'
      ? { left: run.from, right: run.to, top: run.at, bottom: run.at + 1 }
      : { left: run.at, right: run.at + 1, top: run.from, bottom: run.to },
  )
  return [{ axis, at: weight / length, from, to, thick, areas }]
}

function paperBeside(bar: Bar, ink: Uint8Array, width: number, height: number, scale: number): number {
  const off = Math.round(bar.thick / 2 + 1.2 * scale)
  let [paper, seen] = [0, 0]
  for (let along = Math.floor(bar.from); along < bar.to; along++) {
    for (const across of [Math.round(bar.at) - off, Math.round(bar.at) + off]) {
      const [x, y] = bar.axis === 'across' ? [along, across] : [across, along]
      if (x < 0 || y < 0 || x >= width || y >= height) continue
      seen++
      if (ink[y * width + x] === 0) paper++
    }
  }
  return seen === 0 ? 0 : paper / seen
}

/** Longer lines than this, in points, are rules wherever they stand. */
const long = { across: 45, down: 45 }

/**
 * Drops short lines that end in the open: strokes of large letters, dashes. Dotted ones must not end there however long
 * they are: the feet of a line of writing look like dots in a row.
 */
function anchored(
  solids: readonly Bar[],
  dots: readonly { readonly bar: Bar; readonly certain: boolean }[],
  scale: number,
): Bar[] {
  const free = new Set(solids.filter((bar) => bar.to - bar.from >= long[bar.axis] * scale))
  // The side of a cell that goes on overleaf has no rule across at its foot.
  const half = new Set(
    dots.flatMap(({ bar, certain }) => (certain && bar.to - bar.from >= long[bar.axis] * scale ? [bar] : [])),
  )
  let kept = [...solids, ...dots.map(({ bar }) => bar)]
  for (;;) {
    const next = kept.filter(
      (bar) =>
        free.has(bar) ||
        [bar.from, bar.to].filter((end) =>
          kept.some((other) => other.axis !== bar.axis && meets(other, bar.at, end, scale)),
        ).length >= (half.has(bar) ? 1 : 2),
    )
    if (next.length === kept.length) return next
    kept = next
  }
}

function meets(other: Bar, along: number, end: number, scale: number): boolean {
  const near = 3 * scale
  return Math.abs(other.at - end) <= near && along >= other.from - near && along <= other.to + near
}
