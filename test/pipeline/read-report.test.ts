import { describe, expect, it } from 'vitest'
import type { Answer, Failure } from '../../crawlers/fetch/answer.ts'
import { extract } from '../../extract/extract.ts'
import { readReport } from '../../pipeline/read-report.ts'
import type { ReadReport } from '../../pipeline/read-report.ts'
import { draftOf } from '../extract/sheets/document.ts'
import { figureSet } from '../extract/sheets/figureSet.ts'
import { pageHtml, plainLayout } from '../extract/sheets/html.ts'
import { plainText } from '../extract/sheets/text.ts'

const set = figureSet('hangzhou2025')
const layout = { proactive: 'each', disputes: 'row' } as const
const at = 'https://www.hangzhou.gov.cn/art/2026/1/20/'
const page = (links: string) =>
  pageHtml(draftOf(set, layout), plainLayout).replace('</body>', `${links}</body>`)
const copy = (printed: string) =>
  plainText(
    draftOf(
      { ...set, printed: new Map([...set.printed, ['proactive.licensing.decisions', printed]]) },
      layout,
    ),
    'tabs',
  )

function answer(url: string, body: string): Answer {
  return {
    ok: true,
    url,
    finalUrl: url,
    status: 200,
    contentType: null,
    contentDisposition: null,
    etag: null,
    lastModified: null,
    body: new TextEncoder().encode(body),
    sha256: '',
    notModified: false,
    retrievedAt: '2026-01-20T00:00:00Z',
    note: null,
  }
}

/** What came of a page and the files behind its links, and which of them were asked for. */
async function readFrom(html: string, files: Readonly<Record<string, string | null>>) {
  const asked: string[] = []
  const read = await readReport(
    answer(`${at}page.html`, html),
    {},
    {
      extract,
      fetch: ({ url }) => {
        asked.push(url.slice(at.length))
        const file = files[url.slice(at.length)]
        const failure = { ok: false, outcome: 'server_error', message: 'no' } as unknown as Failure
        return Promise.resolve(file ? answer(url, file) : failure)
      },
    },
  )
  return { read, asked }
}

function decisions({ result }: ReadReport) {
  const cell = result.ok ? result.value.cells.find(({ at: { row } }) => row === 'licensing') : undefined
  return [cell?.status, cell?.value]
}

describe('a page that has all its tables, and a file with the same', () => {
  const own = Number(set.printed.get('proactive.licensing.decisions'))

  it('are both read: what they print differently is in doubt', async () => {
    const { read, asked } = await readFrom(page('<a href="f.doc">2025年度报告</a>'), { 'f.doc': copy('999') })
    expect(asked).toEqual(['f.doc'])
    expect(read.url).toBe(`${at}page.html`)
    expect(decisions(read)).toEqual(['uncertain', own])
  })

  it('are one report where they agree', async () => {
    const { read } = await readFrom(page('<a href="f.doc">附件</a>'), { 'f.doc': copy(String(own)) })
    expect(decisions(read)).toEqual(['number', own])
  })

  it('the page stands alone where the file cannot be had: nothing is missing from it', async () => {
    const { read } = await readFrom(page('<a href="f.doc">附件</a>'), { 'f.doc': null })
    expect(decisions(read)).toEqual(['number', own])
    expect(read.whole).toBe(true)
  })

  it('of a list of files only one that looks like a copy is asked for', async () => {
    const links = '<a href="a.xls">目录</a><a href="b.pdf">年度报告</a><a href="c.pdf">年度报告说明</a>'
    expect((await readFrom(page(links), {})).asked).toEqual(['b.pdf'])
  })
})
