import type { ReportRecord } from './report-record.ts'

/** What is known of a report whose file could not be read: the row for it, with no cells. Save it with its `state`. */
export function unreadRecord(
  known: Pick<ReportRecord, 'sha256' | 'mediaType' | 'title' | 'agency' | 'agencyFrom' | 'year' | 'yearFrom'>,
): ReportRecord {
  return {
    ...known,
    publishedOn: null,
    readBy: { engine: 'none', version: '0' },
    forms: { proactive: null, requests: null, disputes: null, statistics: null },
    cells: [],
    unplaced: [],
    sections: [],
    tables: [],
    findings: [],
  }
}
