import { createHash } from 'node:crypto'
import type { Cell } from '../extract/cell.ts'
import type { CellAddress } from '../extract/forms/form.ts'
import { cellRow, cellTextRow, renderedRaw } from './cell-row.ts'
import { agenciesOf } from './agencies.ts'
import type { Atlas } from './atlas.ts'
import type { Connection } from './connection.ts'
import { transact } from './connection.ts'
import type { FormDictionary, KnownCell } from './form-dictionary.ts'
import type { ReportRecord } from './report-record.ts'
import { reportRowsOf } from './report-rows.ts'
import type { Version } from './report-rows.ts'
import { unjudgedKey } from './stored-reports.ts'
import { versionTables } from './version-rows.ts'
import type { VersionRows } from './version-rows.ts'
import { statusCodes } from './vocabulary.ts'
import type { WideRows } from './wide-rows.ts'

/** What a person says of one cell; null: that it is blank. */
export interface CorrectedCell {
  readonly at: CellAddress
  readonly value: number | null
}

/** Everything that a person corrects in one report. */
export interface ReportCorrection {
  readonly cells: readonly CorrectedCell[]
  readonly title?: string
  readonly publishedOn?: string
  /** Whose it is and of which year, where that was corrected: it is filed so already. */
  readonly agencyName?: string
  readonly year?: string
}

/** A report that a person says is not owed. */
export interface WaivedReport {
  /** The agency's key: `430100/人民政府`. */
  readonly key: string
  readonly year: number
  readonly reason: string
}

/** A report as a correction names it. */
export interface CorrectableReport {
  readonly reportId: number
  readonly agency: string | null
  readonly year: number | null
  /** Of the document that was read, whatever has been corrected since. */
  readonly sha256: string
}

export interface Corrections {
  /** The reports of an agency (by its key, its full name, or any name that its reports print) for a year. */
  named(agency: string, year: number): CorrectableReport[]
  /** The keys of the agencies that bear a name: their key, their full name, or any name that their reports print. */
  keysOf(agency: string): string[]
  /** The reports whose content in use is this document. */
  readFrom(sha256: string): CorrectableReport[]
  /** What was read of a cell; undefined where the report's forms lack it. */
  cell(reportId: number, at: CellAddress): { readonly raw: string; readonly value: number | null } | undefined
  /**
   * Puts a corrected version over what was read, which stays as it is. `raw` of a corrected cell stays as printed.
   * @returns `standing` where it is there already
   */
  apply(reportId: number, correction: ReportCorrection): 'applied' | 'standing'
  /** These reports are not owed, and no others. */
  waive(waived: readonly WaivedReport[]): void
  /** Takes corrected versions back, but for these reports': what was read is in use again. Returns how many. */
  retractAllBut(reportIds: ReadonlySet<number>): number
}

const correctable = `select r.report_id as reportId, a.name as agency, r.year, d.sha256
  from report r left join agency a using (agency_id)
  join report_version v on v.version_id = (select version_id from report_version n
    where n.report_id = r.report_id and n.reason <> 'correction' order by version desc limit 1)
  join document d on d.document_id = v.document_id`

export function correctionsOf(
  connection: Connection,
  dictionary: FormDictionary,
  rows: VersionRows,
  wide: WideRows,
  atlas: Atlas,
): Corrections {
  const { sqlite } = connection
  const reports = reportRowsOf(connection)
  const agencies = agenciesOf(connection, atlas)
  const named = sqlite.prepare<object, CorrectableReport>(
    `${correctable} where r.year = @year and (a.key = @agency or a.full_name = @agency or a.name = @agency
       or a.agency_id in (select agency_id from agency_name where name = @agency))`,
  )
  const keys = sqlite.prepare<object, { key: string }>(
    `select a.key from agency a where a.key = @agency or a.full_name = @agency or a.name = @agency
       or a.agency_id in (select agency_id from agency_name where name = @agency)`,
  )
  const readFrom = sqlite.prepare<[string], CorrectableReport>(`${correctable} where d.sha256 = ?`)
  const corrected = sqlite.prepare<[], { reportId: number }>(
    `select r.report_id as reportId from report r join report_version v on v.version_id = r.version_id
     where v.reason = 'correction'`,
  )
  const cellById = sqlite.prepare<[number, number], Pick<Cell, 'raw' | 'value'> & { unit: string | null }>(
    `select c.value, coalesce(x.raw, ${renderedRaw('c')}) as raw, x.unit from cell c left join cell_text x
       on x.version_id = c.version_id and x.form_cell_id = c.form_cell_id
     where c.version_id = ? and c.form_cell_id = ?`,
  )
  const setCell = sqlite.prepare(
    'update cell set value = ?, status = ? where version_id = ? and form_cell_id = ?',
  )
  const forgetText = sqlite.prepare('delete from cell_text where version_id = ? and form_cell_id = ?')
  const insertText = sqlite.prepare('insert into cell_text values (?, ?, ?, ?, ?)')
  const recount = sqlite.prepare(
    `update report_version set doubtful = (select count(*) from cell c where c.version_id = report_version.version_id
       and c.status in (${statusCodes.uncertain}, ${statusCodes.missing}, ${statusCodes.unreadable})) where version_id = ?`,
  )
  const unjudge = sqlite.prepare("insert or replace into meta (key, value) values (?, '')")
  const removeVersion = sqlite.prepare('delete from report_version where version_id = ?')
  const copies = versionTables.map((table) => {
    const columns = sqlite
      .prepare<[string], { name: string }>(
        `select name from pragma_table_info(?) where name not in ('version_id', '${table}_id')`,
      )
      .all(table)
      .map(({ name }) => name)
      .join(', ')
    return sqlite.prepare(
      `insert into ${table} (version_id, ${columns}) select ?, ${columns} from ${table} where version_id = ?`,
    )
  })

  function current(reportId: number): Version | undefined {
    const versionId = reports.report(reportId)?.versionId ?? null
    return versionId === null ? undefined : reports.version(versionId)
  }

  function known({ forms }: Version, { table, row, column }: CellAddress): KnownCell | undefined {
    const form = (JSON.parse(forms) as ReportRecord['forms'])[table]
    return form === null ? undefined : dictionary.cell(table, form, row, column)
  }

  function retract(reportId: number, shown: Version, read: Version): void {
    reports.setCurrent(reportId, reports.report(reportId)?.state ?? 'read', read.versionId)
    rows.erase(shown.versionId)
    removeVersion.run(shown.versionId)
    settled(reportId, read.versionId)
  }

  function settled(reportId: number, versionId: number): void {
    wide.rebuild(reportId, versionId)
    unjudge.run(unjudgedKey(reportId))
    const agencyId = reports.report(reportId)?.agencyId ?? null
    if (agencyId !== null) agencies.rename(agencyId)
  }

  function correct(versionId: number, read: Version, { at, value }: CorrectedCell): void {
    const slot = known(read, at)
    const cell = slot && cellById.get(versionId, slot.formCellId)
    if (!slot || !cell) return
    const { raw, unit } = cell
    const common = { at, raw, where: null, unit: slot.unit }
    const now: Cell =
      value === null ? { ...common, status: 'blank', value } : { ...common, status: 'number', value }
    const row = cellRow(now)
    setCell.run(row.value, row.status, versionId, slot.formCellId)
    forgetText.run(versionId, slot.formCellId)
    const text = cellTextRow(now, slot.unit)
    if (text || unit !== null) insertText.run(versionId, slot.formCellId, text?.raw ?? null, unit, null)
  }

  function apply(reportId: number, correction: ReportCorrection): 'applied' | 'standing' {
    const read = reports.newestRead(reportId)
    const shown = current(reportId)
    if (!read || !shown) throw new Error(`report ${reportId} has no version to correct`)
    const digest = digestOf(read.versionId, correction)
    if (shown.digest === digest) return 'standing'
    if (shown.reason === 'correction') retract(reportId, shown, read)
    const { versionId: readId, ...columns } = read
    const versionId = reports.insertVersion({
      ...columns,
      version: reports.lastNumber(reportId) + 1,
      reason: 'correction',
      digest,
      title: correction.title ?? read.title,
      publishedOn: correction.publishedOn ?? read.publishedOn,
      agencyName: correction.agencyName ?? read.agencyName,
    })
    for (const copy of copies) copy.run(versionId, readId)
    for (const cell of correction.cells) correct(versionId, read, cell)
    recount.run(versionId)
    reports.setCurrent(reportId, reports.report(reportId)?.state ?? 'read', versionId)
    settled(reportId, versionId)
    return 'applied'
  }

  return {
    named: (agency, year) => named.all({ agency, year }),
    keysOf: (agency) => keys.all({ agency }).map(({ key }) => key),
    readFrom: (sha256) => readFrom.all(sha256),
    cell(reportId, at) {
      const read = reports.newestRead(reportId)
      const slot = read && known(read, at)
      return read && slot ? cellById.get(read.versionId, slot.formCellId) : undefined
    },
    apply: (reportId, correction) => transact(connection, () => apply(reportId, correction)),
    waive: (waived) =>
      transact(connection, () => {
        sqlite.exec('delete from waiver')
        const insert = sqlite.prepare(
          'insert or replace into waiver (agency_key, year, reason) values (?, ?, ?)',
        )
        for (const { key, year, reason } of waived) insert.run(key, year, reason)
      }),
    retractAllBut: (reportIds) =>
      transact(connection, () => {
        let retracted = 0
        for (const { reportId } of corrected.all()) {
          const [shown, read] = [current(reportId), reports.newestRead(reportId)]
          if (reportIds.has(reportId) || !shown || !read) continue
          retract(reportId, shown, read)
          retracted += 1
        }
        return retracted
      }),
  }
}

/** Never that of a content: it says which correction of which version this is. */
function digestOf(readId: number, correction: ReportCorrection): string {
  const content = JSON.stringify(['correction', readId, correction])
  return createHash('sha256').update(content).digest('hex').slice(0, 32)
}
