import type { Form, FormLine, FormRow } from '../../../extract/forms/form.ts'
import { formsPrinted } from './printed.ts'
import type { Printed } from './printed.ts'

/** A report as agencies lay it out, with every span of the published forms: what office programs convert. */
export function reportHtml(report: Printed): string {
  const [proactive, requests, disputes] = formsPrinted(report.form)
  if (!proactive || !requests || !disputes) throw new Error('a report has three tables')
  const title = `${report.agency}${report.year}年政府信息公开工作年度报告`
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title>
<style>table{border-collapse:collapse}td{border:1px solid #000}</style></head><body>
<h1>${title}</h1>
<p>根据《中华人民共和国政府信息公开条例》的规定，编制本报告。</p>
<h2>一、总体情况</h2><p>${report.year}年，${report.agency}依法公开政府信息。</p>
<h2>二、主动公开政府信息情况</h2>${proactiveTable(proactive, report)}
<h2>三、收到和处理政府信息公开申请情况</h2>${requestsTable(requests, report)}
<h2>四、政府信息公开行政复议、行政诉讼情况</h2>${disputesTable(disputes, report)}
<h2>五、存在的主要问题及改进情况</h2><p>公开内容有待丰富。<br>下一步将加强培训。</p>
<h2>六、其他需要报告的事项</h2><p>无其他需要报告的事项。</p>
</body></html>`
}

function td(text: string, columns = 1, rows = 1): string {
  return `<td colspan="${columns}" rowspan="${rows}">${text}</td>`
}

function table(rows: readonly string[]): string {
  return `<table border="1">${rows.map((row) => `<tr>${row}</tr>`).join('\n')}</table>`
}

function value(report: Printed, form: Form, row: string, column: string): string {
  return report.cells.get(`${form.table}.${row}.${column}`) ?? ''
}

/** Blocks by article, each with heads of its own over twelve columns, so that two and three figures share the width. */
function proactiveTable(form: Form, report: Printed): string {
  const articles = [...new Set(form.rows.map((row) => row.under[0] ?? ''))]
  const width = form.form === '2021' ? 12 : 6
  const rows = articles.flatMap((article) => {
    const own = form.rows.filter((row) => row.under[0] === article)
    const columns = columnsOf(form, own[0])
    const share = width / columns.length
    return [
      td(article, width + 3),
      td('信息内容', 3) + columns.map(({ label }) => td(label, share)).join(''),
      ...own.map(
        (row) =>
          td(row.label, 3) +
          columns.map(({ code }) => td(value(report, form, row.code, code), share)).join(''),
      ),
    ]
  })
  return table(rows)
}

function columnsOf(form: Form, row: FormRow | undefined): FormLine[] {
  return form.columns.filter(({ code }) => row?.columns.includes(code))
}

function requestsTable(form: Form, report: Printed): string {
  const [received, processed] = [form.rows.slice(0, 2), form.rows.slice(2, -1)]
  const last = form.rows.at(-1)
  const legal = form.columns.slice(1, -1)
  const figures = (row: FormRow) =>
    form.columns.map(({ code }) => td(value(report, form, row.code, code))).join('')
  const groups = new Map<string, FormRow[]>()
  for (const row of processed) {
    const key = row.under[1] ?? row.code
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  const outcomes = [...groups.values()].flatMap((rows) =>
    rows.map((row, index) => {
      const group = row.under[1]
      if (group === undefined) return td(row.label, 2) + figures(row)
      return (index === 0 ? td(group, 1, rows.length) : '') + td(row.label) + figures(row)
    }),
  )
  const note = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）'
  return table([
    td(note, 3, 3) + td('申请人情况', 7),
    td('自然人', 1, 2) + td('法人或其他组织', 5) + td('总计', 1, 2),
    legal.map(({ label }) => td(label)).join(''),
    ...received.map((row) => td(row.label, 3) + figures(row)),
    ...outcomes.map((row, index) => (index === 0 ? td('三、本年度办理结果', 1, outcomes.length) : '') + row),
    ...(last ? [td(last.label, 3) + figures(last)] : []),
  ])
}

function disputesTable(form: Form, report: Printed): string {
  const [reconsideration, direct, after] = form.rows
  const heads = form.columns.map(({ label }) => label)
  return table([
    td(reconsideration?.label ?? '', 5) + td('行政诉讼', 10),
    heads.map((label) => td(label, 1, 2)).join('') + td(direct?.label ?? '', 5) + td(after?.label ?? '', 5),
    [...heads, ...heads].map((label) => td(label)).join(''),
    form.rows
      .flatMap((row) => form.columns.map(({ code }) => td(value(report, form, row.code, code))))
      .join(''),
  ])
}
