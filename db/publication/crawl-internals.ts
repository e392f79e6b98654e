import type { SqliteDatabase } from '../sqlite.ts'

/** What a reader needs: every other table is the crawl's own, and is emptied. A table that is new is thereby kept back. */
const forReaders = new Set(
  `division agency agency_name waiver document report report_version section source_table finding unplaced
cell cell_text cell_place requests_wide proactive_wide disputes_wide statistics_wide
form_table form_row form_column form_cell _tables _columns meta portal portal_run run link`.split(/\s+/u),
)

/** Takes out of a copy how it was crawled: requests, remembered pages, validators, links that gave no version. */
export function removeCrawlInternals(sqlite: SqliteDatabase): void {
  const tables = sqlite
    .prepare<[], { name: string }>(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
    )
    .all()
  // Links are what v_portals counts and versions refer to: those in use stay, without what servers and errors said.
  sqlite.exec(`
    delete from link where version_id is null and not exists (select 1 from report_version v where v.link_id = link.link_id);
    update link set etag = null, last_modified = null, error = null, error_code = null, retry_at = null;
    update run set summary = null, notice_owed = 0`)
  for (const { name } of tables) if (!forReaders.has(name)) sqlite.exec(`delete from "${name}"`)
}
