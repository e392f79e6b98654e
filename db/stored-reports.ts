import type { Agency } from '../extract/agency.ts'
import type { Cell } from '../extract/cell.ts'
import type { Finding } from '../extract/finding.ts'
import type { CellAddress, Unit } from '../extract/forms/form.ts'
import { renderedRaw, renderedStatus } from './cell-row.ts'
import type { Connection } from './connection.ts'
import { transact } from './connection.ts'
import type { ReportRecord } from './report-record.ts'

/** A report as it is stored, current version: what the rules are evaluated over. */
export interface StoredReport extends Pick<
  ReportRecord,
  'agency' | 'year' | 'publishedOn' | 'forms' | 'cells' | 'sections' | 'findings'
> {
  readonly reportId: number
  readonly versionId: number
}

/** Which report, of whom, for when: cheap enough to list for the whole file. */
export interface ReportKey {
  readonly reportId: number
  readonly versionId: number
  readonly agencyId: number | null
  readonly year: number | null
}

export interface StoredReports {
  /** Every report that has a version, those of one agency together and by year. */
  all(): ReportKey[]
  /** The reports of one agency, by year. */
  ofAgency(agencyId: number): ReportKey[]
  /** Reports whose figures were written since their findings were last judged, as `all` has them. */
  unjudged(): ReportKey[]
  /** A report with its cells (without places) and findings. */
  read(key: ReportKey): StoredReport
  /** Replaces a report's findings, and notes that they are judged. One transaction. */
  judge(key: ReportKey, findings: readonly Finding[]): void
}

interface Row extends Omit<Agency, 'key'> {
  readonly key: string | null
  readonly year: number | null
  readonly publishedOn: string | null
  readonly forms: string
}

type CellRow = Pick<Cell, 'value' | 'raw' | 'status'> & {
  readonly table: string
  readonly row: string
  readonly column: string
  readonly unit: Unit | null
  readonly doubt: string | null
}

const keys = `select r.report_id as reportId, r.version_id as versionId, r.agency_id as agencyId, r.year from report r
  where r.version_id is not null`
const byAgency = 'order by r.agency_id, r.year, r.report_id'

/** In `meta`, so that it is known in the transaction that writes the figures, however the run ends. */
export const unjudgedKey = (reportId: number) => `unjudged ${reportId}`

export function storedReportsOf(connection: Connection): StoredReports {
  const { sqlite } = connection
  const all = sqlite.prepare<[], ReportKey>(`${keys} ${byAgency}`)
  const ofAgency = sqlite.prepare<[number], ReportKey>(`${keys} and r.agency_id = ? ${byAgency}`)
  const unjudged = sqlite.prepare<[], ReportKey>(
    `${keys} and r.report_id in (select cast(substr(key, 10) as integer) from meta where key like 'unjudged %') ${byAgency}`,
  )
  const report = sqlite.prepare<[number], Row>(
    `select a.key, coalesce(v.agency_name, a.name) as name, a.full_name as fullName, a.level,
       a.division_code as divisionCode, r.year, v.published_on as publishedOn, v.forms
     from report_version v join report r using (report_id) left join agency a using (agency_id) where v.version_id = ?`,
  )
  const cells = sqlite.prepare<[number], CellRow>(
    `select t.code as "table", w.code as row, k.code as "column", c.value,
       coalesce(x.raw, ${renderedRaw('c')}) as raw, ${renderedStatus('c')} as status,
       case when x.unit is null then f.unit when x.unit = 'null' then null else x.unit ->> '$' end as unit, x.doubt
     from cell c join form_cell f using (form_cell_id)
     join form_table t on t.form_table_id = f.form_table_id
     join form_row w on w.form_row_id = f.form_row_id join form_column k on k.form_column_id = f.form_column_id
     left join cell_text x on x.version_id = c.version_id and x.form_cell_id = c.form_cell_id
     where c.version_id = ?`,
  )
  const sections = sqlite.prepare<[number], ReportRecord['sections'][number]>(
    'select ordinal, heading, text from section where version_id = ? order by ordinal',
  )
  const findings = sqlite.prepare<[number], Finding>(
    `select rule, class, form_table as "table", row_code as row, column_code as "column", expected, actual, difference,
       cause from finding where version_id = ? order by finding_id`,
  )
  const forget = sqlite.prepare('delete from finding where version_id = ?')
  const insert = sqlite.prepare(
    `insert into finding (version_id, rule, class, form_table, row_code, column_code, expected, actual, difference, cause)
     values (@versionId, @rule, @class, @table, @row, @column, @expected, @actual, @difference, @cause)`,
  )
  const count = sqlite.prepare('update report_version set findings = ? where version_id = ?')
  const judged = sqlite.prepare('delete from meta where key = ?')

  return {
    all: () => all.all(),
    ofAgency: (agencyId) => ofAgency.all(agencyId),
    unjudged: () => unjudged.all(),
    read({ reportId, versionId }) {
      const row = report.get(versionId)
      if (!row) throw new Error(`version ${versionId} of report ${reportId} vanished while it was read`)
      const { key, name, fullName, level, divisionCode, year, publishedOn } = row
      return {
        reportId,
        versionId,
        agency: key === null ? null : { key, name, fullName, level, divisionCode },
        year,
        publishedOn,
        forms: JSON.parse(row.forms) as ReportRecord['forms'],
        cells: cells.all(versionId).map(cellOf),
        sections: sections.all(versionId),
        findings: findings.all(versionId),
      }
    },
    judge({ reportId, versionId }, found) {
      transact(connection, () => {
        forget.run(versionId)
        for (const each of found) insert.run({ ...each, versionId })
        count.run(found.length, versionId)
        judged.run(unjudgedKey(reportId))
      })
    },
  }
}

/** The file's CHECKs hold what the type says: a value only where the status has one. */
function cellOf({ table, row, column, value, raw, status, unit, doubt }: CellRow): Cell {
  const at = { table, row, column } as CellAddress
  const common = { at, raw, unit, where: null }
  if (status === 'uncertain') return { ...common, status, value, doubt: doubt ?? 'reading' } as Cell
  return { ...common, status, value } as Cell
}
