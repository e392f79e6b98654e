import { read, set_cptable } from '@e965/xlsx'
import type { ParsingOptions, WorkBook } from '@e965/xlsx'
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs'
import { failure, fileType } from '../decode.ts'
import type { Block, Document } from '../document.ts'
import type { ExtractError, Result } from '../extraction.ts'
import type { Limits } from '../limits.ts'
import { openOle } from './ole.ts'
import { titleOf } from './text.ts'
import { partedStrings } from './xlsx/partedStrings.ts'
import { inlineStrings, sheetBlocks, shownSheet } from './xlsx/sheet.ts'
import type { Sheet } from './xlsx/sheet.ts'
import { struckInParts } from './xlsx/struckCells.ts'
import type { StruckCells } from './xlsx/struckCells.ts'
import { struckInRecords } from './xlsx/struckRecords.ts'
import { openZip, unpack } from './zip.ts'

// Excel 95 and earlier keep text in the code page of the machine that wrote it (936 in China).
set_cptable(codePages)

const readBy = { engine: 'xlsx', version: '1' }

/** What bounds a workbook, beside the limits for all: a report's has a few hundred rows and under a megabyte. */
export const workbookLimits = { rows: 5000, cells: 100_000, unpackedBytes: 48 * 1024 * 1024 }

/**
 * Reads a workbook, XLSX or XLS: a grid for each table of a sheet, with its merges; hidden sheets, rows and columns are left out, as
 * nobody is shown them. The container is checked before the library sees it.
 */
export function readXlsx(bytes: Uint8Array, limits: Limits): Result<Document, ExtractError> {
  const sound = fileType(bytes) === 'ole' ? fontsOf(bytes) : unpacked(bytes, limits)
  if (!sound.ok) return sound
  // Formats cost the library twenty times what cells do: cells are counted before formats are asked for.
  const plain = opened(bytes, {})
  if (!plain.ok) return plain
  const cells = cellsIn(plain.value)
  if (cells > workbookLimits.cells)
    return failure('too_large', `its sheets have ${cells} cells, blank ones included; look at it by hand`)
  const workbook = opened(bytes, formats)
  return workbook.ok ? documentOf(workbook.value, bytes, limits, sound.value) : workbook
}

/** What the library that reads the cells leaves out of their fonts. */
interface Fonts {
  readonly parted: ReadonlyMap<string, string>
  readonly struck: StruckCells
}

/** Of an XLS workbook; Excel 95 and earlier have no table of strings. */
function fontsOf(bytes: Uint8Array): Result<Fonts, ExtractError> {
  const streams = openOle(bytes)
  if (!streams.ok) return streams
  const workbook = streams.value.get('Workbook')
  const none = { parted: new Map(), struck: new Map() }
  const value = workbook ? { parted: partedStrings(workbook), struck: struckInRecords(workbook) } : none
  return { ok: true, value }
}

/** Unpacks everything once, so that sizes and checksums are known to hold; fonts within a string are beside it in the cells. */
function unpacked(bytes: Uint8Array, limits: Limits): Result<Fonts, ExtractError> {
  const maxUnpackedBytes = Math.min(limits.maxUnpackedBytes, workbookLimits.unpackedBytes)
  const zip = openZip(bytes, { ...limits, maxUnpackedBytes })
  if (!zip.ok) return zip
  const parted = new Map<string, string>()
  for (const entry of zip.value) {
    const file = unpack(entry)
    if (!file.ok) return file
    if (/^xl\/worksheets\/[^/]+\.xml$/u.test(entry.name)) inlineStrings(file.value, parted)
  }
  return { ok: true, value: { parted, struck: struckInParts(zip.value) } }
}

/** Rows and columns tell whether they are hidden only where styles are read. */
const formats: ParsingOptions = { cellNF: true, cellStyles: true, cellFormula: true }

function cellsIn(workbook: WorkBook): number {
  const rows = Object.values(workbook.Sheets).flatMap((sheet) => sheet['!data'] ?? [])
  // A row's array is as long as its last cell is far to the right: only what stands in it counts.
  return rows.reduce((sum, row) => sum + (row ? Object.keys(row).length : 0), 0)
}

function opened(bytes: Uint8Array, options: ParsingOptions): Result<WorkBook, ExtractError> {
  try {
    const workbook = read(bytes, {
      type: 'array',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      sheetStubs: true,
      ...options,
      sheetRows: workbookLimits.rows,
    })
    return { ok: true, value: workbook }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    // "File is password-protected", "Encryption scheme not supported"
    return /password|encrypt/iu.test(reason)
      ? failure('encrypted', 'the workbook is locked with a password; ask the publisher for an open copy')
      : failure('corrupt', `the workbook cannot be read (${reason}); fetch it again`)
  }
}

function documentOf(
  workbook: WorkBook,
  bytes: Uint8Array,
  limits: Limits,
  { parted, struck }: Fonts,
): Result<Document, ExtractError> {
  const sheets: { name: string; sheet: Sheet }[] = []
  let slots = 0
  for (const [index, name] of workbook.SheetNames.entries()) {
    const own = workbook.Sheets[name]
    if (!own || (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0) continue
    if (own['!fullref'] !== undefined)
      return failure(
        'too_large',
        `sheet ${name} has more than ${workbookLimits.rows} rows; look at it by hand`,
      )
    const sheet = shownSheet(own, parted, struck.get(name))
    slots += sheet ? sheet.rows * sheet.columns : 0
    if (slots > limits.maxSlots)
      return failure('too_large', `its sheets have more than ${limits.maxSlots} cells; look at it by hand`)
    if (sheet) sheets.push({ name, sheet })
  }
  let tables = 0
  const own = sheets.map(({ name, sheet }) => {
    const blocks = sheetBlocks(sheet, tables)
    tables += blocks.filter(({ kind }) => kind === 'grid').length
    return { name, blocks }
  })
  // A single sheet is called Sheet1; several are told apart by their names.
  const blocks = own.flatMap(({ name, blocks: shown }) =>
    own.length > 1 ? [heading(name), ...shown] : shown,
  )
  return {
    ok: true,
    value: {
      mediaType:
        fileType(bytes) === 'ole'
          ? 'application/vnd.ms-excel'
          : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      readBy,
      title: titleOf(own.flatMap((sheet) => sheet.blocks)),
      metadata: {},
      blocks,
      links: [],
      images: [],
    },
  }
}

function heading(text: string): Block {
  return { kind: 'paragraph', text, heading: 1, place: null }
}
