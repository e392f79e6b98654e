import { printed } from '../../test/extract/readers/printed.ts'
import type { PrintedSet } from '../../test/extract/readers/printed.ts'
import { reportHtml } from '../../test/extract/readers/reportHtml.ts'

/** A document that an office program or a browser makes of a page. */
export interface Written {
  readonly name: string
  readonly producer: 'libreoffice' | 'chromium'
  readonly html: () => string
}

const plainSheet = `@page{size:A4;margin:25mm 20mm}
body{font-family:"WenQuanYi Zen Hei","文泉驿正黑";font-size:10.5pt}
table{width:100%;border-collapse:collapse}td{padding:2pt}`

function report(set: PrintedSet, style: string): string {
  return reportHtml(printed(set)).replace('</head>', `<style>${style}</style></head>`)
}

function page(body: string, style = ''): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>附件</title><style>${plainSheet}${style}</style></head><body>${body}</body></html>`
}

export const written: readonly Written[] = [
  {
    name: 'libreoffice-hangzhou2025',
    producer: 'libreoffice',
    html: () => report('hangzhou2025', plainSheet),
  },
  { name: 'chromium-shanghai2019', producer: 'chromium', html: () => report('shanghai2019', plainSheet) },
  {
    // The browser's own running head and foot; page one ends within a label.
    name: 'chromium-distinct2021-running-heads',
    producer: 'chromium',
    html: () =>
      report('distinct2021', `${plainSheet}body{line-height:1.4}`).replace('<body>', '<body data-headers>'),
  },
  {
    name: 'chromium-dotted-spaced-borders',
    producer: 'chromium',
    html: () =>
      page(
        onlyDisputes,
        'table{border-collapse:separate;border-spacing:1pt;width:100%}td{border:0.75pt dotted #000}',
      ),
  },
  { name: 'libreoffice-encrypted', producer: 'libreoffice', html: () => page('<p>政府信息公开</p>') },
  { name: 'chromium-borderless', producer: 'chromium', html: () => page(borderless) },
  { name: 'chromium-vertical-labels', producer: 'chromium', html: () => page(vertical, verticalStyle) },
]

/** The last table of the report: heads over two rows, one row of figures. */
const onlyDisputes = `<table>${/.*?<\/table>/su.exec(reportHtml(printed('distinct2021')).split('<table border="1">').at(-1) ?? '')?.[0] ?? ''}`

/** Figures at gaps, without a rule; a heading row and a wrapped label between. */
const borderless = `<h3>政府信息公开指标统计表</h3>
<table style="width:100%"><tr><td style="width:45%">统计指标</td><td>单位</td><td>统计数</td></tr>
<tr><td>一、主动公开情况</td><td></td><td></td></tr>
<tr><td>（一）主动公开政府信息数</td><td>条</td><td>1234</td></tr>
<tr><td>其中：主动公开规范性文件数</td><td>条</td><td>56</td></tr>
<tr><td>（二）制发规范性文件总数</td><td>件</td><td>7</td></tr>
<tr><td>1.政府公报公开政府信息数</td><td>条</td><td>0</td></tr>
<tr><td>2.政府网站公开政府信息数</td><td>条</td><td>890</td></tr></table>
<p>以上为本机关统计，未含下属单位。</p>`

const verticalStyle = `body{font-family:"Noto Serif CJK SC"}td{border:1px solid #000;height:20pt}.v{writing-mode:vertical-rl;height:110pt;width:40pt}
.t div{width:1em;word-break:break-all}.r{writing-mode:sideways-lr}`
const vertical = `<table><tr><td class="v">结果维持</td><td class="t"><div>结果纠正</div></td>
<td class="v">法人或其他组织申请的情况说明汇总</td><td class="v" style="text-orientation:sideways">其他结果</td><td>总计</td></tr>
<tr><td>11</td><td>12</td><td>13</td><td>14</td><td>50</td></tr></table>`
