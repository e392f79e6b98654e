import type { Agency } from '../extract/agency.ts'
import type { Connection } from './connection.ts'
import { DatabaseError } from './database-error.ts'
import { ensureDivision } from './divisions.ts'
import { agencyId } from './natural-ids.ts'

/** The agencies that reports bring with them; within the caller's transaction. */
export interface Agencies {
  /**
   * The id of a report's agency, whose row is made where there is none.
   * @throws DatabaseError `collision`
   */
  idOf(agency: Agency): number
  /** Brings an agency's name to that of its newest report, and its spellings to those that its reports print. */
  rename(id: number): void
}

export function agenciesOf(connection: Connection): Agencies {
  const { sqlite } = connection
  const byId = sqlite.prepare<[number], Agency>(
    `select key, name, full_name as fullName, level, division_code as divisionCode from agency where agency_id = ?`,
  )
  const insert = sqlite.prepare(
    `insert into agency (key, name, full_name, level, division_code, agency_id) values (?, ?, ?, ?, ?, ?)`,
  )
  const update = sqlite.prepare(
    'update agency set full_name = ?, level = ?, division_code = ? where agency_id = ?',
  )
  const forgetNames = sqlite.prepare('delete from agency_name where agency_id = ?')
  const collectNames = sqlite.prepare(
    `insert into agency_name (agency_id, name, first_year, last_year)
     select r.agency_id, v.agency_name, min(r.year), max(r.year) from report r join report_version v using (report_id)
     where r.agency_id = ? and v.agency_name is not null group by v.agency_name`,
  )
  const takeNewest = sqlite.prepare(
    `update agency set name = coalesce((
       select v.agency_name from report r join report_version v on v.version_id = r.version_id
       where r.agency_id = agency.agency_id and v.agency_name is not null
       order by r.year desc limit 1), name)
     where agency_id = ?`,
  )
  return {
    idOf({ key, name, fullName, level, divisionCode }) {
      const id = agencyId(key)
      const known = byId.get(id)
      if (known && known.key !== key) {
        throw new DatabaseError(
          'collision',
          `The agencies ${known.key} and ${key} share the id ${id}; report this to nianbao's makers.`,
        )
      }
      if (divisionCode !== null && known?.divisionCode !== divisionCode)
        ensureDivision(connection, divisionCode)
      if (!known) insert.run(key, name, fullName, level, divisionCode, id)
      else if (known.fullName !== fullName || known.level !== level || known.divisionCode !== divisionCode) {
        update.run(fullName, level, divisionCode, id)
      }
      return id
    },
    rename(id) {
      forgetNames.run(id)
      collectNames.run(id)
      takeNewest.run(id)
    },
  }
}
