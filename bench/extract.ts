import { load } from 'cheerio'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { extract } from '../extract/extract.ts'
import { goldenBytes, goldenDocuments } from '../test/extract/golden/goldenDocuments.ts'

/** One document: what reading every cell of it costs, against only parsing it. */
export interface ExtractRow {
  readonly document: string
  readonly bytes: number
  readonly cells: number
  /** Milliseconds, the median of many runs. */
  readonly bare: number
  readonly nianbao: number
  readonly factor: number
}

const rounds = { warm: 5, measured: 15 }

/**
 * Extraction against its own parser over the same bytes in the same process, warm: HTML against cheerio's `load`, PDF
 * against pdf.js giving the text and the operators of every page.
 */
export async function benchExtract(): Promise<ExtractRow[]> {
  const rows: ExtractRow[] = []
  for (const document of goldenDocuments.filter(({ format }) => format === 'html' || format === 'pdf')) {
    const bytes = goldenBytes(document)
    const result = await extract(bytes.slice())
    if (!result.ok) throw new Error(`${document.file}: ${result.error.message}`)
    const parse = document.format === 'html' ? bareHtml : barePdf
    const bare = await median(() => parse(bytes.slice()))
    const nianbao = await median(() => extract(bytes.slice()))
    rows.push({
      document: document.file,
      bytes: bytes.byteLength,
      cells: result.value.cells.length,
      bare,
      nianbao,
      factor: Math.round((100 * nianbao) / bare) / 100,
    })
  }
  return rows
}

async function median(run: () => unknown): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds.warm + rounds.measured; round += 1) {
    const start = performance.now()
    await run()
    if (round >= rounds.warm) times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return Math.round(100 * (times[Math.floor(times.length / 2)] ?? 0)) / 100
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
