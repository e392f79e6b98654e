import type { Description } from './view.ts'

/** The words for a cell's address, wherever one is named. */
export const cellAddress = {
  form_table: {
    name: 'form_table',
    description:
      'The table of the form: proactive (section 二), requests (三), disputes (四), statistics (the return of 2014).',
  },
  row_code: {
    name: 'row_code',
    description: "The row of the form: see form_row for its label. 'granted' is （一）予以公开.",
  },
  column_code: {
    name: 'column_code',
    description: "The column of the form: see form_column for its label. 'total' is 总计.",
  },
} as const satisfies Record<string, Description>
