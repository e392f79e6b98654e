import { plain } from '../characters.ts'
import type { Finding } from '../finding.ts'
import type { CellAddress } from '../forms/form.ts'
import { causeOf, exact } from './facts.ts'
import type { CellAt, Facts } from './facts.ts'
import { sentencesOf, stated, statements } from './statements.ts'
import type { Statement } from './statements.ts'

/** What the report's words say against its tables. */
export function contradictedByText(facts: Facts, at: CellAt): Finding[] {
  const sentences = sentencesOf(textUnder(facts, overview), facts.year)
  return [
    ...claims.flatMap((claim) => contradicted(claim, sentences, at, facts)),
    ...processingFee(facts, at),
    ...period(facts),
  ]
}

/** Where a report tells its year in words: section 一, or a section of its own for applications. */
const overview = /总体情况|基本情况|概述|依申请公开|收到和处理|行政复议/u
const others = /其他(?:需要|需)?(?:报告|说明)?的?事项/u // 六、其他需要报告的事项

function textUnder({ sections }: Facts, heading: RegExp): string {
  return sections
    .filter((section) => heading.test(plain(section.heading ?? '')))
    .map(({ text }) => text)
    .join('\n')
}

/** A statement and the cells that it may mean: several sums where the words leave open which. */
interface Claim {
  readonly statement: Statement
  readonly means: readonly (readonly CellAddress[])[]
}

const request = (row: string): CellAddress => ({ table: 'requests', row, column: 'total' })
const dispute = (row: string): CellAddress => ({ table: 'disputes', row, column: 'total' })

const claims: readonly Claim[] = [
  {
    statement: statements.received,
    means: [[request('new_received')], [request('new_received'), request('carried_in')]],
  },
  { statement: statements.carriedIn, means: [[request('carried_in')]] },
  { statement: statements.carriedOut, means: [[request('carried_out')]] },
  { statement: statements.replied, means: [[request('outcome_total')]] },
  { statement: statements.reconsideration, means: [[dispute('reconsideration')]] },
  {
    statement: statements.litigation,
    means: [[dispute('litigation_direct'), dispute('litigation_after_reconsideration')]],
  },
]

/** Words that state several numbers contradict the table only where none of them is the table's. */
function contradicted(
  { statement, means }: Claim,
  sentences: readonly string[],
  at: CellAt,
  facts: Facts,
): Finding[] {
  const [meant] = means
  const said = stated(statement, sentences)
  const [expected] = said
  const sums = means.map((addresses) => summed(addresses, at))
  const actual = sums[0] ?? null
  if (!meant?.[0] || expected === undefined || actual === null || sums.includes(null)) return []
  if (said.some((number) => sums.includes(number))) return []
  return [
    {
      rule: statement.rule,
      class: 'text',
      ...meant[0],
      expected,
      actual,
      difference: exact(actual - expected),
      cause: causeOf(meant, facts.second),
    },
  ]
}

/** Null where a figure is not printed, or in doubt. */
function summed(addresses: readonly CellAddress[], at: CellAt): number | null {
  let sum = 0
  for (const address of addresses) {
    const cell = at(address)
    if (cell?.status !== 'number') return null
    sum += cell.value
  }
  return sum
}

/** 收取信息处理费380元 · 信息处理费0.5万元 */
const fee = /处理费[^。；;\d]{0,12}(?<amount>\d[\d,]*(?:\.\d+)?)(?<unit>万元|元)/u

/**
 * `text.fees`: from 2021 on. The amount holds all administrative fees, so that it may be more than the processing fees that
 * section 六 states, but not less: 380 元 is 0.038 万元 and may print as 0.04 or, cut, as 0.
 */
function processingFee(facts: Facts, at: CellAt): Finding[] {
  const address: CellAddress = { table: 'proactive', row: 'administrative_fees', column: 'amount' }
  const cell = at(address)
  const paid = fee.exec(plain(textUnder(facts, others)).replace(/\s+/gu, ''))?.groups
  if (facts.forms.proactive !== '2021' || cell?.status !== 'number' || !paid) return []
  const amount = Number(paid['amount']?.replaceAll(',', '')) / (paid['unit'] === '元' ? 10_000 : 1)
  const decimals = 10 ** (plain(cell.raw).split('.')[1]?.replace(/\D.*$/u, '').length ?? 0) // 0.04万元 has two
  if (cell.value * decimals >= Math.floor(exact(amount * decimals))) return []
  return [
    {
      rule: 'text.fees',
      class: 'plausibility',
      ...address,
      expected: exact(amount),
      actual: cell.value,
      difference: exact(cell.value - amount),
      cause: causeOf([address], facts.second),
    },
  ]
}

/** 统计期限为2023年1月1日至2023年12月31日 · 统计数据从2023年1月1日至12月31日 */
const periodStated =
  /(?:统计|数据)[^。；;\d]{0,12}(?<first>20\d\d)年[^。；;]{0,12}?[至到—-](?:(?<last>20\d\d)年)?/u

/** `text.period`: the period that the text states ends in the reporting year; 2008 may begin on 1 May, a year is compared alone. */
function period({ sections, year }: Facts): Finding[] {
  const text = plain(sections.map((section) => section.text).join('\n')).replace(/[^\S\n]+/gu, '')
  const years = periodStated.exec(text)?.groups
  if (year === null || !years) return []
  const actual = Number(years['last'] ?? years['first'])
  if (actual === year) return []
  const nowhere = { table: null, row: null, column: null }
  return [
    {
      rule: 'text.period',
      class: 'text',
      ...nowhere,
      expected: year,
      actual,
      difference: actual - year,
      cause: 'unknown',
    },
  ]
}
