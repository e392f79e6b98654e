import { Sqlite } from '../db/sqlite.ts'
import type { SqliteDatabase } from '../db/sqlite.ts'

/** What somebody would make by hand of the same data: one flat table with everything in a row, and flat tables beside it. */

const figures = (view: string, sqlite: SqliteDatabase) =>
  sqlite
    .prepare<[string], { name: string }>('select name from pragma_table_info(?)')
    .all(view)
    .map(({ name }) => name)
    .filter((name) => name.includes('__'))

/** Makes the flat file out of a published one. */
export function buildHandMade(published: string, path: string): void {
  const sqlite = new Sqlite(path)
  sqlite.pragma('page_size = 8192')
  sqlite.pragma('journal_mode = off')
  sqlite.pragma('synchronous = off')
  sqlite.prepare('attach ? as ours').run(published)
  const source = new Sqlite(published, { readonly: true })
  const columns = ['v_requests', 'v_disputes', 'v_proactive'].flatMap((view) =>
    figures(view, source).map((name) => `${view}.${name}`),
  )
  source.close()
  sqlite.exec(`
    create table wide as select v_reports.report_id, v_reports.agency_id, v_reports.agency, v_reports.division_code,
      substr(v_reports.division_code, 1, 2) as province, v_reports.agency not glob '*人民政府*' as is_department,
      v_reports.year, v_reports.published_on, v_reports.url, v_reports.sha256, v_reports.retrieved_at, ${columns.join(', ')}
      from ours.v_reports as v_reports left join ours.v_requests as v_requests using (report_id)
      left join ours.v_disputes as v_disputes using (report_id) left join ours.v_proactive as v_proactive using (report_id);
    create index wide_year on wide (year);
    create index wide_agency on wide (agency, year);
    create index wide_time on wide (retrieved_at);
    create table findings as select * from ours.v_findings;
    create index findings_class on findings (class);
    create table sections (id integer primary key, agency text, year integer, heading text, text text);
    insert into sections select section_id, agency, year, heading, text from ours.v_sections;
    create virtual table search using fts5(heading, text, content='sections', content_rowid='id', tokenize='trigram');
    insert into search (search) values ('rebuild');
    detach ours;
    analyze`)
  sqlite.close()
}

const sum = (...rows: readonly string[]) => rows.map((row) => `coalesce(${row}__total, 0)`).join(' + ')
const denied = sum(
  'denied_state_secret',
  'denied_prohibited_by_law',
  'denied_security_stability',
  'denied_third_party_rights',
  'denied_internal_affairs',
  'denied_process_information',
  'denied_enforcement_file',
  'denied_administrative_query',
)
const notAvailable = sum(
  'unavailable_not_held',
  'unavailable_must_be_created',
  'unavailable_unclear_after_correction',
)
const notProcessed = sum(
  'refused_petition_complaint',
  'refused_duplicate',
  'refused_published_material',
  'refused_excessive_repeat',
  'refused_confirm_or_reissue',
)
const otherwise = sum('other_correction_overdue', 'other_fee_unpaid', 'other_other', 'other_handling')
const disputed = (column: string) =>
  ['reconsideration', 'litigation_direct', 'litigation_after_reconsideration']
    .map((row) => `${row}__${column}`)
    .join(' + ')

/** The starter queries, asked of the flat tables. */
export const handMadeQueries: Readonly<Record<string, string>> = {
  by_year: `select year, count(*), sum(new_received__total), sum(granted__total) from wide group by year order by year`,
  outcomes: `select year, count(outcome_total__total), sum(outcome_total__total), sum(granted__total), sum(granted_in_part__total),
    sum(${denied}), sum(${notAvailable}), sum(${notProcessed}), sum(${otherwise}) from wide where year >= 2019 group by year order by year`,
  agency: `select year, new_received__total, carried_in__total, outcome_total__total, granted__total, ${denied}, carried_out__total,
    reconsideration__total, litigation_direct__total + litigation_after_reconsideration__total from wide where agency = '长沙市人民政府' order by year`,
  largest: `select agency, division_code, new_received__total, granted__total from wide where year = 2023 order by new_received__total desc limit 10`,
  provinces: `select province, count(*), sum(new_received__total) as received, sum(${denied}) from wide where year = 2023 and is_department group by province order by received desc`,
  grounds: `select year, sum(denied_state_secret__total), sum(denied_third_party_rights__total), sum(denied_internal_affairs__total),
    sum(denied_process_information__total), sum(denied_enforcement_file__total), sum(unavailable_not_held__total) from wide where year >= 2019 group by year order by year`,
  overturned: `select agency, year, (${disputed('total')}) - (${disputed('pending')}) as closed, (${disputed('corrected')}) * 1.0 / ((${disputed('total')}) - (${disputed('pending')})) as share
    from wide where year = 2023 and (${disputed('total')}) - (${disputed('pending')}) >= 10 order by share desc, closed desc limit 10`,
  findings: `select rule, cause, count(*) as findings, count(distinct report_id) from findings where class = 'identity' group by rule, cause order by findings desc`,
  coverage: `with owed as (select agency_id, agency, year from wide union select w.agency_id, w.agency, w.year + k.column1 from wide w, (values (1), (2), (3)) k where w.year + k.column1 <= 2024)
    select case when w.report_id is null then 'owed' when w.published_on > (o.year + 1) || iif(w.is_department, '-01-31', '-03-31') then 'late' else 'published' end as coverage, count(*), min(o.agency)
    from owed o left join wide w on w.agency = o.agency and w.year = o.year where o.year = 2023 group by coverage`,
  provenance: `select new_received__total, carried_in__total, granted__total, url, sha256 from wide where agency = '长沙市财政局' and year = 2023`,
  news: `select retrieved_at, agency, year, url from wide where retrieved_at >= '2024-02-01' order by retrieved_at desc limit 10`,
  search: `select s.agency, s.year, s.heading, snippet(search, -1, '【', '】', '…', 16) from search join sections s on s.id = search.rowid where search match '"行政复议"' order by search.rowid limit 10`,
}
