import { createHash } from 'node:crypto'
import type { StoredLink } from '../db/links.ts'
import type { ReportRecord } from '../db/report-record.ts'
import { fileType } from '../extract/decode.ts'
import type { Extraction } from '../extract/extraction.ts'
import { identify } from '../extract/identity.ts'

const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  html: 'text/html',
  text: 'text/plain',
}

/**
 * A report whose file could not be read (a scan, a broken or encrypted file): whose it is, as far as its link tells, and
 * nothing else. It is a row with a state, not a gap.
 * @param page the page that the file hangs on, where that says more
 */
export function unreadRecord(bytes: Uint8Array, link: StoredLink, page?: Extraction): ReportRecord {
  const file = {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    mediaType: mediaTypes[fileType(bytes)] ?? 'application/octet-stream',
    readBy: { engine: 'none', version: '1' },
  }
  if (page) return { ...page, ...file }
  const { agency, agencyFrom, year, yearFrom } = identify({
    url: link.url,
    ...(link.title === null ? {} : { linkTitle: link.title }),
  })
  return {
    ...file,
    title: link.title,
    agency,
    agencyFrom,
    year,
    yearFrom,
    publishedOn: link.publishedOn,
    forms: { proactive: null, requests: null, disputes: null, statistics: null },
    cells: [],
    unplaced: [],
    sections: [],
    tables: [],
    findings: [],
  }
}
