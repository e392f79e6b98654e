import { column, row, under } from './form.ts'
import type { Form } from './form.ts'

/** 主动公开政府信息情况: section 二. The items are those of 条例 第二十条; each block has column heads of its own. */

const article = (item: string) => `第二十条第（${item}）项`

const issued = column('issued', '本年制发件数')
const repealed = column('repealed', '本年废止件数')
const inForce = column('in_force', '现行有效件数', { also: ['现行有效件'] })
const decisions2021 = column('decisions', '本年处理决定数量', { also: ['本年处理绝对数量', '处理决定数量'] })
const feeAmount = column('amount', '本年收费金额（单位：万元）', {
  unit: '万元',
  also: ['本年收费金额', '本年收费金额单位：万元'],
})

const documents2021 = [issued, repealed, inForce]

/** As issued in 国办公开办函〔2021〕30号, section 二: 10 cells. */
export const proactive2021: Form = {
  table: 'proactive',
  form: '2021',
  title: '主动公开政府信息情况',
  issued: '国办公开办函〔2021〕30号',
  columns: [...documents2021, decisions2021, feeAmount],
  rows: [
    ...under(article('一'), [
      row('regulations', '规章', documents2021),
      row('normative_documents', '行政规范性文件', documents2021, { also: ['规范性文件'] }),
    ]),
    ...under(article('五'), [row('licensing', '行政许可', [decisions2021])]),
    ...under(article('六'), [
      row('penalties', '行政处罚', [decisions2021]),
      row('coercion', '行政强制', [decisions2021]),
    ]),
    ...under(article('八'), [
      row('administrative_fees', '行政事业性收费', [feeAmount], { also: ['行政事业型收费'] }),
    ]),
  ],
  identities: [],
  extraRows: [],
  extraColumns: [],
  headings: ['信息内容'],
}

const made = column('made', '本年新制作数量')
const disclosed = column('disclosed', '本年新公开数量')
const disclosedTotal = column('disclosed_total', '对外公开总数量')
const itemsLastYear = column('items_last_year', '上一年项目数量')
const change = column('change', '本年增/减', { also: ['本年增减', '本年增\\减'] })
const decisions2019 = column('decisions', '处理决定数量')
const projects = column('projects', '采购项目数量')
/** The form gives no unit for the amount: only what a page prints is one. */
const procurementAmount = column('amount', '采购总金额')

const documents2019 = [made, disclosed, disclosedTotal]
const items = [itemsLastYear, change, decisions2019]

/** As issued in 国办公开办函〔2019〕60号, section 二: 22 cells. */
export const proactive2019: Form = {
  table: 'proactive',
  form: '2019',
  title: '主动公开政府信息情况',
  issued: '国办公开办函〔2019〕60号',
  columns: [...documents2019, ...items, projects, procurementAmount],
  rows: [
    ...under(article('一'), [
      row('regulations', '规章', documents2019),
      row('normative_documents', '规范性文件', documents2019, { also: ['行政规范性文件'] }),
    ]),
    ...under(article('五'), [
      row('licensing', '行政许可', items),
      row('other_services', '其他对外管理服务事项', items),
    ]),
    ...under(article('六'), [row('penalties', '行政处罚', items), row('coercion', '行政强制', items)]),
    ...under(article('八'), [
      row('administrative_fees', '行政事业性收费', [itemsLastYear, change], { also: ['行政事业型收费'] }),
    ]),
    ...under(article('九'), [row('central_procurement', '政府集中采购', [projects, procurementAmount])]),
  ],
  identities: [],
  extraRows: [],
  extraColumns: [],
  headings: ['信息内容'],
}
