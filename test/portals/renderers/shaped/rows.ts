import type { Article } from '../../column.ts'
import { escapeHtml } from '../../report/markup.ts'
import type { Site } from '../../site.ts'
import { numberFor } from '../../site.ts'
import { listRows } from '../parts.ts'

/** How a list writes its rows. */
export type Rows = (site: Site, articles: readonly Article[], href: (article: Article) => string) => string

export const rowsBy = {
  /** One of the ways that most portals use. */
  usual: listRows,
  /** The text is cut short, the whole title stands in the attribute. */
  cut: (_site, articles, href) =>
    `<ul>${articles
      .map(
        (article) =>
          `<li><a href="${escapeHtml(href(article))}" title="${escapeHtml(article.title)}">${escapeHtml(short(article.linkText))}</a><span>${article.publishedOn.slice(5)}</span></li>`,
      )
      .join('\n')}</ul>`,
  /** A catalogue: number, index number, name, date. */
  catalogue: (_site, articles, href) =>
    `<table class="zfxxgk"><tr><th>序号</th><th>索引号</th><th>信息名称</th><th>生成日期</th></tr>${articles
      .map(
        (article, index) =>
          `<tr><td>${index + 1}</td><td>${numberFor(article.key)}/${article.publishedOn.slice(0, 4)}-0${index}</td><td><a href="${escapeHtml(href(article))}">${escapeHtml(article.linkText)}</a></td><td>${article.publishedOn.replace('-', '年').replace('-', '月')}日</td></tr>`,
      )
      .join('\n')}</table>`,
  /** Rows that are no links: a click opens them. */
  clicked: (_site, articles, href) =>
    `<div class="rows">${articles
      .map(
        (article) =>
          `<p style="cursor:hand" onclick="javascript:location.href='${escapeHtml(href(article))}';">${escapeHtml(article.linkText)}　<font color="gray">(${article.publishedOn})</font></p>`,
      )
      .join('\n')}</div>`,
  /** Written by a script, row by row. */
  written: (_site, articles, href) =>
    `<ul><script language="javascript">\n${articles
      .map(
        (article) =>
          `document.write('<li><a href="${href(article)}" target="_blank">${article.linkText}</a><span>${article.publishedOn}</span></li>');`,
      )
      .join('\n')}\n</script></ul>`,
  /** An array of arrays that a script turns into rows. */
  arrays: (_site, articles, href) =>
    `<div id="rows"></div><script>\nvar rows = new Array();\n${articles
      .map(
        (article, index) =>
          `rows[${index}] = ["${article.linkText}", "${href(article)}", "${article.publishedOn}"];`,
      )
      .join('\n')}\nfor (var i = 0; i < rows.length; i++) show(rows[i]);\n</script>`,
  /** Name and number separately: the address is put together from a number. */
  numbers: (_site, articles, href) =>
    `<ul id="rows"></ul><script>\nvar data = [${articles
      .map(
        (article) => `{name: '${article.linkText}', path: '${href(article)}', day: '${article.publishedOn}'}`,
      )
      .join(
        ',\n',
      )}];\nfor (var i in data) $('#rows').append('<li><a href="' + data[i].path + '">' + data[i].name + '</a></li>');\n</script>`,
  /** The whole card is the link: title, beginning, date. */
  cards: (_site, articles, href) =>
    `<div class="cards">${articles
      .map(
        (article) =>
          `<a class="card" href="${escapeHtml(href(article))}"><h4>${escapeHtml(article.linkText)}</h4><p>根据《中华人民共和国政府信息公开条例》有关规定，现将有关情况公布如下，本页所列数据的统计期限自1月1日起至12月31日止，欢迎查阅……</p><em>${article.publishedOn.replaceAll('-', '.')}</em></a>`,
      )
      .join('\n')}</div>`,
  /** Whose it is and nothing more: the folder says the year. */
  units: (_site, articles, href) =>
    `<ul>${articles
      .map(
        (article) =>
          `<li><a href="${escapeHtml(href(article))}">${escapeHtml(article.kind === 'report' ? article.source : article.linkText)}</a></li>`,
      )
      .join('\n')}</ul>`,
  /** Old markup: nothing closed, every row a line. */
  lines: (_site, articles, href) =>
    articles
      .map(
        (article) =>
          `<img src="/images/dot.gif"> <a href="${escapeHtml(href(article))}" class=list>${escapeHtml(article.linkText)}</a> <font color=#999999>[${article.publishedOn}]</font><br>`,
      )
      .join('\n'),
} as const satisfies Record<string, Rows>

function short(text: string): string {
  return text.length > 14 ? `${text.slice(0, 13)}…` : text
}
