import { agencyColumn, agencyIdColumn, fromReports, reportIdColumn, yearColumn } from './agency-columns.ts'
import { cellAddress } from './cell-columns.ts'
import type { View } from './view.ts'

export const findingsView: View = {
  name: 'v_findings',
  description:
    'Rules that the current version of a report does not satisfy. Agencies publish reports whose sums do not hold: the figures stay as printed, and the broken rule is a row here.',
  nullMeans: 'does not apply to the rule',
  key: null,
  columns: [
    reportIdColumn,
    agencyIdColumn,
    agencyColumn,
    yearColumn,
    { name: 'rule', is: 'i.rule', description: 'The rule: requests.balance, structure.table_missing …' },
    {
      name: 'class',
      is: 'i.class',
      description:
        "identity: a sum that the form demands · plausibility · carry-over: across years · completeness · text: the prose says otherwise · reading: the reader's own doubt.",
    },
    { ...cellAddress.form_table, is: 'i.form_table', nullMeans: 'the rule is not about one table' },
    { ...cellAddress.row_code, is: 'i.row_code', nullMeans: 'the rule is not about one row' },
    { ...cellAddress.column_code, is: 'i.column_code', nullMeans: 'the rule is not about one column' },
    { name: 'expected', is: 'i.expected', description: 'What the rule asks for.', unit: "the cells' own" },
    { name: 'actual', is: 'i.actual', description: 'What is printed.', unit: "the cells' own" },
    { name: 'difference', is: 'i.difference', description: 'actual − expected.', unit: "the cells' own" },
    {
      name: 'cause',
      is: 'i.cause',
      description:
        'publisher: two independent readings of the source agree on the printed figures · extraction: they do not · unknown.',
    },
  ],
  from: `${fromReports}\njoin finding i on i.version_id = r.version_id`,
}
