import { describe, expect, it } from 'vitest'
import { publishedOn } from '../../extract/published.ts'
import type { Document, Metadata } from '../../extract/document.ts'

function document(lines: readonly string[], metadata: Metadata = {}): Document {
  return {
    mediaType: 'text/plain',
    readBy: { engine: 'text', version: '1' },
    title: null,
    metadata,
    blocks: lines.map((text) => ({ kind: 'paragraph', text, heading: null, place: null })),
    links: [],
    images: [],
  }
}

describe('when a report was published', () => {
  it('is what the page states of itself, first of all', () => {
    expect(publishedOn(document(['2024年1月12日'], { PubDate: '2024-01-15 10:30' }))).toBe('2024-01-15')
  })

  it('is the date of the signature, alone on its line or behind the name', () => {
    expect(publishedOn(document(['六、其他需要报告的事项', '长沙市医疗保障局', '2024年1月12日']))).toBe(
      '2024-01-12',
    )
    expect(publishedOn(document(['无。', '长沙市财政局 2021 年 1 月 14 日']))).toBe('2021-01-14')
  })

  it('is not the end of the statistics period', () => {
    const period = '本报告统计数据从2023年1月1日至2023年12月31日'
    expect(publishedOn(document([period, ...Array.from({ length: 9 }, () => '第九行')]))).toBeNull()
    expect(
      publishedOn(document([`根据规定，${period}，如有疑问请与我局办公室联系，数据截至2023年12月31日`])),
    ).toBeNull()
  })

  it('is null where the calendar has no such day', () => {
    expect(publishedOn(document(['2024年2月30日']))).toBeNull()
  })
})
