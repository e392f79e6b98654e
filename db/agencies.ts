import type { Agency } from '../extract/agency.ts'
import type { Atlas } from './atlas.ts'
import type { Connection } from './connection.ts'
import { DatabaseError } from './database-error.ts'
import { divisionsOf } from './divisions.ts'
import { agencyId } from './natural-ids.ts'

/** The agencies that reports bring with them; within the caller's transaction. */
export interface Agencies {
  /**
   * The id of a report's agency, whose row is made where there is none.
   * @throws DatabaseError `collision`
   */
  idOf(agency: Agency): number
  /**
   * Brings an agency's name to that of its newest report, its spellings to those that its reports print, and its
   * successor to what is known of both: an agency has one that a reform names, in the same division, and whose reports
   * go on after its own end.
   */
  rename(id: number): void
}

type Known = Agency & { readonly kind: string | null }

export function agenciesOf(connection: Connection, atlas: Atlas): Agencies {
  const { sqlite } = connection
  const divisions = divisionsOf(connection, atlas)
  const byId = sqlite.prepare<[number], Known>(
    `select key, name, full_name as fullName, level, kind, division_code as divisionCode from agency where agency_id = ?`,
  )
  const insert = sqlite.prepare(
    `insert into agency (key, name, full_name, level, division_code, kind, agency_id) values (?, ?, ?, ?, ?, ?, ?)`,
  )
  const update = sqlite.prepare(
    'update agency set full_name = ?, level = ?, division_code = ?, kind = ? where agency_id = ?',
  )
  const forgetNames = sqlite.prepare('delete from agency_name where agency_id = ?')
  // What was misread and corrected is no spelling of the agency's name.
  const collectNames = sqlite.prepare(
    `insert into agency_name (agency_id, name, first_year, last_year)
     select r.agency_id, v.agency_name, min(r.year), max(r.year) from report r join report_version v using (report_id)
       join report_version c on c.version_id = r.version_id
     where r.agency_id = ? and v.agency_name is not null and (c.reason <> 'correction' or c.version_id = v.version_id)
     group by v.agency_name`,
  )
  const takeNewest = sqlite.prepare(
    `update agency set name = coalesce((
       select v.agency_name from report r join report_version v on v.version_id = r.version_id
       where r.agency_id = agency.agency_id and v.agency_name is not null
       order by r.year desc limit 1), name)
     where agency_id = ?`,
  )
  const lastYear = sqlite.prepare<[number], { year: number | null }>(
    'select max(year) as year from report where agency_id = ?',
  )
  const succeed = sqlite.prepare('update agency set successor_id = ? where agency_id = ?')

  /** The year of an agency's newest report; null for an agency that has none. */
  const endOf = (key: string) => lastYear.get(agencyId(key))?.year ?? null

  function relink(key: string): void {
    const end = endOf(key)
    if (end === null) return
    const heir = atlas.successors(key).find((candidate) => (endOf(candidate) ?? end) > end)
    succeed.run(heir === undefined ? null : agencyId(heir), agencyId(key))
  }

  return {
    idOf(agency) {
      const { key, name, fullName, level, divisionCode } = agency
      const id = agencyId(key)
      const known = byId.get(id)
      if (known && known.key !== key) {
        throw new DatabaseError(
          'collision',
          `The agencies ${known.key} and ${key} share the id ${id}; report this to nianbao's makers.`,
        )
      }
      if (divisionCode !== null && known?.divisionCode !== divisionCode) divisions.ensure(divisionCode)
      const kind = known?.kind ?? atlas.kind(agency)
      if (!known) insert.run(key, name, fullName, level, divisionCode, kind, id)
      else if (
        known.fullName !== fullName ||
        known.level !== level ||
        known.divisionCode !== divisionCode ||
        known.kind !== kind
      ) {
        update.run(fullName, level, divisionCode, kind, id)
      }
      return id
    },
    rename(id) {
      forgetNames.run(id)
      collectNames.run(id)
      takeNewest.run(id)
      const key = byId.get(id)?.key
      if (key === undefined) return
      if (atlas.successors(key).length > 0) relink(key)
      for (const predecessor of atlas.predecessors(key)) relink(predecessor)
    },
  }
}
