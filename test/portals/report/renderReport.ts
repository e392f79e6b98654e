import type { PracticeReport } from '../portal.ts'
import { escapeHtml, tableHtml } from './markup.ts'
import { reportText } from './sentences.ts'
import { sketchesOf } from './sketch.ts'
import type { ReportTable } from './sketch.ts'

/**
 * A report's text and tables as HTML, without the page around it: the body of a web page, and the source from which
 * the attached PDF and Word files are made.
 */
export function renderReport(report: PracticeReport): string {
  const { layout } = report.agency
  const text = reportText(report)
  const tables = sketchesOf(report)
  const paragraph = (words: string) => paragraphs[layout.markup](escapeHtml(words))
  const section = (heading: string, words: readonly string[]) => [heading, ...words].map(paragraph)
  const tableSection = (heading: string, table: ReportTable) => [
    paragraph(heading),
    ...tables[table].map((sketch) => tableHtml(sketch, layout)),
  ]
  return [
    paragraph(text.opening),
    ...section('一、总体情况', text.overview),
    ...tableSection('二、主动公开政府信息情况', 'proactive'),
    ...tableSection('三、收到和处理政府信息公开申请情况', 'requests'),
    ...tableSection('四、政府信息公开行政复议、行政诉讼情况', 'disputes'),
    ...section(problems[report.form], text.problems),
    ...section('六、其他需要报告的事项', text.others),
    ...signature(report).map((line) => `<p style="text-align:right">${line}</p>`),
  ].join('\n')
}

const problems = {
  '2014': '五、存在的主要问题及改进情况',
  '2019': '五、政府信息公开工作存在的主要问题及改进情况',
  '2021': '五、存在的主要问题及改进情况',
} as const

const paragraphs: Readonly<Record<PracticeReport['agency']['layout']['markup'], (words: string) => string>> =
  {
    plain: (words) => `<p>　　${words}</p>`,
    styled: (words) => `<p style="text-indent:2em;line-height:2">${words}</p>`,
    word: (words) =>
      `<p class="MsoNormal" style="text-indent:32.0pt"><span style="font-size:16.0pt;font-family:仿宋_GB2312">${words}</span><span lang="EN-US"><o:p></o:p></span></p>`,
  }

function signature({ agency, publishedOn }: PracticeReport): string[] {
  return [agency.name, chineseDate(publishedOn)]
}

/** 2024-01-12 → 2024年1月12日 */
export function chineseDate(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** The report as a document of its own: what is printed to PDF and converted to Word. */
export function renderReportDocument(report: PracticeReport): string {
  return `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(report.title)}</title>
<style>*{font-family:"WenQuanYi Zen Hei","SimSun",serif !important}body{font-size:11pt}h1{font-size:16pt;font-weight:normal;text-align:center}
table{border-collapse:collapse;width:100%;font-size:9pt}td{border:1px solid #000;padding:2px;text-align:center}</style>
</head><body><h1>${escapeHtml(report.title)}</h1>
${renderReport(report)}
</body></html>`
}
