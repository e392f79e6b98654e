import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { align } from '../../../extract/align.ts'
import type { Document } from '../../../extract/document.ts'
import type { ExtractError, Result } from '../../../extract/extraction.ts'
import { readFigure } from '../../../extract/figure.ts'
import type { Printed } from './printed.ts'

/** A fixture's bytes; the bulky formats are kept gzipped. */
export function fixture(path: string): Uint8Array {
  const bytes = readFileSync(new URL(`../../fixtures/${path}`, import.meta.url))
  return path.endsWith('.gz') ? new Uint8Array(gunzipSync(bytes)) : new Uint8Array(bytes)
}

/** The document that was read; a failure fails the test with the reader's own words. */
export function documentOf(result: Result<Document, ExtractError>): Document {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

/** Every cell that is read otherwise than printed, as `address: printed → read`; empty where the reader is right. */
export function wrongCells(document: Document, report: Printed): string[] {
  const read = new Map(
    align(document, report.year).cells.map((cell) => [
      `${cell.at.table}.${cell.at.row}.${cell.at.column}`,
      `${cell.status} ${cell.value}`,
    ]),
  )
  const wanted = new Map(
    [...report.cells].map(([at, raw]) => {
      const { status, value } = readFigure(raw)
      return [at, `${status} ${value}`]
    }),
  )
  return [...new Set([...wanted.keys(), ...read.keys()])].flatMap((at) =>
    wanted.get(at) === read.get(at) ? [] : [`${at}: ${wanted.get(at)} → ${read.get(at)}`],
  )
}
