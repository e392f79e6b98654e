import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { extract } from '../../extract/extract.ts'
import { defaultLimits } from '../../extract/limits.ts'

const text = (agency: string, granted: number) => `${agency}2023年政府信息公开工作年度报告

一、总体情况
本报告统计数据从2023年1月1日至2023年12月31日。

二、主动公开政府信息情况
第二十条第（一）项
信息内容 本年制发件数 本年废止件数 现行有效件数
规章 0 0 0
行政规范性文件 ${granted} 0 7
`
const report = strToU8(text('长沙市财政局', 3))

describe('a report in a wrapper', () => {
  it('is read out of gzip that nobody asked for, under the hash of the file as it came', async () => {
    const bytes = gzipSync(report)
    const [plain, packed] = [await extract(report), await extract(bytes)]
    if (!plain.ok || !packed.ok) throw new Error('both must be read')
    expect(packed.value.cells).toEqual(plain.value.cells)
    expect(packed.value.sha256).not.toBe(plain.value.sha256)
  })

  it('is read out of an archive, beside files that are none', async () => {
    const read = await extract(zipSync({ '年报/正文.txt': report, '说明.txt': strToU8('请查收。') }))
    expect(read).toMatchObject({ ok: true, value: { agency: { name: '长沙市财政局' }, year: 2023 } })
  })

  it('is not chosen among reports of several agencies', async () => {
    const read = await extract(zipSync({ 'a.txt': report, 'b.txt': strToU8(text('长沙市民政局', 4)) }))
    expect(read).toMatchObject({ ok: false, error: { code: 'unsupported' } })
    if (!read.ok) expect(read.error.message).toContain('长沙市民政局')
  })

  it('is refused where it would unpack without end', async () => {
    const limits = { ...defaultLimits, maxUnpackedBytes: 1_000_000 }
    const zeros = new Uint8Array(5_000_000)
    for (const bomb of [gzipSync(zeros), zipSync({ 'a.txt': zeros })]) {
      expect(await extract(bomb, {}, limits)).toMatchObject({ ok: false, error: { code: 'too_large' } })
    }
    expect(await extract(gzipSync(gzipSync(report)))).toMatchObject({
      ok: false,
      error: { code: 'unsupported' },
    })
  })
})
