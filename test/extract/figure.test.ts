import { describe, expect, it } from 'vitest'
import { readFigure } from '../../extract/figure.ts'

describe('one printed figure', () => {
  it.each([
    ['0', 0, null],
    [' 12\u00A0', 12, null],
    ['１０', 10, null],
    ['11,398,889', 11398889, null],
    ['11，398，889', 11398889, null],
    ['4068.208', 4068.208, null],
    ['7730.28', 7730.28, null],
    ['251000元', 251000, '元'],
    ['160.5964万元', 160.5964, '万元'],
    ['43.788万元', 43.788, '万元'],
    ['0件', 0, '件'],
    ['86人次', 86, '人次'],
    ['22（其中修订 16 件）', 22, null],
    ['22件(其中修订16件)', 22, '件'],
    ['+2', 2, null],
    ['-1', -1, null],
    ['－1', -1, null],
    ['−1942', -1942, null],
    ['–8', -8, null],
    ['—8', -8, null],
    ['﹣8', -8, null],
    ['负8', -8, null],
    ['负 8', -8, null],
    ['减3', -3, null],
    ['减少3', -3, null],
    ['增2', 2, null],
    ['+1036', 1036, null],
    ['-0', 0, null],
  ])('reads %s', (raw, value, unit) => {
    expect(readFigure(raw)).toEqual({ status: 'number', value, unit })
  })

  it.each(['', ' ', '\u00A0', '\u3000', '\u200B'])('keeps a blank a blank: %j', (raw) => {
    expect(readFigure(raw)).toMatchObject({ status: 'blank', value: null })
  })

  it.each(['-', '—', '——', '/', '／', '无', '空', '－'])('keeps a dash a dash: %s', (raw) => {
    expect(readFigure(raw)).toMatchObject({ status: 'dash', value: null })
  })

  it.each([
    '1 2',
    '约3',
    '3-5',
    '1,23',
    '无此项',
    '1.2.3',
    '（其中 16 件）',
    '见附件',
    '规章0',
    '12%3',
    '- 8',
    '——8',
    '△8',
  ])('guesses nothing from %s', (raw) => {
    expect(readFigure(raw)).toMatchObject({ status: 'text', value: null })
  })
})
