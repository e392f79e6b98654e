import { existsSync } from 'node:fs'
import type { SqliteDatabase } from '../sqlite.ts'

interface ChangedReport {
  readonly id: number
  /** The version number of the publication before. */
  readonly since: number
  readonly reason: string
}

/** A cell as v_changes shows it: its figure, else what is printed; null where it was not found. */
const cellsOf = (schema: string) =>
  `select form_table, row_code, column_code, status, unit, iif(status = 'missing', null, coalesce(value, raw)) as shown
   from ${schema}.v_cells where report_id = @id`

const differences = `
with n as (${cellsOf('main')}), o as (${cellsOf('previous')})
insert into _changes
select @id, coalesce(n.form_table, o.form_table), coalesce(n.row_code, o.row_code), coalesce(n.column_code, o.column_code),
  o.shown, n.shown, @reason
from n full join o on o.form_table = n.form_table and o.row_code = n.row_code and o.column_code = n.column_code
where n.shown is not o.shown or n.status is not o.status or n.unit is not o.unit`

/** Where several versions lie between two publications, a cell's reason is that of the last one that changed it. */
const reasons = `
update _changes set reason = coalesce((
  select c.reason from v_changes c where c.report_id = _changes.report_id and c.version > @since
    and c.form_table = _changes.form_table and c.row_code = _changes.row_code and c.column_code = _changes.column_code
  order by c.version desc limit 1), reason)
where report_id = @id and form_table is not null`

/** Makes and fills `_changes` in a copy: it against the publication before. @param previous its path; null where there is none */
export function writeChanges(sqlite: SqliteDatabase, previous: string | null): void {
  sqlite.exec(`create table _changes (report_id integer not null, form_table text, row_code text, column_code text,
    before, after, reason text not null)`)
  if (previous === null || !existsSync(previous)) return
  sqlite.prepare('attach ? as previous').run(previous)
  try {
    sqlite.exec(`
      insert into _changes select report_id, null, null, null, null, null, 'new' from main.report
        where report_id not in (select report_id from previous.report);
      insert into _changes select report_id, null, null, null, null, null, 'removed' from previous.report
        where report_id not in (select report_id from main.report)`)
    const changed = sqlite
      .prepare<[], ChangedReport & { later: number }>(
        `select n.report_id as id, ov.version as since, nv.version - ov.version as later, nv.reason
         from main.report n join main.report_version nv on nv.version_id = n.version_id
         join previous.report o on o.report_id = n.report_id join previous.report_version ov on ov.version_id = o.version_id
         where nv.cells_digest <> ov.cells_digest`,
      )
      .all()
    const difference = sqlite.prepare(differences)
    const reason = sqlite.prepare(reasons)
    for (const { id, since, later, reason: latest } of changed) {
      difference.run({ id, reason: latest })
      if (later > 1) reason.run({ id, since })
    }
  } finally {
    sqlite.exec('detach previous')
  }
}
