import { Sqlite } from '../../db/sqlite.ts'

/** Takes a file back to the schema of the first release. */
export function makeOld(path: string): void {
  const sqlite = new Sqlite(path)
  const views = sqlite
    .prepare<[], { name: string; sql: string }>("select name, sql from sqlite_master where type = 'view'")
    .all()
  for (const { name } of views) sqlite.exec(`drop view ${name}`)
  sqlite.exec(`alter table run drop column notice_owed; drop table held; drop table waiver;
    create table old_place (cell_place_id integer primary key not null, version_id integer not null references report_version,
      form_table_id integer not null references form_table, places text not null);
    insert into old_place (version_id, form_table_id, places) select version_id, form_table_id, places from cell_place;
    drop table cell_place; alter table old_place rename to cell_place;
    create unique index cell_place_version on cell_place (version_id, form_table_id)`)
  for (const { sql } of views) sqlite.exec(sql)
  sqlite.pragma('user_version = 1')
  sqlite.close()
}
