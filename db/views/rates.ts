import { columnLabels, rowLabels } from '../dictionary/labels.ts'
import { requests2021 } from '../../extract/forms/requests.ts'
import { agencyAndYear, reportIdColumn } from './agency-columns.ts'
import type { View, ViewColumn } from './view.ts'

const handled = 'q.outcome_total__total'

/** The rows of an outcome: everything between what came in and the total. */
const outcomes = requests2021.rows
  .map(({ code }) => code)
  .filter((code) => !['new_received', 'carried_in', 'outcome_total', 'carried_out'].includes(code))

const share = (row: string): ViewColumn => ({
  name: `${row}_share`,
  is: `q.${row}__total * 1.0 / nullif(${handled}, 0)`,
  description: `Of the requests handled: ${rowLabels.requests[row]?.label ?? row}.`,
  unit: 'share, 0 to 1',
  type: 'number',
})

const disputed = ['reconsideration', 'litigation_direct', 'litigation_after_reconsideration']
const over = (column: string) => disputed.map((row) => `d.${row}__${column}`).join(' + ')

export const ratesView: View = {
  name: 'v_rates',
  description:
    'Shares of the requests handled, by outcome and ground, and the share of disputes that overturned a decision; one row per report with a requests table.',
  nullMeans: 'its figure or the whole is not printed, or the whole is 0',
  key: ['report_id'],
  columns: [
    ...[reportIdColumn, ...agencyAndYear].map((column) => ({ ...column, is: `q.${column.name}` })),
    {
      name: 'handled',
      is: handled,
      description: `${columnLabels.requests['total']?.label ?? ''} of requests handled: the whole. Weigh by it.`,
      unit: 'requests',
      type: 'number',
    },
    ...outcomes.map(share),
    {
      name: 'other_handling_share',
      is: `q.other_handling__total * 1.0 / nullif(${handled}, 0)`,
      description: 'Of the requests handled: handled otherwise, form 2019 alone.',
      unit: 'share, 0 to 1',
      type: 'number',
    },
    {
      name: 'disputes_closed',
      is: `(${over('total')}) - (${over('pending')})`,
      description: 'Reconsiderations and lawsuits with a result.',
      unit: 'cases',
      type: 'number',
    },
    {
      name: 'overturned_share',
      is: `(${over('corrected')}) * 1.0 / nullif((${over('total')}) - (${over('pending')}), 0)`,
      description: 'Of the disputes with a result: those that corrected the agency (结果纠正).',
      unit: 'share, 0 to 1',
      type: 'number',
    },
  ],
  from: 'from v_requests q left join v_disputes d on d.report_id = q.report_id',
}
