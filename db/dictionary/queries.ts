/** A query to begin with. */
export interface StarterQuery {
  readonly query: string
  readonly asks: string
  readonly sql: string
}

/**
 * The twelve questions that are asked first. They stand in the file (`_queries`), in docs/queries.md with their output, in the
 * Datasette metadata, and are what the bench measures. The names in them are those of the practice portals.
 */
export const queries: readonly StarterQuery[] = [
  {
    query: 'by_year',
    asks: 'How many requests came in each year, and how many were answered in full?',
    sql: `select year, count(*) as reports, sum(new_received__total) as received, sum(granted__total) as granted
from v_requests group by year order by year`,
  },
  {
    query: 'outcomes',
    asks: 'How did requests end, year by year?',
    sql: `select year, count(handled) as reports, sum(handled) as handled, sum(granted) as granted,
  sum(granted_in_part) as in_part, sum(denied) as denied, sum(not_available) as not_available,
  sum(not_processed) as not_processed, sum(handled_otherwise) as otherwise
from v_series where year >= 2019 group by year order by year`,
  },
  {
    query: 'agency',
    asks: 'What is the series of one agency?',
    sql: `select year, received, carried_in, handled, granted, denied, carried_out, reconsiderations, lawsuits
from v_series where agency = '长沙市人民政府' order by year`,
  },
  {
    query: 'largest',
    asks: 'Who receives the most requests?',
    sql: `select agency, division_code, new_received__total as received, granted__total as granted
from v_requests where year = 2023 order by new_received__total desc limit 10`,
  },
  {
    query: 'provinces',
    asks: 'How do the provinces compare? (Departments alone: a government may count its whole territory.)',
    sql: `select substr(division_code, 1, 2) as province_code, count(*) as reports, sum(received) as received, sum(denied) as denied
from v_series where year = 2023 and kind = 'department' group by 1 order by received desc`,
  },
  {
    query: 'grounds',
    asks: 'On which grounds is information refused?',
    sql: `select year, sum(denied_state_secret__total) as state_secret, sum(denied_third_party_rights__total) as third_party,
  sum(denied_internal_affairs__total) as internal_affairs, sum(denied_process_information__total) as process,
  sum(denied_enforcement_file__total) as enforcement_file, sum(unavailable_not_held__total) as not_held
from v_requests where year >= 2019 group by year order by year`,
  },
  {
    query: 'overturned',
    asks: 'Whose decisions are overturned most often? (Ten closed disputes or more.)',
    sql: `select agency, year, disputes_closed, round(100 * overturned_share, 1) as overturned_percent
from v_rates where year = 2023 and disputes_closed >= 10 order by overturned_share desc, disputes_closed desc limit 10`,
  },
  {
    query: 'findings',
    asks: 'Which rules do printed figures break, and who is to blame?',
    sql: `select f.rule, (select label from _rules u where u.rule = f.rule) as label, f.cause, f.findings, f.reports
from (select rule, cause, count(*) as findings, count(distinct report_id) as reports
  from v_findings where class = 'identity' group by rule, cause) f order by f.findings desc`,
  },
  {
    query: 'coverage',
    asks: 'Who owes a report, or was late?',
    sql: `select coverage, count(*) as agencies, min(agency) as for_example
from v_coverage where year = 2023 group by coverage order by agencies desc`,
  },
  {
    query: 'provenance',
    asks: 'Where does a figure come from?',
    sql: `select c.row_code, c.value, c.raw, c.status, c.place, r.url, r.sha256
from v_reports r join v_cells c using (report_id)
where r.agency = '长沙市财政局' and r.year = 2023 and c.form_table = 'requests' and c.column_code = 'total' limit 3`,
  },
  {
    query: 'news',
    asks: 'What is new or changed since a date?',
    sql: `select changed_at, agency, year, reason, url
from v_news where changed_at >= '2024-02-01' order by changed_at desc limit 10`,
  },
  {
    query: 'search',
    asks: 'Which reports speak of something? (Published copies; three characters or more.)',
    sql: `select x.agency, x.year, x.heading, snippet(search, -1, '【', '】', '…', 16) as found
from search join v_sections x on x.section_id = search.rowid
where search match '"行政复议"' order by search.rowid limit 10`,
  },
]
