import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { TableLayout } from '../../portals/portal.ts'
import type { SheetLayout } from '../sheets/sheetsOf.ts'
import type { Flattening } from '../sheets/text.ts'

/** A document of the golden set: the figures in it, how its tables are laid out, and what made the file. */
export interface GoldenDocument {
  /** Under test/fixtures/golden/documents; `.gz` where the format is bulky. */
  readonly file: string
  readonly set: string
  readonly format: string
  readonly layout: SheetLayout
  readonly made: Maker
}

export type Maker =
  | {
      readonly by: 'hand'
      readonly html: Partial<TableLayout>
      readonly around: 'page' | 'gbk' | 'layout table'
    }
  | { readonly by: 'hand'; readonly text: Flattening }
  | { readonly by: 'chromium' }
  | { readonly by: 'libreoffice'; readonly as: 'html' | 'pdf' | 'docx' | 'doc' | 'rtf' | 'xlsx' | 'xls' }
  | { readonly by: 'zip'; readonly of: string }

const issued: SheetLayout = { proactive: 'each', disputes: 'row' }
const inOne: SheetLayout = { proactive: 'one', disputes: 'three' }
const labelled: SheetLayout = { proactive: 'one', disputes: 'labelled' }

const page = (
  set: string,
  layout: SheetLayout,
  html: Partial<TableLayout>,
  around: 'page' | 'gbk' | 'layout table' = 'page',
): GoldenDocument => {
  const kind =
    around === 'page' ? [html.markup ?? 'plain', html.cells ?? 'spans'].join('-') : around.replace(' ', '-')
  return { file: `${set}.${kind}.html`, set, format: 'html', layout, made: { by: 'hand', html, around } }
}

const text = (set: string, flattening: Flattening, layout: SheetLayout = issued): GoldenDocument => ({
  file: `${set}.${flattening}.${flattening === 'markdown' ? 'md' : 'txt'}`,
  set,
  format: flattening === 'markdown' ? 'markdown' : 'text',
  layout,
  made: { by: 'hand', text: flattening },
})

const printed = (set: string, layout: SheetLayout = issued): GoldenDocument => ({
  file: `${set}.chromium.pdf`,
  set,
  format: 'pdf',
  layout,
  made: { by: 'chromium' },
})

const bulky = new Set(['doc', 'rtf', 'xls'])

const office = (
  set: string,
  as: 'html' | 'pdf' | 'docx' | 'doc' | 'rtf' | 'xlsx' | 'xls',
  layout: SheetLayout = issued,
): GoldenDocument => ({
  file: `${set}.libreoffice.${as}${bulky.has(as) ? '.gz' : ''}`,
  set,
  format: as,
  layout,
  made: { by: 'libreoffice', as },
})

/** Every file of the golden set; `scripts/make-golden.ts` makes them. */
export const goldenDocuments: readonly GoldenDocument[] = [
  page('hangzhou2025', issued, {}),
  page('shanghai2019', inOne, { markup: 'word' }),
  page('kewei2024', issued, { cells: 'padded', blank: '' }),
  page('qingshan2022', inOne, { markup: 'styled', labels: 'narrow' }),
  page('linhe2021', issued, { markup: 'word', labels: 'spaced' }, 'gbk'),
  page('donghu2020', labelled, {}, 'layout table'),
  page('nanping2022', issued, { markup: 'styled', labels: 'spaced', blank: '\u3000' }),
  page('beishan2023', labelled, { markup: 'word', cells: 'padded' }),
  page('hongqiao2016', issued, { markup: 'word' }),
  page('xiyuan2022', issued, { cells: 'padded' }),
  office('qingshan2022', 'html'),
  text('yuanzhou2023', 'tabs'),
  text('changsha2023', 'cell_a_line'),
  text('bozhou2021', 'pipes', labelled),
  text('xinxiang2023', 'pdf_lines'),
  text('wuhu2023', 'markdown', inOne),
  text('hangzhou2025', 'pdf_lines', inOne),
  text('shanghai2019', 'tabs_padded'),
  text('donghu2020', 'markdown'),
  text('hongqiao2016', 'tabs'),
  printed('hangzhou2025'),
  printed('shanghai2019', inOne),
  printed('donghu2020', labelled),
  printed('linhe2021'),
  printed('hongqiao2016'),
  office('hangzhou2025', 'pdf', inOne),
  office('kewei2024', 'pdf'),
  office('nanping2022', 'pdf'),
  office('beishan2023', 'pdf', labelled),
  office('wuhu2023', 'pdf'),
  office('hangzhou2025', 'docx'),
  office('shanghai2019', 'docx', inOne),
  office('linhe2021', 'docx', labelled),
  office('hongqiao2016', 'docx'),
  office('kewei2024', 'doc'),
  office('donghu2020', 'doc', inOne),
  office('changsha2023', 'doc', labelled),
  office('qingshan2022', 'rtf'),
  office('shanghai2019', 'rtf', labelled),
  office('hangzhou2025', 'xlsx'),
  office('nanping2022', 'xlsx', inOne),
  office('donghu2020', 'xls'),
  {
    file: 'hangzhou2025.docx.zip',
    set: 'hangzhou2025',
    format: 'zip',
    layout: issued,
    made: { by: 'zip', of: 'hangzhou2025.libreoffice.docx' },
  },
  // Pages laid out by hand, for no office program writes OFD: scripts/make-ofd-fixtures.ts.
  {
    file: '../../ofd/hangzhou2025.ofd',
    set: 'hangzhou2025',
    format: 'ofd',
    layout: issued,
    made: { by: 'zip', of: '' },
  },
  {
    file: '../../ofd/shanghai2019.ofd',
    set: 'shanghai2019',
    format: 'ofd',
    layout: issued,
    made: { by: 'zip', of: '' },
  },
]

export const goldenFolder = new URL('../../fixtures/golden/documents/', import.meta.url)

/** A golden document's bytes, as they would be served. */
export function goldenBytes({ file }: GoldenDocument): Uint8Array {
  const bytes = readFileSync(new URL(file, goldenFolder))
  return new Uint8Array(file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
}
