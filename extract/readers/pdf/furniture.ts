import type { Drawing, Glyph } from './drawing.ts'
import { around, contains, middleX, middleY } from './geometry.ts'
import type { Box } from './geometry.ts'
import type { Lattice } from './lattice.ts'
import { lineText, linesOf } from './lines.ts'
import { chunksOf } from './loose.ts'

/** Page numbers stand in this outer share of the sheet, running heads in this one. */
const numberZone = 0.12
const headZone = 0.09
/** The same place on several pages, in points. */
const samePlace = 3

/** Page numbers that nothing else is written like: - 3 - · — 3 — · ·3· · 第3页 · 第 3 页 共 9 页 · 3/9 · Page 3 of 9 */
const decorated =
  /^(?:[-–—―－·•]+\s*(\d{1,4})\s*[-–—―－·•]+|第\s*(\d{1,4})\s*页(?:[\s,，/／]*共\s*\d{1,4}\s*页)?|(\d{1,4})\s*[/／]\s*\d{1,4}|Page\s+(\d{1,4})(?:\s+of\s+\d{1,4})?)$/iu
/** A page number without ornament: 3 */
const bare = /^(\d{1,4})$/u

interface Candidate extends Box {
  readonly page: number
  readonly text: string
  readonly glyphs: readonly Glyph[]
  /** Nothing else stands on its line. */
  readonly alone: boolean
  readonly inTable: boolean
  readonly centred: boolean
  /** Distance of its middle from the nearer of the sheet's top and bottom, as a share of the height. */
  readonly depth: number
}

/** A page and the tables that its rules draw. */
export interface RuledPage {
  readonly drawing: Drawing
  readonly lattices: readonly Lattice[]
}

/**
 * Pages without page numbers and running heads. Inside a table only a page number that nothing else is written like
 * goes; a bare figure goes only where it counts the pages.
 */
export function withoutFurniture(pages: readonly RuledPage[]): RuledPage[] {
  const candidates = pages.flatMap(candidatesOf)
  const dropped = new Set<Glyph>()
  for (const candidate of candidates) {
    if (isPageNumber(candidate, candidates) || isRunningHead(candidate, candidates, pages.length)) {
      for (const glyph of candidate.glyphs) dropped.add(glyph)
    }
  }
  if (dropped.size === 0) return [...pages]
  return pages.map(({ drawing, lattices }) => ({
    lattices,
    drawing: { ...drawing, glyphs: drawing.glyphs.filter((glyph) => !dropped.has(glyph)) },
  }))
}

function candidatesOf({ drawing, lattices }: RuledPage): Candidate[] {
  const { page, height, width } = drawing
  const depthOf = (box: Box): number => Math.min(middleY(box), height - middleY(box)) / height
  const outer = drawing.glyphs.filter((glyph) => depthOf(glyph) < numberZone)
  return linesOf(outer).flatMap((line) => {
    const chunks = chunksOf(line)
    return chunks.map((chunk) => {
      const box = around(chunk)
      return {
        ...box,
        page,
        text: lineText(chunk),
        glyphs: chunk,
        alone: chunks.length === 1,
        inTable: lattices.some((lattice) => contains(lattice, middleX(box), middleY(box))),
        centred: Math.abs(middleX(box) - width / 2) < width * 0.1,
        depth: depthOf(box),
      }
    })
  })
}

function isPageNumber(candidate: Candidate, all: readonly Candidate[]): boolean {
  const offset = numberOffset(candidate, decorated)
  if (offset !== null) {
    return (
      !candidate.inTable || offset === 0 || all.some((other) => counts(candidate, other, decorated, offset))
    )
  }
  const plainOffset = numberOffset(candidate, bare)
  if (plainOffset === null || candidate.inTable || !candidate.alone) return false
  if (plainOffset === 0 && candidate.centred && candidate.depth < headZone) return true
  return all.some((other) => counts(candidate, other, bare, plainOffset))
}

/** Whether another page shows the number that this one leads to expect, in the same place. */
function counts(candidate: Candidate, other: Candidate, written: RegExp, offset: number): boolean {
  return (
    other.page !== candidate.page &&
    !(other.inTable && written === bare) &&
    Math.abs(other.top - candidate.top) < samePlace &&
    numberOffset(other, written) === offset
  )
}

function numberOffset({ text, page }: Candidate, written: RegExp): number | null {
  const digits = written.exec(text)?.slice(1).find(Boolean)
  return digits === undefined ? null : Number(digits) - page
}

function isRunningHead(candidate: Candidate, all: readonly Candidate[], pages: number): boolean {
  if (candidate.inTable || candidate.depth >= headZone || pages < 2) return false
  const text = pattern(candidate.text)
  // A lone figure is never a running head: "0" may have slipped off a table's end.
  if (text === '#') return false
  const on = new Set(
    all
      .filter(
        (other) =>
          !other.inTable &&
          Math.abs(other.top - candidate.top) < samePlace &&
          Math.abs(middleX(other) - middleX(candidate)) < samePlace * 3 &&
          pattern(other.text) === text,
      )
      .map(({ page }) => page),
  )
  return on.size >= 2 && on.size * 2 > pages
}

/** 2024/1/3 22:10 → #/#/# #:# */
function pattern(text: string): string {
  return text.replace(/\d+/gu, '#')
}
