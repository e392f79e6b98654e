import type { Document, Place } from '../document.ts'
import type { ExtractError, Result } from '../extraction.ts'
import { defaultLimits } from '../limits.ts'
import type { Limits } from '../limits.ts'
import { blocksOf } from './pdf/blocks.ts'
import { withoutFurniture } from './pdf/furniture.ts'
import type { RuledPage } from './pdf/furniture.ts'
import { drawn } from './scan/drawn.ts'
import type { CellReading } from './scan/drawn.ts'
import { engineMissing, findEngine } from './scan/engine.ts'
import type { Engine } from './scan/engine.ts'
import { figureReader } from './scan/figures.ts'
import type { FigureReader } from './scan/figures.ts'
import { imagingMissing, loadImaging } from './scan/imaging.ts'
import type { Imaging } from './scan/imaging.ts'
import { leavesOfPdf, leavesOfPicture, TooLarge } from './scan/leaves.ts'
import type { Leaves } from './scan/leaves.ts'
import { isKnownLabel } from './scan/knownLabels.ts'
import { inCompany } from './scan/marks.ts'
import { remarkedIn, sameTail } from './scan/remarked.ts'
import { asScanned, placeAsScanned } from './scan/placed.ts'
import { doubtsIn } from './scan/doubts.ts'
import type { CellInk, Sheet } from './scan/sheet.ts'
import { uprightSheets } from './scan/upright.ts'
import { lineHeights, readAgain, readWritings } from './scan/writing.ts'
import type { Writing } from './scan/writing.ts'

const version = '1'

/** Types of files that are pictures. */
export const pictureTypes = ['png', 'jpeg', 'gif', 'webp', 'tiff', 'bmp'] as const
export type PictureType = (typeof pictureTypes)[number]

/** What a scan is read with; absent on machines that lack them. */
export interface Equipment {
  readonly engine: Engine | null
  readonly imaging: Imaging | null
}

/**
 * Reads a scanned PDF or a picture: ruling lines give the cells, and tesseract is asked for one cell at a time. All
 * that is not certain is named in the document's `doubts`.
 * @param equipment found on this machine where not given
 * @returns `needs_ocr` where tesseract or the image libraries are not installed; `too_large`, `corrupt`
 */
export async function readScan(
  bytes: Uint8Array,
  type: PictureType | 'pdf',
  limits: Limits = defaultLimits,
  equipment?: Equipment,
): Promise<Result<Document, ExtractError>> {
  const { engine, imaging } = equipment ?? { engine: await findEngine(), imaging: await loadImaging() }
  if (!engine) return failed('needs_ocr', engineMissing)
  if (!imaging) return failed('needs_ocr', imagingMissing)
  const start = Date.now()
  // Reading ink takes some seconds a page where reading characters takes milliseconds: the limit holds for each page.
  const remaining = (): number => {
    const left = start + limits.maxMilliseconds * (leaves?.pages ?? 1) - Date.now()
    if (left > 0) return left
    throw new TooLarge(
      `reading the scan took more than ${limits.maxMilliseconds} ms a page: raise maxMilliseconds`,
    )
  }
  let leaves: Leaves | null = null
  try {
    leaves =
      type === 'pdf'
        ? await leavesOfPdf(bytes, imaging, limits)
        : await leavesOfPicture(bytes, type, imaging, limits)
    return { ok: true, value: await readLeaves(leaves, type, engine, imaging, limits, remaining) }
  } catch (error) {
    if (error instanceof TooLarge) return failed('too_large', error.message)
    const reason = error instanceof Error ? error.message : String(error)
    return failed('corrupt', `the picture cannot be read (${reason}): fetch the file again`)
  } finally {
    await leaves?.close()
  }
}

function failed(code: ExtractError['code'], message: string): Result<never, ExtractError> {
  return { ok: false, error: { code, message } }
}

async function readLeaves(
  leaves: Leaves,
  type: PictureType | 'pdf',
  engine: Engine,
  imaging: Imaging,
  limits: Limits,
  remaining: () => number,
): Promise<Document> {
  const sheets: Sheet[] = []
  for (let page = 1; page <= leaves.pages; page++) {
    remaining()
    const own = await uprightSheets(await leaves.leaf(page), engine, imaging, limits.maxSlots, remaining)
    if (!own) throw new TooLarge(`page ${page} shows more rules than a page of a report: look at it by eye`)
    sheets.push(...own)
  }
  remaining()
  const readings = await readCells(engine, sheets, remaining)
  const lines = await readLines(engine, sheets, remaining)
  // Counted anew: two pages may lie on one sheet, and a table goes on from the one to the other.
  const pages: RuledPage[] = sheets.map((sheet, index) => ({
    drawing: drawn(sheet, index + 1, readings.get(sheet) ?? [], lines.get(sheet) ?? []),
    // A rule that is lost or one too many spoils its own cells only: doubts.ts says which.
    lattices: sheet.lattices.map((lattice) => ({ ...lattice, broken: false, outside: new Set() })),
  }))
  const blocks = blocksOf(withoutFurniture(pages), 'scanned')
  const byPage = new Map(sheets.map((sheet, index) => [index + 1, sheet]))
  return {
    mediaType: mediaTypes[type],
    readBy: { engine: 'ocr', version: `${version}, tesseract ${engine.version}` },
    title: null,
    metadata: {},
    blocks: asScanned(blocks, byPage),
    links: [],
    images: [],
    doubts: doubtsIn(blocks, sureBoxes(sheets, readings)).map((place) => placeAsScanned(place, byPage)),
  }
}

const mediaTypes: Readonly<Record<PictureType | 'pdf', string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  tiff: 'image/tiff',
  bmp: 'image/bmp',
}

function sureBoxes(sheets: readonly Sheet[], readings: ReadonlyMap<Sheet, readonly CellReading[]>): Place[] {
  return sheets.flatMap((sheet, index) =>
    (readings.get(sheet) ?? []).flatMap(({ sure, box: { left, top, right, bottom } }) =>
      sure ? [{ page: index + 1, box: [left, top, right, bottom] as const }] : [],
    ),
  )
}

interface Owned {
  readonly sheet: Sheet
  readonly ink: CellInk
}

/**
 * What looks like a figure is read as one, all else in Chinese; what the one cannot make sure of, the other is asked for:
 * 总计 is as narrow as figures are.
 */
async function readCells(
  engine: Engine,
  sheets: readonly Sheet[],
  remaining: () => number,
): Promise<Map<Sheet, CellReading[]>> {
  const all: Owned[] = sheets.flatMap((sheet) => sheet.cells.map((ink) => ({ sheet, ink })))
  const readings = new Map<Sheet, CellReading[]>(sheets.map((sheet) => [sheet, []]))
  const put = (owned: Owned, text: string, sure: boolean): void => {
    const { sheet, ink } = owned
    const isPrinted = !marks.test(text) || company.has(owned)
    readings.get(sheet)?.push({ box: ink.cell, text, sure: sure && ink.clean && isPrinted })
  }
  const readFigures = figureReader(engine, remaining)
  const narrow = all.filter(({ ink }) => ink.looks === 'figure')
  const figures = await readFigures(narrow.map(({ ink }) => ink.cut))
  const doubtful = narrow.filter((_, index) => figures[index]?.sure !== true)
  const written = [...all.filter(({ ink }) => ink.looks === 'writing'), ...doubtful]
  const writings = await readWritings(
    engine,
    written.map(({ ink }) => ink.cut),
    lineHeights.label,
    isKnownLabel,
    remaining,
  )
  const words = new Map(written.map((owned, index) => [owned, writings[index]?.text ?? '']))
  // Digits that run together are as wide as Han characters.
  const wide = written.filter(
    (owned) =>
      owned.ink.looks === 'writing' && owned.ink.cut.lines.length === 1 && !han.test(words.get(owned) ?? ''),
  )
  const wideFigures = await readFigures(wide.map(({ ink }) => ink.cut))
  const asFigure = new Map([
    ...narrow.map((owned, index) => [owned, figures[index]] as const),
    ...wide.map((owned, index) => [owned, wideFigures[index]] as const),
  ])
  const sureWords = await readWords(engine, words, readFigures, remaining)
  const company = inCompany(
    all.filter((owned) => owned.ink.looks === 'dash' || marks.test(asFigure.get(owned)?.text ?? '')),
  )
  for (const owned of all) {
    const { looks } = owned.ink
    const figure = asFigure.get(owned)
    const text = words.get(owned) ?? ''
    if (looks === 'blank') put(owned, '', true)
    else if (looks === 'dash') put(owned, '—', true)
    else if (figure && (figure.sure || (figure.text !== '' && !han.test(text))))
      put(owned, figure.text, figure.sure)
    else put(owned, text, sureWords.has(owned))
  }
  return readings
}

const han = /\p{Script=Han}/u // 规章
const marks = /^[^\p{L}\p{N}]+$/u // — · / · -

/** Words that stand for a figure: a cell that says 无 is a dash. */
const none = '无'

/**
 * The written cells that are sure: a figure with a unit or a remark, whose digits are sure as figures are and whose words
 * are read alike at three sizes; and 无, read so too. All other writing is read once only.
 */
async function readWords(
  engine: Engine,
  words: ReadonlyMap<Owned, string>,
  readFigures: FigureReader,
  remaining: () => number,
): Promise<Set<Owned>> {
  const remarked = [...words].flatMap(([owned, text]) => {
    const parted = remarkedIn(owned.ink.cut, text)
    return parted ? [{ owned, text, ...parted }] : []
  })
  const figures = await readFigures(remarked.map(({ figure }) => figure))
  const open = [
    ...remarked.filter(
      ({ digits }, index) => figures[index]?.sure === true && figures[index].text === digits,
    ),
    ...[...words].flatMap(([owned, text]) => (text === none ? [{ owned, text }] : [])),
  ]
  const again = await readAgain(
    engine,
    open.map(({ owned }) => owned.ink.cut),
    remaining,
  )
  return new Set(
    open.flatMap(({ owned, text }, index) => {
      const others = again[index] ?? []
      return others.every((other) => other === text || sameTail(other, text)) ? [owned] : []
    }),
  )
}

async function readLines(
  engine: Engine,
  sheets: readonly Sheet[],
  remaining: () => number,
): Promise<Map<Sheet, Writing[]>> {
  const all = sheets.flatMap((sheet) => sheet.lines.map((line) => ({ sheet, line })))
  const read = await readWritings(
    engine,
    all.map(({ line }) => line),
    lineHeights.text,
    () => false,
    remaining,
  )
  const lines = new Map<Sheet, Writing[]>(sheets.map((sheet) => [sheet, []]))
  for (const [index, { sheet }] of all.entries()) {
    const writing = read[index]
    if (writing) lines.get(sheet)?.push(writing)
  }
  return lines
}
