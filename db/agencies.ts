import { eq } from 'drizzle-orm'
import type { Agency } from '../extract/agency.ts'
import type { Connection } from './connection.ts'
import { DatabaseError } from './database-error.ts'
import { ensureDivision } from './divisions.ts'
import { agencyId } from './natural-ids.ts'
import { agency } from './schema/agency.ts'

/** The row of a report's agency, made where there is none; within the caller's transaction. */
export function agencyIdOf(
  connection: Connection,
  { key, name, fullName, level, divisionCode }: Agency,
): number {
  const { orm } = connection
  const id = agencyId(key)
  const known = orm.select({ key: agency.key }).from(agency).where(eq(agency.agencyId, id)).get()
  if (known && known.key !== key) {
    throw new DatabaseError(
      'collision',
      `The agencies ${known.key} and ${key} share the id ${id}; report this to nianbao's makers.`,
    )
  }
  if (divisionCode !== null) ensureDivision(connection, divisionCode)
  if (known) orm.update(agency).set({ fullName, level, divisionCode }).where(eq(agency.agencyId, id)).run()
  else orm.insert(agency).values({ agencyId: id, key, name, fullName, level, divisionCode }).run()
  return id
}

/** Brings an agency's name to that of its newest report, and its spellings to those that its reports print. */
export function nameAgency({ sqlite }: Connection, id: number): void {
  sqlite.prepare('delete from agency_name where agency_id = ?').run(id)
  sqlite
    .prepare(
      `insert into agency_name (agency_id, name, first_year, last_year)
       select r.agency_id, v.agency_name, min(r.year), max(r.year) from report r join report_version v using (report_id)
       where r.agency_id = ? and v.agency_name is not null group by v.agency_name`,
    )
    .run(id)
  sqlite
    .prepare(
      `update agency set name = coalesce((
         select v.agency_name from report r join report_version v on v.version_id = r.version_id
         where r.agency_id = agency.agency_id and v.agency_name is not null
         order by r.year desc limit 1), name)
       where agency_id = ?`,
    )
    .run(id)
}
