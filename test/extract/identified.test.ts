import { describe, expect, it } from 'vitest'
import type { Document } from '../../extract/document.ts'
import { identified } from '../../extract/identified.ts'

const paper = (title: string): Document => ({
  mediaType: 'application/pdf',
  readBy: { engine: 'ocr', version: '1' },
  title,
  metadata: {},
  blocks: [
    { kind: 'paragraph', text: title, heading: 1, place: null },
    { kind: 'paragraph', text: '一、总体情况', heading: null, place: null },
  ],
  links: [],
  images: [],
  doubts: [],
})
const misread = '毫州市医疗保障局2021年政府信息公开工作年度报告'
const namedBy = (document: Document, hints = {}) => identified(document, hints).agency?.name ?? null

describe('a name that was read off a picture', () => {
  it('stands where its place is one of the country', () => {
    expect(namedBy(paper('亳州市医疗保障局2021年政府信息公开工作年度报告'))).toBe('亳州市医疗保障局')
    for (const name of ['国家税务总局', '朝阳区人民政府', '南坪镇人民政府'])
      expect(namedBy(paper(`${name}2021年政府信息公开工作年度报告`))).toBe(name)
  })

  it('is not known where there is no such place, on a portal of its own too', () => {
    expect(namedBy(paper(misread))).toBeNull()
    expect(namedBy(paper(misread), { portalDivision: '341600' })).toBeNull()
    expect(identified(paper(misread), {})).toMatchObject({ isReport: true, year: 2021, agencyFrom: 'none' })
  })

  it('gives way to what the page says in letters', () => {
    const title = '亳州市医疗保障局2021年政府信息公开工作年度报告'
    expect(namedBy(paper(misread), { title })).toBe('亳州市医疗保障局')
    expect(namedBy(paper('谯城区财政局2021年政府信息公开年度报告'), { title })).toBe('亳州市医疗保障局')
  })

  it('needs no place of its own where the portal has one', () => {
    for (const name of ['市场监督管理局', '城市管理局', '医疗保障局']) {
      const title = `${name}2021年政府信息公开工作年度报告`
      expect(namedBy(paper(title), { portalDivision: '341600' })).toBe(name)
    }
  })

  it('of a printed page stands as it is printed', () => {
    const { doubts: _, ...printed } = paper(misread)
    expect(namedBy(printed)).toBe('毫州市医疗保障局')
  })
})
