import { afterEach, describe, expect, it } from 'vitest'
import { discover } from '../../crawlers/discover.ts'
import { judgeTitle } from '../../extract/identity.ts'
import { clientOf, html, serve } from './loopback.ts'
import type { Loopback } from './loopback.ts'

const servers: Loopback[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

const report = (unit: string, year: number): string => `安平县${unit}${year}年政府信息公开工作年度报告`
const foot = `<p>${'主办单位：安平县人民政府办公室 '.repeat(6)}</p>`
const ways: Readonly<Record<string, string>> = {
  '/': '<h1>安平县人民政府</h1><a href="/zfxxgk/">政府信息公开</a>',
  '/zfxxgk/': '<a href="/nb/">政府信息公开年报</a>',
}

/** The reports that a walk finds where the annual column is at /nb/: their paths, and the days printed beside them. */
async function found(pages: Readonly<Record<string, string>>): Promise<Record<string, string | null>> {
  const all = { ...ways, ...pages }
  const server = await serve(({ path }, response) => {
    const body = (all as Readonly<Record<string, string>>)[path]
    if (body === undefined) response.writeHead(404).end()
    else html(response, `<html><head><title>安平县</title></head><body>${body}${foot}</body></html>`)
  })
  servers.push(server)
  const { client } = clientOf([server.url])
  const portal = { id: 'p', name: '', divisionCode: null, startUrl: `${server.url}/`, platform: null }
  const { links } = await discover({ ...portal, columnUrl: null, note: '' }, client, judgeTitle)
  await client.close()
  return Object.fromEntries(links.map(({ url, publishedOn }) => [url.slice(server.url.length), publishedOn]))
}

const turn = '<script>function gotoPage(p) { location.href = "/nb/list_" + p + ".html" }</script>'

/** Each as portals were seen to write it: what stands at /nb/ (and behind it), and the reports in it. */
const writings: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
  [
    'names that could be columns, of reports one of which is gone',
    {
      '/nb/': `<li><a href="a.html">${report('财政局', 2023)}</a></li><li><a href="b.html">${report('财政局', 2022)}</a></li>
<li><a href="older/">政府信息公开工作年度报告</a></li>`,
      '/nb/a.html':
        '<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>',
    },
    ['/nb/a.html', '/nb/b.html'],
  ],
  [
    'a function that opens an article by its number',
    {
      '/nb/': `<script>function view(id) { window.open('/info/detail_' + id + '.html', '_blank'); }</script>
<li><a href="javascript:view('20231')">${report('财政局', 2023)}</a></li><p onclick="view(20221)">${report('财政局', 2022)}</p>`,
    },
    ['/info/detail_20221.html', '/info/detail_20231.html'],
  ],
  [
    'a function that goes to a page by its number',
    {
      '/nb/': `<li><a href="/a/1000001.html">${report('财政局', 2023)}</a></li>${turn}<a onclick="gotoPage(2)" href="#">下一页</a>`,
      '/nb/list_2.html': `<li><a href="/a/1000002.html">${report('财政局', 2022)}</a></li>${turn}<a onclick="gotoPage(1)">上一页</a>`,
    },
    ['/a/1000001.html', '/a/1000002.html'],
  ],
  [
    'a button to the next page',
    {
      '/nb/': `<li><a href="/a/1000001.html">${report('财政局', 2023)}</a></li><button onclick="window.location.assign('/nb/p2.html')">下一页</button>`,
      '/nb/p2.html': `<li><a href="/a/1000002.html">${report('财政局', 2022)}</a></li>`,
    },
    ['/a/1000001.html', '/a/1000002.html'],
  ],
  [
    'a next page whose name is a tooltip',
    {
      '/nb/': `<li><a href="/a/1000001.html">${report('财政局', 2023)}</a></li><a href="?page=2" title="下一页"><i></i></a>`,
      '/nb/?page=2': `<li><a href="/a/1000002.html">${report('财政局', 2022)}</a></li>`,
    },
    ['/a/1000001.html', '/a/1000002.html'],
  ],
  [
    'a table that says 查看, and what it is in another cell',
    {
      '/nb/': `<table><tr><th>序号</th><th>文件名称</th><th>发布日期</th><th>操作</th></tr>
<tr><td>1</td><td>${report('财政局', 2022)}</td><td>2023-01-15</td><td><a href="/a/20220001.html">查看</a></td></tr>
<tr><td>2</td><td>关于做好2022年度政府信息公开工作年度报告编制工作的通知</td><td>2022-12-15</td><td><a href="/a/20229999.html">查看</a></td></tr></table>`,
    },
    ['/a/20220001.html'],
  ],
  [
    'rows that say [下载], and what beside it',
    {
      '/nb/': `<ul><li><span>${report('财政局', 2022)}</span><a href="/a/20220001.pdf">[下载]</a></li>
<li><span>安平县2022年部门决算公开</span><a href="/a/20229999.pdf">[下载]</a></li></ul>`,
    },
    ['/a/20220001.pdf'],
  ],
  [
    'cards that hold the beginning of the text, and a title too long for a label',
    {
      '/nb/': `<a href="/a/1000001.html"><h4>${report('财政局', 2023)}</h4><p>${'根据有关规定，现将情况公布如下。'.repeat(5)}</p></a>
<a href="/a/1000002.html">安平县经济技术开发区管理委员会暨安平县丝网产业聚集区服务中心（安平县招商投资促进局、安平县科技创新促进中心）2022年政府信息公开工作年度报告<em>2023-01-15</em></a>`,
    },
    ['/a/1000001.html', '/a/1000002.html'],
  ],
  [
    'a table without headings, whose first row is a row like any other',
    {
      '/nb/': `<table><tr><td><a href="/a/1000009.html">2022年度事业单位法人年度报告公示</a></td><td>[2023-03-15]</td></tr>
<tr><td><a href="/a/1000001.html">2022年度政府信息公开工作年度报告</a></td><td>[2023-01-15]</td></tr></table>`,
    },
    ['/a/1000001.html'],
  ],
  [
    'years in Chinese numerals, and units of every kind',
    {
      '/nb/': '<li><a href="/nb/2023/">二〇二三年</a></li><li><a href="/nb/2022/">二○二二年度</a></li>',
      '/nb/2023/':
        '<li><a href="/a/1000001.html">安平县妇联</a></li><li><a href="/a/1000002.html">安平县国营林场</a></li>',
      '/nb/2022/': `<li><a href="/a/1000003.html">${report('财政局', 2022)}</a></li>`,
    },
    ['/a/1000001.html', '/a/1000002.html', '/a/1000003.html'],
  ],
  [
    'years as headings, units below them',
    {
      '/nb/': `<h3>2023年</h3><ul><li><a href="/a/1000001.html">县财政局</a></li><li><a href="/a/1000002.html">县教育局</a></li></ul>
<h3>2022年</h3><ul><li><a href="/a/1000003.html">县财政局</a></li></ul>`,
    },
    ['/a/1000001.html', '/a/1000002.html', '/a/1000003.html'],
  ],
  [
    'years as tabs of one page',
    {
      '/nb/': `<a href="#t1">2023年</a><a href="#t2">2022年</a><div id="t1"><a href="/a/1000001.html">${report('财政局', 2023)}</a></div>
<div id="t2"><a href="/a/1000002.html">${report('财政局', 2022)}</a></div>`,
    },
    ['/a/1000001.html', '/a/1000002.html'],
  ],
  [
    'rows that a script holds as data, letters escaped',
    {
      '/nb/': `<script>var rows = [{"title":"${report('财政局', 2023).replaceAll(/[^\d]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16)}`)}","url":"\\/a\\/1000001.html"},
{"title":"安平县2023年法治政府建设年度报告","url":"\\/a\\/1000009.html"}];</script>`,
    },
    ['/a/1000001.html'],
  ],
  [
    'rows that a script writes whole, beside some that it puts together',
    {
      '/nb/': `<script>document.write('<li><a href=\\'/a/1000001.html\\' title="x">${report('财政局', 2023)}<\\/a></li>');
for (var i in more) document.write('<li><a href="' + more[i].url + '">' + more[i].name + '</a></li>');</script>`,
    },
    ['/a/1000001.html'],
  ],
]

describe('ways of writing a list', () => {
  it.each(writings)('%s', async (_name, pages, expected) => {
    expect(Object.keys(await found(pages)).toSorted()).toEqual(expected)
  })

  it('keeps the day beside a row that was walked to as if it were a column', async () => {
    const pages = {
      '/nb/': `<li><a href="a.html">${report('财政局', 2023)}</a><span>2024-01-15</span></li>
<li><a href="b.html">${report('财政局', 2022)}</a><span>2023-01-16</span></li><li><a href="older/">政府信息公开工作年度报告</a></li>`,
      '/nb/a.html':
        '<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>',
    }
    expect(await found(pages)).toEqual({ '/nb/a.html': '2024-01-15', '/nb/b.html': '2023-01-16' })
  })
})
