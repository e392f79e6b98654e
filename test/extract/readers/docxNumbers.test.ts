import { describe, expect, it } from 'vitest'
import { paragraphs } from '../../../extract/document.ts'
import { defaultLimits } from '../../../extract/limits.ts'
import { readDocx } from '../../../extract/readers/docx.ts'
import { documentOf } from './cells.ts'
import { docxOf } from './zips.ts'

function relation(target: string, type: string): string {
  return `<Relationship Id="${type}" Type="http://x/${type}" Target="${target}"/>`
}

function level(index: number, format: string, text: string): string {
  return `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`
}

/** A list of 一、 and 1. and bullets, and a heading style that belongs to its first level. */
const parts = {
  'word/_rels/document.xml.rels': `<Relationships>${relation('numbering.xml', 'numbering')}${relation('styles.xml', 'styles')}</Relationships>`,
  'word/numbering.xml': `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="4">${
    level(0, 'chineseCounting', '%1、') + level(1, 'decimal', '%2.') + level(2, 'bullet', '·')
  }</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>`,
  'word/styles.xml':
    '<w:styles xmlns:w="w"><w:style w:styleId="a3"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style></w:styles>',
}

function item(at: number, text: string): string {
  const run = text === '' ? '' : `<w:r><w:t>${text}</w:t></w:r>`
  return `<w:p><w:pPr><w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="7"/></w:numPr></w:pPr>${run}</w:p>`
}

function lines(body: string): string[] {
  return paragraphs(documentOf(readDocx(docxOf(body, parts), defaultLimits))).map(({ text }) => text)
}

describe('the numbers of lists', () => {
  it('stand before their paragraphs as printed, and count on', () => {
    const styled = '<w:p><w:pPr><w:pStyle w:val="a3"/></w:pPr><w:r><w:t>存在的主要问题</w:t></w:r></w:p>'
    const body = item(0, '总体情况') + item(1, '甲') + item(1, '乙') + item(2, '点') + styled + item(1, '丙')
    expect(lines(body)).toEqual(['一、总体情况', '1.甲', '2.乙', '点', '二、存在的主要问题', '1.丙'])
  })

  it('pass ten as the form does', () => {
    const body = Array.from({ length: 21 }, () => item(0, '项')).join('')
    expect(lines(body).filter((_, index) => [9, 10, 19, 20].includes(index))).toEqual([
      '十、项',
      '十一、项',
      '二十、项',
      '二十一、项',
    ])
  })

  it('are no text of a paragraph without any', () => {
    expect(lines(item(0, '') + item(0, '二'))).toEqual(['二、二'])
  })
})
