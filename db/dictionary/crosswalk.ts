import type { FormId, FormTable } from '../../extract/forms/form.ts'
import { wideName } from '../wide-columns.ts'

/** A cell that a measure is made of, in one form. */
interface MeasureCell {
  readonly form: FormId
  readonly table: FormTable
  readonly row: string
  readonly column: string
  /** Against form 2021. */
  readonly comparable: 'same' | 'near'
}

/** A figure that compares across forms: in each form the sum of its cells. */
export interface Measure {
  readonly measure: string
  readonly labelZh: string
  readonly label: string
  readonly cells: readonly MeasureCell[]
}

type Names = readonly [measure: string, labelZh: string, label: string]

/** In both later forms the same cells; in the return of 2014, where it has one, a cell that is near. */
function measure(
  [name, labelZh, label]: Names,
  table: FormTable,
  cells: readonly (readonly [row: string, column: string])[],
  of2014: string | null = null,
): Measure {
  const later = (['2021', '2019'] as const).flatMap((form) =>
    cells.map(([row, column]) => ({ form, table, row, column, comparable: 'same' as const })),
  )
  const earlier: MeasureCell[] =
    of2014 === null
      ? []
      : [{ form: '2014', table: 'statistics', row: of2014, column: 'count', comparable: 'near' }]
  return { measure: name, labelZh, label, cells: [...later, ...earlier] }
}

const totals = (...rows: readonly string[]) => rows.map((row) => [row, 'total'] as const)
const litigation = ['litigation_direct', 'litigation_after_reconsideration'] as const
const lawsuits = (column: string) => litigation.map((row) => [row, column] as const)

/**
 * What compares, and only that. Form 2019 keeps its 其他处理 in one row, form 2021 in three. In section 二 only the
 * decisions compare. The grounds of refusal of 2014 are others, so none of them is here.
 */
export const crosswalk: readonly Measure[] = [
  measure(['received', '新收申请', 'Requests received'], 'requests', totals('new_received'), 'received'),
  measure(['carried_in', '上年结转', 'Carried in'], 'requests', totals('carried_in')),
  measure(['handled', '办理结果总计', 'Handled'], 'requests', totals('outcome_total')),
  measure(['granted', '予以公开', 'Disclosed in full'], 'requests', totals('granted'), 'reply_granted'),
  measure(
    ['granted_in_part', '部分公开', 'Disclosed in part'],
    'requests',
    totals('granted_in_part'),
    'reply_granted_in_part',
  ),
  measure(
    ['denied', '不予公开', 'Denied'],
    'requests',
    totals(
      'denied_state_secret',
      'denied_prohibited_by_law',
      'denied_security_stability',
      'denied_third_party_rights',
      'denied_internal_affairs',
      'denied_process_information',
      'denied_enforcement_file',
      'denied_administrative_query',
    ),
  ),
  measure(
    ['not_available', '无法提供', 'Not available'],
    'requests',
    totals('unavailable_not_held', 'unavailable_must_be_created', 'unavailable_unclear_after_correction'),
  ),
  measure(
    ['not_processed', '不予处理', 'Not processed'],
    'requests',
    totals(
      'refused_petition_complaint',
      'refused_duplicate',
      'refused_published_material',
      'refused_excessive_repeat',
      'refused_confirm_or_reissue',
    ),
  ),
  {
    measure: 'handled_otherwise',
    labelZh: '其他处理',
    label: 'Handled otherwise',
    cells: [
      ...['other_correction_overdue', 'other_fee_unpaid', 'other_other'].map((row) => ({
        form: '2021' as const,
        table: 'requests' as const,
        row,
        column: 'total',
        comparable: 'same' as const,
      })),
      { form: '2019', table: 'requests', row: 'other_handling', column: 'total', comparable: 'same' },
    ],
  },
  measure(['carried_out', '结转下年', 'Carried out'], 'requests', totals('carried_out')),
  measure(
    ['reconsiderations', '行政复议', 'Reconsiderations'],
    'disputes',
    totals('reconsideration'),
    'reconsiderations',
  ),
  measure(
    ['reconsiderations_corrected', '复议纠正', 'Reconsiderations: corrected'],
    'disputes',
    [['reconsideration', 'corrected']],
    'reconsiderations_corrected',
  ),
  measure(['lawsuits', '行政诉讼', 'Lawsuits'], 'disputes', lawsuits('total'), 'litigations'),
  measure(
    ['lawsuits_corrected', '诉讼纠正', 'Lawsuits: corrected'],
    'disputes',
    lawsuits('corrected'),
    'litigations_corrected',
  ),
  measure(['licensing_decisions', '行政许可决定', 'Licensing decisions'], 'proactive', [
    ['licensing', 'decisions'],
  ]),
  measure(['penalty_decisions', '行政处罚决定', 'Penalty decisions'], 'proactive', [
    ['penalties', 'decisions'],
  ]),
  measure(['coercion_decisions', '行政强制决定', 'Coercion decisions'], 'proactive', [
    ['coercion', 'decisions'],
  ]),
]

/** The wide tables under the names that the views give them. */
export const wideAliases: Readonly<Record<FormTable, string>> = {
  requests: 'q',
  disputes: 'd',
  proactive: 'p',
  statistics: 's',
}

/** The total beside which a blank addend counts as 0: a sum needs its printed. */
const printedTotal: Readonly<Partial<Record<FormTable, string>>> = { requests: 'q.outcome_total__total' }

/**
 * A measure over a report's wide rows (`wideAliases`). One cell is taken as it stands. Of several, a blank or a dash counts as
 * 0 where the table's total is printed and no cell of the table is in doubt, as in the forms' own sums; else the sum is null.
 */
export function measureSql({ cells }: Measure): string {
  const forms = [...new Set(cells.map(({ form }) => form))]
  const perForm = new Map(forms.map((form) => [form, sumSql(cells.filter((cell) => cell.form === form))]))
  const arms = [...new Set(perForm.values())]
  return arms.length === 1 ? (arms[0] ?? 'null') : `coalesce(${arms.join(', ')})`
}

function sumSql(cells: readonly MeasureCell[]): string {
  const columns = cells.map(({ table, row, column }) => `${wideAliases[table]}.${wideName(row, column)}`)
  const [first] = cells
  if (!first || columns.length === 1) return columns.join('')
  const total = printedTotal[first.table]
  if (total === undefined) return columns.join(' + ')
  const alias = wideAliases[first.table]
  const addends = columns.map((column) => `coalesce(${column}, 0)`).join(' + ')
  // A report of the other form has none of these columns: all of them are null there, and so is the sum.
  return `iif(${alias}.doubtful = 0 and ${total} is not null and coalesce(${columns.join(', ')}) is not null, ${addends}, null)`
}
