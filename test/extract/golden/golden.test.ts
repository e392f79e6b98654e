import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { extract } from '../../../extract/extract.ts'
import type { Extraction } from '../../../extract/extraction.ts'
import { readFigure } from '../../../extract/figure.ts'
import { defaultLimits } from '../../../extract/limits.ts'
import { openArchive } from '../../../extract/readers/archive.ts'
import { figureSet } from '../sheets/figureSet.ts'
import { accuracyTable, scored } from './accuracy.ts'
import type { Score } from './accuracy.ts'
import { expectationOf, written } from './expectation.ts'
import type { Expectation } from './expectation.ts'
import { grouped } from './grouped.ts'
import { goldenBytes, goldenDocuments } from './goldenDocuments.ts'
import type { GoldenDocument } from './goldenDocuments.ts'

const folder = new URL('../../fixtures/golden/expected/', import.meta.url)
const fileOf = (document: GoldenDocument) =>
  new URL(`${document.file.replace(/^.*\//u, '').replace(/\.gz$/u, '')}.json`, folder)

const known = new Map<string, Promise<Extraction>>()

function extracted(document: GoldenDocument): Promise<Extraction> {
  const reading = known.get(document.file) ?? read(document)
  known.set(document.file, reading)
  return reading
}

async function read(document: GoldenDocument): Promise<Extraction> {
  const result = await extract(fileIn(document))
  if (!result.ok) throw new Error(`${document.file}: ${result.error.code}, ${result.error.message}`)
  return result.value
}

/** The document itself, out of its archive where it is in one. */
function fileIn(document: GoldenDocument): Uint8Array {
  const bytes = goldenBytes(document)
  if (document.format !== 'zip') return bytes
  const opened = openArchive(bytes, defaultLimits)
  const [entry] = opened.ok ? opened.value : []
  if (!entry) throw new Error(`${document.file}: no file in the archive`)
  return entry.bytes
}

/** A missing expectation is written, and fails until somebody has read it beside the document and run the test again. */
function expectation(document: GoldenDocument, now: Expectation): Expectation {
  const file = fileOf(document)
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Expectation
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, written(now))
  throw new Error(
    `${document.file} had no expectation: one was written; read it beside the document, then run again`,
  )
}

async function cellsOf(document: GoldenDocument) {
  const { cells } = await extracted(document)
  return cells.map(({ at, status, value, unit }) => ({ at, status, value, unit }))
}

const scores: Score[] = []

describe('the golden set', () => {
  it.each(goldenDocuments)('$file gives what was approved by reading', async (document) => {
    const now = expectationOf(await extracted(document))
    expect(now).toEqual(expectation(document, now))
  })

  it.each(goldenDocuments)('$file gives every figure that was printed into it', async (document) => {
    const { cells } = await extracted(document)
    const { printed } = figureSet(document.set)
    const own = scored(document, cells, printed)
    scores.push(...own)
    const wrong = cells.filter(({ at, status, value }) => {
      const meant = readFigure(printed.get(`${at.table}.${at.row}.${at.column}`) ?? 'no such cell')
      return meant.status !== status || meant.value !== value
    })
    expect(wrong).toEqual([])
    expect(cells).toHaveLength(printed.size)
  })

  afterAll(() => {
    console.log(accuracyTable(scores))
  })
})

describe('one report in two formats', () => {
  const bySet = grouped(goldenDocuments, ({ set }) => set)
  const pairs = [...bySet].flatMap(([, [first, ...others]]) => others.map((other) => ({ first, other })))

  it.each(pairs.map(({ first, other }) => ({ a: first?.file ?? '', b: other.file, first, other })))(
    'gives the same cells: $a and $b',
    async ({ first, other }) => {
      if (!first) throw new Error('a pair has two documents')
      expect(await cellsOf(other)).toEqual(await cellsOf(first))
    },
  )
})
