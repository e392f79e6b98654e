import { describe, expect, it } from 'vitest'
import { readPage } from '../reading.ts'
import { draftOf } from '../sheets/document.ts'
import { figureSet } from '../sheets/figureSet.ts'
import { pageHtml, plainLayout } from '../sheets/html.ts'

/** 10 new, none carried in or out, 10 done, one review, one lawsuit. */
const set = figureSet('changsha2023')
const html = pageHtml(draftOf(set, { proactive: 'each', disputes: 'row' }), plainLayout)

/** The rules that a sentence in section 一 breaks. */
const broken = (sentence: string, section = '一、总体情况') =>
  readPage(html.replace(`<p>${section}</p>`, `<p>${section}</p><p>${sentence}</p>`), set.year)
    .findings.filter(({ rule }) => rule.startsWith('text.'))
    .map(({ rule, expected, actual }) => [rule, expected, actual])

describe('what the words say against the table', () => {
  it.each([
    ['2023年，我局共收到政府信息依申请公开12件。', [['text.received', 12, 10]]],
    ['全年新收政府信息公开申请 1,012 件，均已答复。', [['text.received', 1012, 10]]],
    ['我局全年未收到政府信息公开申请。', [['text.received', 0, 10]]],
    ['上年结转政府信息公开申请3件。', [['text.carried', 3, 0]]],
    ['结转下年度继续办理2件。', [['text.carried', 2, 0]]],
    ['共收到政府信息公开申请10件，办结9件。', [['text.replied', 9, 10]]],
    ['因政府信息公开引发行政复议3件。', [['text.disputes', 3, 1]]],
    [
      '未发生因政府信息公开工作引起的行政复议和行政诉讼。',
      [
        ['text.disputes', 0, 1],
        ['text.disputes', 0, 1],
      ],
    ],
    ['所列数据的统计期限为2022年1月1日至2022年12月31日。', [['text.period', 2023, 2022]]],
  ])('%s', (sentence, findings) => {
    expect(broken(sentence)).toEqual(findings)
  })

  it.each([
    '2023年，我局共收到政府信息依申请公开10件。其中，网络申请9件，信函申请1件，均已按期处理。',
    '共收到依申请公开信件 10 件，其中网站线上申请 9 件，依法及时回复 9 件。',
    '办理回复领导信箱网民留言676条，办结率为100%。',
    '受理留言 527 件。',
    '2022年共收到政府信息公开申请15件。',
    '收到政府信息公开申请11件，申请人撤回1件。',
    '因2022年度申请引发行政复议5件。',
    '办理人大建议3件、政协提案2件。',
    '统计期限为2023年1月至2023年12月。',
  ])('nothing: %s', (sentence) => {
    expect(broken(sentence)).toEqual([])
  })

  it('a processing fee that the table’s amount cannot hold', () => {
    const fees = '六、其他需要报告的事项'
    expect(broken('本年度收取信息处理费38000元。', fees)).toEqual([['text.fees', 3.8, 0]])
    // 380 元 is 0.038 万元 and may print as 0.
    expect(broken('本年度收取信息处理费380元。', fees)).toEqual([])
    expect(broken('本年度未收取信息处理费。', fees)).toEqual([])
  })
})
