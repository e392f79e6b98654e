import { column, row, under } from './form.ts'
import type { Form, FormLine } from './form.ts'

/** 政府信息公开行政复议、行政诉讼情况: section 四. Both forms print the same 15 cells, in one data row. */

const results: FormLine[] = [
  column('upheld', '结果维持'),
  column('corrected', '结果纠正'),
  column('other_result', '其他结果'),
  column('pending', '尚未审结'),
]
const columns = [...results, column('total', '总计', { also: ['合计'] })]

const common = {
  table: 'disputes',
  title: '政府信息公开行政复议、行政诉讼情况',
  columns,
  rows: [
    row('reconsideration', '行政复议', columns),
    ...under('行政诉讼', [
      row('litigation_direct', '未经复议直接起诉', columns),
      row('litigation_after_reconsideration', '复议后起诉', columns),
    ]),
  ],
  identities: [
    { rule: 'disputes.results', over: 'rows', sum: results.map(({ code }) => code), equals: ['total'] },
  ],
  extraRows: [],
  extraColumns: [],
  headings: ['行政诉讼'],
} as const

/** As issued in 国办公开办函〔2021〕30号, section 四. */
export const disputes2021: Form = { ...common, form: '2021', issued: '国办公开办函〔2021〕30号' }

/** As issued in 国办公开办函〔2019〕60号, section 四. */
export const disputes2019: Form = { ...common, form: '2019', issued: '国办公开办函〔2019〕60号' }
