import { describe, expect, it } from 'vitest'
import { extract } from '../../extract/extract.ts'

const page = (body: string) =>
  Buffer.from(`<html><head><title>长沙市财政局2023年政府信息公开工作年度报告</title></head><body><div class="TRS_Editor">
    <p>一、总体情况</p><p>2023年，我局共收到政府信息公开申请3件。</p>${body}<p>六、其他需要报告的事项</p><p>无。</p></div></body></html>`)

describe('a report whose tables are pictures', () => {
  it('has unreadable cells, never none and never blanks, and names the pictures', async () => {
    const read = await extract(
      page('<p>三、收到和处理政府信息公开申请情况</p><p><img src="./W020240115.jpg"></p>'),
    )
    if (!read.ok) throw new Error(read.error.message)
    const { cells, findings, attachments, forms } = read.value
    expect(new Set(cells.map(({ status }) => status))).toEqual(new Set(['unreadable']))
    expect(cells).toHaveLength(200)
    expect(forms.requests).toBeNull()
    expect(findings.map(({ rule }) => rule)).toContain('structure.table_missing')
    expect(attachments.map(({ url }) => url)).toEqual(['./W020240115.jpg'])
  })

  it('is told from a report that prints no tables at all', async () => {
    const read = await extract(page(''))
    if (!read.ok) throw new Error(read.error.message)
    expect(read.value.cells).toEqual([])
    expect(read.value.findings.map(({ rule }) => rule)).toContain('structure.table_missing')
  })
})
