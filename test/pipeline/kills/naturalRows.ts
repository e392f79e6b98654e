import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { Sqlite } from '../../../db/sqlite.ts'

/**
 * What a database says, without when and in which run it was learnt, and without the numbers that it gave to rows by
 * itself: two runs over the same portals must agree on all of it.
 */
const queries: Readonly<Record<string, string>> = {
  agencies: 'select key, name, full_name, level, division_code from agency',
  reports: `select report_id, agency_id, agency, agency_as_printed, division_code, year, title, url, published_on, media_type,
    forms, state, cells, doubtful, findings, sha256 from v_reports`,
  cells: `select report_id, form_table, form, row_code, column_code, value, unit, raw, status, place from v_cells`,
  findings: `select report_id, rule, class, form_table, row_code, column_code, expected, actual, difference, cause from v_findings`,
  unplaced: 'select report_id, table_ordinal, row_index, column_index, raw from v_unplaced',
  tables: 'select report_id, table_ordinal, heading, row_index, column_index, text from v_table_cells',
  versions: 'select report_id, version, sha256, extractor, reason from v_versions',
  changes:
    'select report_id, version, form_table, row_code, column_code, before, after, reason from v_changes',
  sections: `select v.report_id, v.version, s.ordinal, s.heading, s.text from section s join report_version v using (version_id)`,
  requests: 'select * from v_requests',
  documents: 'select sha256, media_type, bytes, stored_bytes, encoding from document',
  links: `select l.portal_id, l.url, l.title, l.published_on, l.list_url, l.list_digest, l.state, l.list_changed, l.attempts,
    l.error_code, l.error, l.etag, l.last_modified, d.sha256, l.report_id, v.version
    from link l left join document d using (document_id) left join report_version v on v.version_id = l.version_id`,
  portals: `select portal_id, division_code, state, error, platform_found, column_urls_found, owed from portal`,
  visits: 'select portal_id, state, error, listed, new, changed, unchanged, failed from portal_run',
  pages: 'select url, portal_id, final_url, content_type, etag, last_modified, hex(body) as body from page',
  held: 'select link_id, url from held',
}

/** The rows of every part as text, sorted; the files beside the database are one of the parts. */
export function naturalRows(path: string): ReadonlyMap<string, readonly string[]> {
  const sqlite = new Sqlite(path, { readonly: true })
  try {
    const parts = Object.entries(queries).map(([part, query]): [string, string[]] => [
      part,
      sqlite
        .prepare<[], Record<string, unknown>>(query)
        .all()
        .map((row) => short(JSON.stringify(row)))
        .sort(),
    ])
    return new Map([...parts, ['files', filesOf(`${path}.documents`)]])
  } finally {
    sqlite.close()
  }
}

/** What differs between two databases, as lines for people; none where they say the same. */
export function differences(
  expected: ReadonlyMap<string, readonly string[]>,
  actual: ReadonlyMap<string, readonly string[]>,
): string[] {
  return [...expected].flatMap(([part, rows]) => {
    const others = actual.get(part) ?? []
    const wanted = new Set(rows)
    const found = new Set(others)
    const missing = rows.filter((row) => !found.has(row))
    const added = others.filter((row) => !wanted.has(row))
    const count =
      rows.length === others.length ? [] : [`${part}: ${others.length} rows instead of ${rows.length}`]
    return [
      ...count,
      ...missing.slice(0, 3).map((row) => `${part}: lacks ${row}`),
      ...added.slice(0, 3).map((row) => `${part}: has ${row}`),
    ]
  })
}

function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort()
}

function short(text: string): string {
  return text.length <= 600
    ? text
    : `${text.slice(0, 300)}… ${createHash('sha256').update(text).digest('hex')}`
}
