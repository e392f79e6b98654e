import { describe, expect, it } from 'vitest'
import { readHtml } from '../../../extract/readers/html.ts'

const head = '<html><body><h1>长沙市2023年政府信息公开工作年度报告</h1>'
function codeOf(page: string): string {
  const result = readHtml(new TextEncoder().encode(page))
  return result.ok ? 'read' : result.error.code
}

describe('a page that is no whole page', () => {
  it('is cut off where it ends within a table: its last figure may be half of one', () => {
    expect(codeOf(`${head}<table><tr><td>规章</td><td>1`)).toBe('corrupt')
  })

  it('is whole where only its end is missing, or the end of its table', () => {
    expect(codeOf(`${head}<table><tr><td>规章</td><td>1</td></tr></table><p>附`)).toBe('read')
    expect(codeOf(`${head}<table><tr><td>规章<td>1</body></html>`)).toBe('read')
  })
})

describe('a page that would cost too much', () => {
  it('is refused before it is parsed: a million cells', () => {
    expect(codeOf(`${head}<table>${`<tr>${'<td>0'.repeat(10_000)}`.repeat(100)}</table>`)).toBe('too_large')
  })

  it('is refused before it is parsed: 100,000 boxes within boxes', () => {
    expect(codeOf(`${head}${'<div>'.repeat(100_000)}x${'</div>'.repeat(100_000)}`)).toBe('too_large')
  })

  it('is refused where a cell nests deeper than any page', () => {
    const deep = '<span>'.repeat(5000)
    expect(codeOf(`${head}<table><tr><td>${deep}x</table></body></html>`)).toBe('too_large')
  })

  it('costs no more where a table holds a table holds a table', () => {
    expect(codeOf(`${head}${'<table><tr><td>'.repeat(100)}x</body></html>`)).toBe('read')
  })
})
