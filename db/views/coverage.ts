import { agencyColumn, agencyIdColumn, divisionCodeColumn } from './agency-columns.ts'
import { kindSql } from './series.ts'
import type { View } from './view.ts'

/** The last sign of life of a run: what is owed is told as of then, so that a file says the same whenever it is opened. */
const asOf = `(select max(active_at) from run)`

/**
 * Years for which an agency has a report, and those for which it owes one: any of the three years before has one, it has
 * no successor, and the year is over (a report is owed from 1 January of the year after). And the latest year for the
 * government of every registered portal's place that never reported at all.
 */
const years = `(
  select agency_id, null as division_code, year from report where agency_id is not null and year is not null
  union
  select o.agency_id, null, o.year + k.column1 from report o join agency g on g.agency_id = o.agency_id, (values (1), (2), (3)) k
  where o.year + k.column1 < cast(substr(${asOf}, 1, 4) as integer) and g.successor_id is null
  union all
  select null, portal.division_code, cast(substr(${asOf}, 1, 4) as integer) - 1 from portal
  where registered = 1 and division_code is not null and ${asOf} is not null and not exists (
    select 1 from agency g join report b on b.agency_id = g.agency_id where g.key = portal.division_code || '/人民政府')
  group by division_code
)`

/** A government that never reported has no row of its own yet. */
const kind = `case when a.agency_id is null then 'government' else ${kindSql} end`

/** 条例 2019 第四十九条: departments by 31 January, governments by 31 March; before, 条例 2007 第三十一条: everybody by 31 March. */
const due = `case when y.year < 2008 then null
  when y.year < 2019 then (y.year + 1) || '-03-31'
  else case when ${kind} in ('town', 'street', 'institution', 'enterprise') then null
    when ${kind} in ('government', 'office') then (y.year + 1) || '-03-31' else (y.year + 1) || '-01-31' end end`

/** Places whose portal cannot be read, with the reason; made once a query, however many reports are missing. */
const troubles = `(
  select division_code, min(portal_id || ': ' || state || coalesce(', ' || error, '')) as trouble from portal
  where state in ('blocked', 'failing', 'silent', 'redesigned') group by division_code
)`

export const coverageView: View = {
  name: 'v_coverage',
  description:
    'Agency by year: is the report there, in time, readable; else is it owed, and is a portal in the way. As of the last run.',
  nullMeans: null,
  key: null,
  columns: [
    {
      ...agencyIdColumn,
      is: 'y.agency_id',
      description: 'The agency.',
      nullMeans: 'a government that has a portal and of which no report was ever found',
    },
    {
      ...agencyColumn,
      is: "coalesce(a.name, (select d.name from division d where d.code = y.division_code) || '人民政府')",
      nullMeans: 'a place without a name',
    },
    { ...divisionCodeColumn, is: 'coalesce(a.division_code, y.division_code)' },
    { name: 'year', is: 'y.year', description: 'The reporting year.' },
    {
      name: 'coverage',
      is: `case when r.state = 'gone' then 'withdrawn' when r.state in ('needs_ocr', 'unreadable') then 'unreadable'
    when r.report_id is not null then iif(v.published_on > ${due}, 'late', 'published')
    when w.reason is not null then 'waived'
    when o.trouble is not null then 'blocked'
    when coalesce(${due}, (y.year + 1) || '-03-31') < substr(${asOf}, 1, 10) then 'owed' else 'awaited' end`,
      description:
        'published · late: after its legal date · unreadable: published, but a scan or damaged · withdrawn · waived: a person says that none is owed · blocked: not there, and a portal of its place cannot be read · owed: not there, its date is past · awaited: not there, its date is to come.',
    },
    {
      name: 'reason',
      is: `case when r.report_id is not null then case r.state when 'gone' then 'its source has withdrawn it'
        when 'needs_ocr' then 'its pages are images' when 'unreadable' then 'a damaged, locked or unknown file'
        else iif(v.published_on > ${due}, 'published ' || v.published_on || ', due ' || ${due}, null) end
    when w.reason is not null then w.reason
    when o.trouble is not null then o.trouble
    when a.agency_id is null then 'no report of this government was ever found'
    else 'reported for ' || (select max(b.year) from report b where b.agency_id = y.agency_id and b.year < y.year) || ', not for this year' end`,
      description: 'Why it is so, in words.',
      nullMeans: 'published in time, or no date is known',
    },
    {
      name: 'due_on',
      is: due,
      description: 'The legal date of publication, ISO 8601.',
      source: '条例 2019 第四十九条; 条例 2007 第三十一条',
      nullMeans: 'towns, streets, institutions, firms: the law names no date from reporting year 2019 on',
    },
    {
      name: 'report_id',
      is: 'r.report_id',
      description: 'The report.',
      nullMeans: 'there is none',
    },
    {
      name: 'published_on',
      is: 'v.published_on',
      description: 'The date of publication, ISO 8601.',
      nullMeans: 'there is no report, or it states none',
    },
  ],
  from: `from ${years} y left join agency a on a.agency_id = y.agency_id
left join waiver w on w.agency_key = coalesce(a.key, y.division_code || '/人民政府') and w.year = y.year
left join report r on r.agency_id = y.agency_id and r.year = y.year
left join report_version v on v.version_id = r.version_id
left join ${troubles} o on o.division_code = coalesce(a.division_code, y.division_code)`,
}
