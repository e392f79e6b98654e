import type { PracticeReport } from '../portal.ts'
import { escapeHtml, tableHtml } from './markup.ts'
import { reportText } from './sentences.ts'
import { sketchesOf, statisticsSketch } from './sketch.ts'
import type { Sketch } from './sketch.ts'

/** Draws one table: as HTML, or as a picture of it. */
export type DrawTable = (sketch: Sketch) => string

/**
 * A report's text and tables as HTML, without the page around it: the body of a web page, and the source from which
 * the attached PDF and Word files are made.
 */
export function renderReport(report: PracticeReport, draw?: DrawTable): string {
  const { layout } = report.agency
  const drawTable = draw ?? ((sketch: Sketch) => tableHtml(sketch, layout))
  const paragraph = (words: string) => paragraphs[layout.markup](escapeHtml(words))
  const parts = report.form === '2014' ? partsOf2014(report) : partsOfSections(report)
  return [
    ...parts.flatMap((part, index) => {
      if (typeof part === 'string') return [paragraph(part)]
      // Word makes one table of two that nothing parts.
      return typeof parts[index - 1] === 'string' ? [drawTable(part)] : ['<p>&nbsp;</p>', drawTable(part)]
    }),
    ...signature(report).map((line) => `<p style="text-align:right">${line}</p>`),
  ].join('\n')
}

/** Paragraphs and tables in reading order: the six sections of forms 2019 and 2021. */
function partsOfSections(report: PracticeReport): (string | Sketch)[] {
  const text = reportText(report)
  const tables = sketchesOf(report)
  return [
    text.opening,
    '一、总体情况',
    ...text.overview,
    '二、主动公开政府信息情况',
    ...tables.proactive,
    '三、收到和处理政府信息公开申请情况',
    ...tables.requests,
    '四、政府信息公开行政复议、行政诉讼情况',
    ...tables.disputes,
    problems[report.form],
    ...text.problems,
    '六、其他需要报告的事项',
    ...text.others,
  ]
}

/** Free text, and the statistics return as an annex, as reports of 2014 to 2018 have it. */
function partsOf2014(report: PracticeReport): (string | Sketch)[] {
  const text = reportText(report)
  return [
    text.opening,
    '一、概述',
    ...text.overview,
    '二、存在的问题和改进措施',
    ...text.problems,
    '附件：政府信息公开情况统计表',
    statisticsSketch(report),
  ]
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
