import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { load } from 'cheerio'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { extract } from '../extract/extract.ts'
import { goldenBytes, goldenDocuments } from '../test/extract/golden/goldenDocuments.ts'

/** One document, or all of a format: what reading every cell costs, against only parsing the bytes. */
export interface ExtractRow {
  readonly document: string
  readonly bytes: number
  readonly cells: number
  /** Milliseconds, the mean of many runs, collecting their garbage included; for a whole format the sum of them. */
  readonly bare: number
  readonly nianbao: number
  readonly factor: number
  readonly cellsPerSecond: number
}

interface Subject {
  readonly file: string
  readonly format: 'html' | 'pdf'
  readonly bytes: Uint8Array
  readonly cells: number
  /** Milliseconds in all. */
  bare: number
  nianbao: number
}

const rounds = { warm: 2, measured: 4 }
/** Every document so often in each round, by one side and then by the other. */
const passes = { html: 15, pdf: 3 }

/**
 * Extraction against its own parser over the same bytes in the same process, warm: HTML against cheerio's `load`, PDF
 * against pdf.js giving the text and the operators of every page. Documents take turns, so that none is read by code that
 * has seen only itself. The two sides do not: cheerio's `load` leaves trees behind that live until a full collection, and
 * the one who comes next would pay for them.
 */
export async function benchExtract(): Promise<ExtractRow[]> {
  const subjects: Subject[] = []
  for (const document of goldenDocuments) {
    const { file, format } = document
    if (format !== 'html' && format !== 'pdf') continue
    const bytes = goldenBytes(document)
    const result = await extract(bytes.slice())
    if (!result.ok) throw new Error(`${file}: ${result.error.message}`)
    subjects.push({ file, format, bytes, cells: result.value.cells.length, bare: 0, nianbao: 0 })
  }
  for (const format of ['html', 'pdf'] as const) {
    const own = subjects.filter((subject) => subject.format === format)
    for (let round = 0; round < rounds.warm + rounds.measured; round += 1) {
      for (const side of ['bare', 'nianbao'] as const) {
        collect()
        for (let pass = 0; pass < passes[format]; pass += 1) {
          for (const subject of own) {
            const time = await milliseconds(() => read[side](subject))
            if (round >= rounds.warm) subject[side] += time
          }
        }
      }
    }
  }
  return (['html', 'pdf'] as const).flatMap((format) => {
    const rows = subjects.filter((subject) => subject.format === format).map((subject) => rowOf(subject))
    return [...rows, totalOf(`all ${format}`, rows)]
  })
}

const read = {
  bare: ({ format, bytes }: Subject) => (format === 'html' ? bareHtml(bytes) : barePdf(bytes.slice())),
  nianbao: ({ bytes }: Subject) => extract(bytes.slice()),
}

/** A full collection of garbage, which Node keeps behind a flag. */
const collect = garbageCollector()

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}

async function milliseconds(run: () => unknown): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}

function rowOf({ file, format, bytes, cells, bare, nianbao }: Subject): ExtractRow {
  const runs = rounds.measured * passes[format]
  return row(file, { bytes: bytes.byteLength, cells, bare: bare / runs, nianbao: nianbao / runs })
}

function totalOf(document: string, rows: readonly ExtractRow[]): ExtractRow {
  const sum = (key: 'bytes' | 'cells' | 'bare' | 'nianbao') =>
    rows.reduce((total, each) => total + each[key], 0)
  return row(document, {
    bytes: sum('bytes'),
    cells: sum('cells'),
    bare: sum('bare'),
    nianbao: sum('nianbao'),
  })
}

function row(
  document: string,
  { bytes, cells, bare, nianbao }: Pick<ExtractRow, 'bytes' | 'cells' | 'bare' | 'nianbao'>,
): ExtractRow {
  return {
    document,
    bytes,
    cells,
    bare: hundredths(bare),
    nianbao: hundredths(nianbao),
    factor: hundredths(nianbao / bare),
    cellsPerSecond: Math.round((1000 * cells) / nianbao),
  }
}

function hundredths(value: number): number {
  return Math.round(100 * value) / 100
}

function bareHtml(bytes: Uint8Array): unknown {
  return load(Buffer.from(bytes))
}

async function barePdf(bytes: Uint8Array): Promise<void> {
  const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    await page.getTextContent()
    await page.getOperatorList()
  }
  await pdf.destroy()
}
