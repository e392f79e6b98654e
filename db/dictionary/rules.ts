import type { FindingClass } from '../../extract/finding.ts'

/** A rule of the findings, in words. Its evaluation lives in extract/rules. */
export interface RuleWords {
  readonly rule: string
  readonly class: FindingClass
  readonly labelZh: string
  readonly label: string
  readonly formula: string
  /** What demands it; null where it is plausibility alone. */
  readonly basis: string | null
  /** When it breaks lawfully, and what not to read into it. */
  readonly note: string | null
}

const notes = '国办公开办函〔2021〕30号, 国办公开办函〔2019〕60号'
const statistics = '国办发〔2014〕32号'

const rule = (
  id: string,
  kind: FindingClass,
  [labelZh, label]: readonly [string, string],
  formula: string,
  basis: string | null = null,
  note: string | null = null,
): RuleWords => ({ rule: id, class: kind, labelZh, label, formula, basis, note })

/** Every rule that can make a finding. */
export const rules: readonly RuleWords[] = [
  rule(
    'requests.balance',
    'identity',
    ['收结相等', 'Received equals handled'],
    'new_received + carried_in = outcome_total + carried_out, per column',
    notes,
  ),
  rule(
    'requests.outcome',
    'identity',
    ['办理结果合计', 'Outcomes add up'],
    'the sum of every outcome row = outcome_total, per column',
    notes,
  ),
  rule(
    'requests.applicants',
    'identity',
    ['申请人合计', 'Applicants add up'],
    'the six kinds of applicant = total, per row',
    notes,
  ),
  rule(
    'requests.group_subtotal',
    'identity',
    ['小计相符', 'Subtotals add up'],
    'a subtotal = the sum of its parts, where one is printed',
  ),
  rule(
    'disputes.results',
    'identity',
    ['复议诉讼结果合计', 'Results of disputes add up'],
    'upheld + corrected + other_result + pending = total, per row',
    notes,
  ),
  rule(
    'statistics.received',
    'identity',
    ['申请渠道合计', 'Channels add up'],
    'received = in person + fax + online + letter',
    statistics,
  ),
  rule(
    'statistics.completed',
    'identity',
    ['办结合计', 'Completed adds up'],
    'completed = on time + extended',
    statistics,
  ),
  rule(
    'statistics.replies',
    'identity',
    ['答复合计', 'Replies add up'],
    'replies = the sum of its eight kinds',
    statistics,
  ),
  rule(
    'statistics.denied',
    'identity',
    ['不同意公开合计', 'Denials add up'],
    'reply_denied = the sum of its six reasons',
    statistics,
  ),
  rule(
    'statistics.reconsiderations',
    'identity',
    ['复议合计', 'Reconsiderations add up'],
    'reconsiderations = upheld + corrected + other',
    statistics,
  ),
  rule(
    'statistics.litigations',
    'identity',
    ['诉讼合计', 'Lawsuits add up'],
    'litigations = upheld + corrected + other',
    statistics,
  ),
  rule(
    'statistics.staff',
    'identity',
    ['人员合计', 'Staff adds up'],
    'staff = full time + part time',
    statistics,
  ),
  rule(
    'statistics.subset',
    'plausibility',
    ['其中不大于总数', 'A part is no more than the whole'],
    'a figure printed under 其中 ≤ the figure above it',
  ),
  rule(
    'counts.natural',
    'plausibility',
    ['数值合理', 'Counts are whole and not negative'],
    'counts are whole and ≥ 0; amounts ≥ 0; change of form 2019 may be negative',
  ),
  rule(
    'counts.unit',
    'plausibility',
    ['单位不一', 'Another unit is printed'],
    "the unit printed in a cell = its column's",
    null,
    'Compare the raw text before using the amount.',
  ),
  rule(
    'proactive.regulations_by_level',
    'plausibility',
    ['无规章制定权', 'Regulations by a body that may not make them'],
    'regulations > 0 only for State Council departments and governments of provinces, cities with districts and autonomous prefectures',
    '立法法 第九十一、九十三条',
    'Mostly 行政规范性文件 entered a row too high.',
  ),
  rule(
    'years.carry_over',
    'carry-over',
    ['年度结转衔接', 'Carried over from year to year'],
    'carried_in(y) = carried_out(y − 1), per column',
    null,
    'Breaks lawfully after a merger of agencies.',
  ),
  rule(
    'years.items',
    'carry-over',
    ['项目数衔接', 'Items from year to year'],
    'form 2019: items_last_year(2019) + change(2019) = items_last_year(2020)',
  ),
  rule(
    'years.in_force',
    'plausibility',
    ['现行有效衔接', 'Documents in force from year to year'],
    'in_force(y − 1) + issued(y) − repealed(y) = in_force(y)',
    null,
    'Breaks lawfully after a clean-up or a merger.',
  ),
  rule(
    'years.copied',
    'plausibility',
    ['照抄上年', "Last year's figures again"],
    'the non-zero figures are not those of the year before, cell for cell',
  ),
  rule(
    'years.unit_jump',
    'plausibility',
    ['万元与元', 'Yuan taken for ten thousand yuan'],
    'an amount does not change about 10,000-fold from one year to the next',
    null,
    'Leave such amounts out of sums.',
  ),
  rule(
    'text.received',
    'text',
    ['正文与表：收到', 'Text and table: received'],
    'the number of requests that the prose states = new_received.total (or with carried_in)',
  ),
  rule(
    'text.carried',
    'text',
    ['正文与表：结转', 'Text and table: carried over'],
    'the numbers carried in and out that the prose states = the table’s',
  ),
  rule(
    'text.replied',
    'text',
    ['正文与表：办结', 'Text and table: handled'],
    'the number handled that the prose states = outcome_total.total',
  ),
  rule(
    'text.disputes',
    'text',
    ['正文与表：复议诉讼', 'Text and table: disputes'],
    'the numbers of reconsiderations and lawsuits that the prose states = the table’s',
  ),
  rule(
    'text.fees',
    'plausibility',
    ['正文与表：收费', 'Text and table: fees'],
    'administrative_fees.amount ≥ the processing fee that section 六 states',
    null,
    'The reverse is normal: the cell holds all administrative fees of the agency.',
  ),
  rule(
    'text.period',
    'text',
    ['统计期限', 'The period is the year'],
    'the period that the text states lies in the reporting year',
  ),
  rule(
    'structure.sections',
    'completeness',
    ['六个部分齐全', 'The six sections'],
    'sections 一 to 六 are there and in order',
    notes,
  ),
  rule(
    'structure.table_missing',
    'completeness',
    ['缺表', 'A table is missing'],
    "every table that the year's form requires is there",
    notes,
  ),
  rule(
    'structure.column_label',
    'completeness',
    ['栏目名称不符', 'A column means something else'],
    "a column's printed label means what the form's does",
    null,
    'The column’s cells are left missing.',
  ),
  rule(
    'reading.attachment',
    'reading',
    ['网页与附件不符', 'Page and attachment differ'],
    'a page and its attachment print the same figures',
    null,
    'The cell is uncertain; `expected` is what the other of the two prints. Without a row: one leaves cells blank where the other prints 0.',
  ),
  rule(
    'structure.published_late',
    'completeness',
    ['逾期发布', 'Published late'],
    'published by 31 January (departments) or 31 March (governments)',
    '条例 2019 第四十九条; 条例 2007 第三十一条',
    'Towns, streets, zones, schools and hospitals have no date from 2019 on.',
  ),
  rule(
    'hierarchy.sum',
    'plausibility',
    ['汇总相符', 'The territory’s total'],
    "a government's total for its territory = the sum of its agencies'",
    null,
    'Only where every agency’s report is there.',
  ),
]
