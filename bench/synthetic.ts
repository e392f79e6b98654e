import type { Cell } from '../extract/cell.ts'
import type { Place } from '../extract/document.ts'
import type { Form, FormId, FormTable } from '../extract/forms/form.ts'
import { cellsOf, formOf, unitOf } from '../extract/forms/forms.ts'
import type { ReportRecord } from '../db/report-record.ts'

/** The same numbers on every machine. */
export function randomNumbers(seed: number): () => number {
  // mulberry32: small, and good enough to spread figures.
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const yearsOfForm: Readonly<Record<string, FormId>> = { 2019: '2019', 2020: '2019' }
const tables: readonly FormTable[] = ['proactive', 'requests', 'disputes']

/**
 * A report as published ones are: mostly zeros, some blanks and dashes, half of them pages, four in ten PDFs with
 * ruled tables, one in ten a PDF whose tables have no rules; 2,500 characters of prose.
 */
export function syntheticReport(agencyNumber: number, year: number, random: () => number): ReportRecord {
  const form = yearsOfForm[year] ?? '2021'
  const isPdf = agencyNumber % 2 === 0
  const kind = agencyNumber % 10 === 0 ? 'loose' : isPdf ? 'ruled' : 'page'
  const known = tables.flatMap((table, index) => {
    const found = formOf(table, form)
    return found ? [{ form: found, index }] : []
  })
  const name = `第${agencyNumber}号市医疗保障局`
  return {
    sha256: '',
    mediaType: isPdf ? 'application/pdf' : 'text/html',
    title: `${name}${year}年政府信息公开工作年度报告`,
    agency: { name, fullName: `某省${name}`, divisionCode: '430100', level: 'county', key: `430100/${name}` },
    agencyFrom: 'title',
    year,
    yearFrom: 'title',
    publishedOn: `${year + 1}-01-${10 + Math.floor(random() * 20)}`,
    readBy: { engine: isPdf ? 'pdf' : 'html', version: '1' },
    forms: { proactive: form, requests: form, disputes: form, statistics: null },
    cells: known.flatMap(({ form: each, index }) => cells(each, index, kind, random)),
    unplaced: random() < 0.1 ? [{ raw: '1', table: 1, where: { table: 0, row: 1, column: 1 } }] : [],
    sections: sections(random),
    tables: known.map(({ form: each, index }) => ({
      ordinal: index + 1,
      heading: each.title,
      grid: each.rows.map((row) => [row.label, ...each.columns.map(() => String(figure(random)))]),
    })),
    findings: random() < 0.2 ? [brokenSum] : [],
  }
}

const brokenSum = {
  rule: 'requests.applicants',
  class: 'identity',
  table: 'requests',
  row: 'granted',
  column: null,
  expected: 3,
  actual: 2,
  difference: -1,
  cause: 'publisher',
} as const

function cells(form: Form, table: number, kind: Kind, random: () => number): Cell[] {
  // An agency that leaves blanks does so throughout its report.
  const zero = random() < 0.1 ? { raw: '', status: 'blank' as const, value: null } : null
  const rowCodes = form.rows.map(({ code }) => code)
  const columnCodes = form.columns.map(({ code }) => code)
  return [...cellsOf(form)].map(({ at, row, column }) => {
    const value = figure(random)
    const raw = String(value)
    const slot = { row: rowCodes.indexOf(at.row), column: columnCodes.indexOf(at.column) }
    const where = placeOf[kind](slot, table, raw.length)
    const common = { at, where, unit: unitOf(row, column) }
    if (value === 0 && zero) return { ...common, ...zero }
    if (random() < 0.005) return { ...common, raw: '—', status: 'dash', value: null }
    if (column.unit === '万元') return { ...common, raw: '43.788', status: 'number', value: 43.788 }
    return { ...common, raw, status: 'number', value }
  })
}

type Kind = 'page' | 'ruled' | 'loose'
type Slot = { readonly row: number; readonly column: number }

const placeOf: Readonly<Record<Kind, (slot: Slot, table: number, digits: number) => Place>> = {
  page: ({ row, column }, table) => ({ table, row: row + 3, column: column + 2 }),
  /** The cell's box between its ruling lines. */
  ruled({ row, column }, table) {
    const [left, top] = [219.84 + column * 41.36, 92.1 + (row % 22) * 27.12]
    return {
      page: pageOf(row, table),
      box: [round(left), round(top), round(left + 41.36), round(top + 27.12)],
    }
  },
  /** The text's own box, centred: as wide as the figure has digits, so that longer ones stand off their column's line. */
  loose({ row, column }, table, digits) {
    const [centre, top, half] = [240.52 + column * 41.36, 98.4 + (row % 22) * 27.12, digits * 2.64]
    return {
      page: pageOf(row, table),
      box: [round(centre - half), round(top), round(centre + half), round(top + 10.56)],
    }
  },
}

function pageOf(row: number, table: number): number {
  return 1 + table + (row >= 22 ? 1 : 0)
}

function figure(random: () => number): number {
  const kind = random()
  if (kind < 0.8) return 0
  if (kind < 0.93) return 1 + Math.floor(random() * 20)
  return Math.floor(20 + random() ** 3 * 3000)
}

const headings = [
  '一、总体情况',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、政府信息公开行政复议、行政诉讼情况',
  '五、存在的主要问题及改进情况',
  '六、其他需要报告的事项',
]
const openings = '坚持,不断,进一步,持续,切实,全面,及时,按照要求,结合实际,围绕重点'.split(',')
const deeds = '完善,推进,加强,规范,落实,深化,梳理,优化,拓展,健全,组织开展,更新维护'.split(',')
const matters =
  '政府信息公开制度,依申请公开办理流程,政策文件解读,门户网站栏目,政务新媒体平台,信息发布审核机制,公开指南和目录,行政规范性文件管理,民生领域信息,培训与考核,群众关切回应,监督保障措施,财政预决算信息,行政处罚公示'.split(
    ',',
  )
const ends =
  '，取得新成效,，提升公开质量,，保障公众知情权,。全年发布信息,，存在内容不够丰富的问题,，下一步将补齐短板'.split(
    ',',
  )

function sections(random: () => number): ReportRecord['sections'] {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? ''
  const sentence = () =>
    `${pick(openings)}${pick(deeds)}${pick(matters)}${pick(ends)}${random() < 0.3 ? `${Math.floor(random() * 500)}件` : ''}。`
  return headings.map((heading, index) => {
    const sentences = index === 0 || index === 4 ? 42 : 8
    return { ordinal: index + 1, heading, text: Array.from({ length: sentences }, sentence).join('') }
  })
}

function round(points: number): number {
  return Math.round(points * 100) / 100
}
