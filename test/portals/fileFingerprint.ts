import { createHash } from 'node:crypto'
import type { PracticeReport } from './portal.ts'
import { renderReportDocument } from './report/renderReport.ts'

/** Of the text that a report's file was made from: tells a committed file that is out of date. */
export function fileFingerprint(report: PracticeReport): string {
  return createHash('sha256').update(renderReportDocument(report)).digest('hex').slice(0, 16)
}
