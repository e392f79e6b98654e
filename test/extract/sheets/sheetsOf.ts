import type { Form, FormRow, FormTable } from '../../../extract/forms/form.ts'
import { figure, label } from './sheet.ts'
import type { Printed, Sheet, SheetCell } from './sheet.ts'

/** How an agency lays a form's tables out. */
export interface SheetLayout {
  /** One table for each item of 第二十条, or one for all of them. */
  readonly proactive: 'each' | 'one'
  /** One row of 15 figures, three small tables, or three labelled rows. */
  readonly disputes: 'row' | 'three' | 'labelled'
}

/** A form's tables, laid out as issued or as some agencies do. */
export function sheetsOf(form: Form, printed: Printed, layout: SheetLayout): Sheet[] {
  return sheets[form.table](form, printed, layout)
}

const sheets: Readonly<Record<FormTable, (form: Form, printed: Printed, layout: SheetLayout) => Sheet[]>> = {
  proactive: (form, printed, layout) =>
    layout.proactive === 'each' ? blocks(form, printed) : [joined(blocks(form, printed))],
  requests: (form, printed) => [requestsSheet(form, printed)],
  disputes: (form, printed, layout) => disputesSheets[layout.disputes](form, printed),
  statistics: (form, printed) => [statisticsSheet(form, printed)],
}

function print(form: Form, row: FormRow, column: string, printed: Printed): SheetCell {
  const at = `${form.table}.${row.code}.${column}`
  return figure(printed.get(at) ?? '', at)
}

function labelOf(form: Form, code: string): string {
  return form.columns.find((column) => column.code === code)?.label ?? code
}

/** One block for each item of 第二十条: its name, its column heads, its rows. */
function blocks(form: Form, printed: Printed): Sheet[] {
  const articles = [...new Set(form.rows.map((row) => row.under[0] ?? ''))]
  return articles.map((article) => {
    const rows = form.rows.filter((row) => row.under[0] === article)
    const columns = rows[0]?.columns ?? []
    return {
      columns: columns.length + 1,
      rows: [
        [label(article, columns.length + 1)],
        [label('信息内容'), ...columns.map((code) => label(labelOf(form, code)))],
        ...rows.map((row) => [label(row.label), ...columns.map((code) => print(form, row, code, printed))]),
      ],
    }
  })
}

/** All blocks in one table of four columns: the last cell of a narrow row spans what is left. */
function joined(parts: readonly Sheet[]): Sheet {
  return {
    columns: 4,
    rows: parts.flatMap(({ columns, rows }) =>
      rows.map((row) =>
        row.map((cell, index) =>
          index === row.length - 1 ? { ...cell, columnSpan: cell.columnSpan + 4 - columns } : cell,
        ),
      ),
    ),
  }
}

const note = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）'
/** Labels are up to three deep: 三、本年度办理结果, （三）不予公开, 1.属于国家秘密. */
const depth = 3

function requestsSheet(form: Form, printed: Printed): Sheet {
  const legal = form.columns.filter((column) => column.under.length > 0)
  const head = [
    [label(note, depth, 3), label('申请人情况', form.columns.length)],
    [label('自然人', 1, 2), label('法人或其他组织', legal.length), label('总计', 1, 2)],
    legal.map((column) => label(column.label)),
  ]
  const rows = form.rows.map((row, index) => [
    ...headingsFrom(form.rows, index),
    label(row.label, depth - row.under.length),
    ...row.columns.map((code) => print(form, row, code, printed)),
  ])
  return { columns: depth + form.columns.length, rows: [...head, ...rows] }
}

/** The headings that begin in a row, each spanning the rows below it that stand under it. */
function headingsFrom(rows: readonly FormRow[], index: number): SheetCell[] {
  const own = rows[index]?.under ?? []
  const sharesWith = (other: number, level: number) =>
    own.slice(0, level + 1).every((heading, at) => rows[other]?.under[at] === heading)
  return own.flatMap((heading, level) => {
    if (sharesWith(index - 1, level)) return []
    let span = 1
    while (sharesWith(index + span, level)) span += 1
    return [label(heading, 1, span)]
  })
}

const disputesSheets: Readonly<Record<SheetLayout['disputes'], (form: Form, printed: Printed) => Sheet[]>> = {
  row: (form, printed) => [disputesRow(form, printed)],
  three: (form, printed) =>
    form.rows.map((row) => ({
      columns: form.columns.length,
      rows: [
        [label([...row.under, row.label].join('：'), form.columns.length)],
        form.columns.map((column) => label(column.label)),
        row.columns.map((code) => print(form, row, code, printed)),
      ],
    })),
  labelled: (form, printed) => [
    {
      columns: form.columns.length + 1,
      rows: [
        [label('类别'), ...form.columns.map((column) => label(column.label))],
        ...form.rows.map((row) => [
          label([...row.under, row.label].join('：')),
          ...row.columns.map((code) => print(form, row, code, printed)),
        ]),
      ],
    },
  ],
}

function disputesRow(form: Form, printed: Printed): Sheet {
  const results = form.columns.map((column) => label(column.label))
  const [first, ...others] = form.rows
  return {
    columns: form.rows.length * results.length,
    rows: [
      [label(first?.label ?? '', results.length), label('行政诉讼', others.length * results.length)],
      [
        ...results.map((result) => ({ ...result, rowSpan: 2 })),
        ...others.map((row) => label(row.label, results.length)),
      ],
      others.flatMap(() => results),
      form.rows.flatMap((row) => row.columns.map((code) => print(form, row, code, printed))),
    ],
  }
}

/** 指标 | 单位 | 统计数, heading rows among them without a figure. */
function statisticsSheet(form: Form, printed: Printed): Sheet {
  const rows: SheetCell[][] = []
  const seen = new Set<string>()
  const own = new Set(form.rows.map((row) => row.label))
  for (const row of form.rows) {
    for (const heading of row.under) {
      if (seen.has(heading) || own.has(heading)) continue
      seen.add(heading)
      rows.push([label(heading), label(''), figure('')])
    }
    rows.push([label(row.label), label(row.unit ?? ''), print(form, row, 'count', printed)])
  }
  return { columns: 3, rows: [[label('统计指标'), label('单位'), label('统计数')], ...rows] }
}
