import { reportIdColumn } from '../views/agency-columns.ts'
import { cellAddress } from '../views/cell-columns.ts'
import type { DescribedTable } from '../views/tables-described.ts'

/** What only a published copy has, in words. */
export const publicationTables: readonly DescribedTable[] = [
  {
    name: '_publication',
    description: 'Which publication this file is, and of what: one row.',
    nullMeans: null,
    key: ['version'],
    columns: [
      { name: 'version', type: 'text', description: 'Its calendar version: 2024.02.01, 2024.02.01.2 …' },
      { name: 'published_at', description: 'When it was made, UTC, ISO 8601.' },
      { name: 'program', description: 'The version of nianbao that made it.' },
      {
        name: 'previous',
        description: 'The calendar version that it replaced: _changes compares with it.',
        nullMeans: 'there was none',
      },
      { name: 'reports', description: 'Reports in it.', unit: 'reports' },
      { name: 'cells', description: 'Cells of their current versions.', unit: 'cells' },
    ],
  },
  {
    name: '_changes',
    description:
      'What differs from the publication before: a row per cell, or per report that is new or no longer there.',
    nullMeans: null,
    key: null,
    columns: [
      { name: 'report_id', description: reportIdColumn.description },
      { ...cellAddress.form_table, nullMeans: 'the row is about the whole report' },
      { ...cellAddress.row_code, nullMeans: 'the row is about the whole report' },
      { ...cellAddress.column_code, nullMeans: 'the row is about the whole report' },
      {
        name: 'before',
        description: 'The figure then, or, where there was none, what was printed.',
        nullMeans: 'there was no such cell, or it was missing',
      },
      {
        name: 'after',
        description: 'The figure now, or, where there is none, what is printed.',
        nullMeans: 'there is no such cell, or it is missing',
      },
      {
        name: 'reason',
        description:
          'new: a report that was not there · removed: one that no longer is · source: the source changed it · extractor: read otherwise by a newer extractor · correction: corrected by a person.',
      },
    ],
  },
  {
    name: 'search',
    description:
      'Full-text search over the sections of current versions (SQLite FTS5, trigram): where search match \'"行政复议"\'. Its rowid is section_id of v_sections. Phrases under three characters find nothing: use like there.',
    nullMeans: null,
    key: null,
    columns: [
      { name: 'heading', description: "The section's heading.", nullMeans: 'text before the first heading' },
      { name: 'text', description: "The section's text." },
    ],
  },
]
