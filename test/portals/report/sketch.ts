import type { Form, FormRow } from '../../../extract/forms/form.ts'
import { formsOf } from '../figures.ts'
import type { PracticeReport } from '../portal.ts'

/** A table before it is markup: rows of cells that span others. */
export interface Sketch {
  readonly columns: number
  readonly rows: readonly (readonly SketchCell[])[]
}

export interface SketchCell {
  readonly text: string
  readonly rowSpan: number
  readonly columnSpan: number
  readonly kind: 'label' | 'figure'
}

export type ReportTable = 'proactive' | 'requests' | 'disputes'

/** The tables of a report of forms 2019 and 2021 by section, as its agency lays them out. */
export function sketchesOf(report: PracticeReport): Readonly<Record<ReportTable, Sketch[]>> {
  const [proactive, requests, disputes] = formsOf(report.form)
  if (!proactive || !requests || !disputes) throw new Error(`form ${report.form} lacks a table`)
  const print = printerOf(report)
  const blocks = proactiveBlocks(proactive, print)
  return {
    proactive:
      report.agency.layout.proactive === 'each'
        ? blocks
        : [
            {
              columns: 4,
              rows: blocks.flatMap(({ columns, rows }) => rows.map((row) => widened(row, columns))),
            },
          ],
    requests: [requestsTable(requests, print)],
    disputes:
      report.agency.layout.disputes === 'row'
        ? [disputesRow(disputes, print)]
        : disputesThree(disputes, print),
  }
}

/** 政府信息公开情况统计表: the return of 2014, a label, a unit and a figure in each row; headings carry no figure. */
export function statisticsSketch(report: PracticeReport): Sketch {
  const [form] = formsOf(report.form)
  if (form?.table !== 'statistics') throw new Error(`form ${report.form} has no statistics`)
  const print = printerOf(report)
  const labels = new Set(form.rows.map((row) => row.label))
  const printed = new Set<string>()
  const rows = form.rows.flatMap((row) => {
    const headings = row.under.filter((heading) => !labels.has(heading) && !printed.has(heading))
    for (const heading of headings) printed.add(heading)
    return [
      ...headings.map((heading) => [label(heading), label(''), label('')]),
      [label(row.label), label(row.unit ?? ''), print(form, row.code, 'count')],
    ]
  })
  return { columns: 3, rows: [[label('统计指标'), label('单位'), label('统计数')], ...rows] }
}

function printerOf(report: PracticeReport): PrintCell {
  return (form, row, column) => figure(report.printed.get(`${form.table}.${row}.${column}`) ?? '')
}

type PrintCell = (form: Form, row: string, column: string) => SketchCell

function label(text: string, columnSpan = 1, rowSpan = 1): SketchCell {
  return { text, rowSpan, columnSpan, kind: 'label' }
}

function figure(text: string): SketchCell {
  return { text, rowSpan: 1, columnSpan: 1, kind: 'figure' }
}

/** One block for each item of 第二十条: its name, its column heads, its rows. */
function proactiveBlocks(form: Form, print: PrintCell): Sketch[] {
  const labels = new Map(form.columns.map((column) => [column.code, column.label]))
  return runsBy(form.rows, (row) => row.under[0] ?? '').map(([article, rows]) => {
    const codes = rows[0]?.columns ?? []
    return {
      columns: codes.length + 1,
      rows: [
        [label(article, codes.length + 1)],
        [label('信息内容'), ...codes.map((code) => label(labels.get(code) ?? code))],
        ...rows.map((row) => [label(row.label), ...codes.map((code) => print(form, row.code, code))]),
      ],
    }
  })
}

/** The last cell of a row that is narrower than the table spans what is left of four columns. */
function widened(row: readonly SketchCell[], columns: number): SketchCell[] {
  return row.map((cell, index) =>
    index === row.length - 1 ? { ...cell, columnSpan: cell.columnSpan + 4 - columns } : cell,
  )
}

const note = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）'
/** Labels of the requests table are up to three deep: 三、本年度办理结果, （三）不予公开, 1.属于国家秘密. */
const depth = 3

function requestsTable(form: Form, print: PrintCell): Sketch {
  const legal = form.columns.filter((column) => column.under.length > 0)
  const natural = form.columns[0]?.label ?? ''
  const head = [
    [label(note, depth, 3), label('申请人情况', form.columns.length)],
    [label(natural, 1, 2), label(legal[0]?.under[0] ?? '', legal.length), label('总计', 1, 2)],
    legal.map((column) => label(column.label)),
  ]
  const rows = form.rows.map((row, index) => [
    ...rowLabels(form.rows, index),
    ...form.columns.map((column) => print(form, row.code, column.code)),
  ])
  return { columns: depth + form.columns.length, rows: [...head, ...rows] }
}

/** The label cells that start in a row: headings where they begin, spanning the rows below them, then its own label. */
function rowLabels(rows: readonly FormRow[], index: number): SketchCell[] {
  const row = rows[index]
  if (!row) return []
  const headings = row.under.flatMap((heading, level) => {
    const isUnder = (other: FormRow | undefined) =>
      row.under.slice(0, level + 1).every((each, at) => other?.under[at] === each)
    if (isUnder(rows[index - 1])) return []
    let span = 1
    while (isUnder(rows[index + span])) span++
    return [label(heading, 1, span)]
  })
  return [...headings, label(row.label, depth - row.under.length)]
}

function disputesRow(form: Form, print: PrintCell): Sketch {
  const results = form.columns.map((column) => label(column.label))
  const plain = form.rows.filter((row) => row.under.length === 0)
  const nested = form.rows.filter((row) => row.under.length > 0)
  return {
    columns: form.rows.length * results.length,
    rows: [
      [
        ...plain.map((row) => label(row.label, results.length)),
        label(nested[0]?.under[0] ?? '', nested.length * results.length),
      ],
      [
        ...plain.flatMap(() => results.map((result) => ({ ...result, rowSpan: 2 }))),
        ...nested.map((row) => label(row.label, results.length)),
      ],
      nested.flatMap(() => results),
      form.rows.flatMap((row) => row.columns.map((column) => print(form, row.code, column))),
    ],
  }
}

function disputesThree(form: Form, print: PrintCell): Sketch[] {
  return form.rows.map((row) => ({
    columns: form.columns.length,
    rows: [
      [label([...row.under, row.label].join('：'), form.columns.length)],
      form.columns.map((column) => label(column.label)),
      row.columns.map((column) => print(form, row.code, column)),
    ],
  }))
}

function runsBy<Value>(values: readonly Value[], key: (value: Value) => string): [string, Value[]][] {
  const runs: [string, Value[]][] = []
  for (const value of values) {
    const last = runs.at(-1)
    if (last?.[0] === key(value)) last[1].push(value)
    else runs.push([key(value), [value]])
  }
  return runs
}

/** The same table without spans: each text at its top left slot, the slots it covered empty. */
export function padded(sketch: Sketch): Sketch {
  const grid: (SketchCell | undefined)[][] = sketch.rows.map(() => [])
  for (const [rowIndex, row] of sketch.rows.entries()) {
    let column = 0
    for (const cell of row) {
      while (grid[rowIndex]?.[column]) column++
      for (let down = 0; down < cell.rowSpan; down++) {
        for (let right = 0; right < cell.columnSpan; right++) {
          const line = grid[rowIndex + down]
          if (line)
            line[column + right] = down + right === 0 ? { ...cell, rowSpan: 1, columnSpan: 1 } : label('')
        }
      }
    }
  }
  return {
    columns: sketch.columns,
    rows: grid.map((line) => Array.from({ length: sketch.columns }, (_, at) => line[at] ?? label(''))),
  }
}
