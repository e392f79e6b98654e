import type { SqliteDatabase } from '../sqlite.ts'

/**
 * Full-text search over the sections of current versions. Trigrams need no word boundaries, which Chinese has none of; the
 * text itself stays in `section`, so that the index holds it once.
 */
export function buildSearchIndex(sqlite: SqliteDatabase): void {
  sqlite.exec(`
    create virtual table search using fts5(heading, text, content='section', content_rowid='section_id', tokenize='trigram');
    insert into search (rowid, heading, text)
      select s.section_id, s.heading, s.text from report r join section s on s.version_id = r.version_id order by s.section_id;
    insert into search (search) values ('optimize')`)
}
