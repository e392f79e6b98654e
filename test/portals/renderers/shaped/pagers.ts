import { escapeHtml } from '../../report/markup.ts'

/** One page of a list of so many, and the addresses of all of them. */
export interface Turn {
  /** From 1. */
  readonly at: number
  readonly count: number
  /** Root-relative. */
  readonly page: (number: number) => string
}

/** How a list leads to its other pages. */
export type Pager = (turn: Turn) => string

export const pagersBy = {
  /** Arrows and numbers, no words. */
  arrows: ({ at, count, page }) =>
    `<div class="pagination">${at > 1 ? link(page(at - 1), '&laquo;') : ''}${numbered(count)
      .map((each) => (each === at ? `<b>${each}</b>` : link(page(each), String(each))))
      .join('')}${at < count ? link(page(at + 1), '&raquo;') : ''}</div>`,
  /** Numbers alone. */
  numbers: ({ at, count, page }) =>
    `<p align=center>${numbered(count)
      .map((each) => (each === at ? `[${each}]` : `[${link(page(each), String(each))}]`))
      .join(' ')}</p>`,
  /** [下页] in brackets, and where it is the last one the words stand without a link. */
  bracketed: ({ at, count, page }) =>
    `<div>[首页] ${at > 1 ? `[${link(page(at - 1), '上页')}]` : '[上页]'} ${at < count ? link(page(at + 1), '[下页]') : '[下页]'} 第${at}页 共${count}页</div>`,
  /** A choice whose values are addresses. */
  choice: ({ at, count, page }) =>
    `<select name="sldd" style="width:36px" onchange="location.href=this.options[this.selectedIndex].value;">${numbered(
      count,
    )
      .map(
        (each) =>
          `<option value="${escapeHtml(page(each))}"${each === at ? ' selected' : ''}>${each}</option>`,
      )
      .join('')}</select>`,
  /** A choice whose values are numbers; the script puts the address together. */
  numberedChoice: ({ at, count, page }) => {
    const [before, after] = around(page)
    return `转到第<select onchange="window.location='${before}'+this.value+'${after}'">${numbered(count)
      .map((each) => `<option value="${each}"${each === at ? ' selected' : ''}>${each}</option>`)
      .join('')}</select>页`
  },
  /** A button. */
  button: ({ at, count, page }) =>
    `<form>${at > 1 ? `<input type="button" value="上一页" onclick="location.href='${page(at - 1)}'">` : ''}<input type="button" value="下一页" ${at < count ? `onclick="location.href='${page(at + 1)}'"` : 'disabled'}></form>`,
  /** 下一页 calls a function that goes there. */
  called: ({ at, count, page }) => {
    const [before, after] = around(page)
    const isFromZero = page(2) === `${before}1${after}`
    return `<script>function goPage(n) { if (n < 1 || n > ${count}) return; window.location.href = n == 1 ? "${page(1)}" : "${before}" + ${isFromZero ? '(n - 1)' : 'n'} + "${after}"; }</script>
<a href="javascript:goPage(1)">首页</a> ${at < count ? `<a href="javascript:goPage(${at + 1})">下一页</a>` : '下一页'} <a href="javascript:goPage(${count})">尾页</a>`
  },
  /** A picture. */
  pictured: ({ at, count, page }) =>
    at < count
      ? `<a href="${escapeHtml(page(at + 1))}"><img src="/images/next.gif" alt="下一页" border="0"></a>`
      : '',
  /** A form with a field for the number, sent by a script. */
  form: ({ at, count, page }) => formOf('get', at, count, page),
  /** The same, sent by POST. */
  posted: ({ at, count, page }) => formOf('post', at, count, page),
  /** Nothing but the count. */
  counted: ({ at, count }) =>
    `<div class="laypage" id="page">共 ${count * 8 - 3} 条记录 第 ${at}/${count} 页</div>`,
  /** Everything is loaded by a press on 加载更多, whose address stands in an attribute. */
  loaded: ({ at, count, page }) =>
    at < count
      ? `<a class="load" href="javascript:;" data-url="${escapeHtml(page(at + 1))}">加载更多</a>`
      : '',
  none: () => '',
} as const satisfies Record<string, Pager>

function formOf(method: 'get' | 'post', at: number, count: number, page: Turn['page']): string {
  const url = new URL(page(2), 'http://form.invalid')
  url.searchParams.set('cpage', String(at))
  const fields = [...url.searchParams].map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  )
  return `<form name="pageForm" method="${method}" action="${url.pathname}">${fields.join('')}</form>
<script>function toPage(n) { document.pageForm.cpage.value = n; document.pageForm.submit(); }</script>
共${count}页 <a href="javascript:toPage(${Math.max(1, at - 1)})">上一页</a> <a href="javascript:toPage(${Math.min(count, at + 1)})">下一页</a>`
}

function link(href: string, text: string): string {
  return `<a href="${escapeHtml(href)}">${text}</a>`
}

function numbered(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}

/** What stands before and behind the number in the addresses of further pages. */
function around(page: Turn['page']): [string, string] {
  const [a, b] = [page(2), page(3)]
  let at = 0
  while (a[at] === b[at]) at += 1
  return [a.slice(0, at), a.slice(at + 1)]
}
