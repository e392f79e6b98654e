import type { Atlas } from './atlas.ts'
import type { Connection } from './connection.ts'
import { transact } from './connection.ts'
import type { division } from './schema/agency.ts'

/** A place of GB/T 2260, as data/divisions.csv lists them. */
export type Division = typeof division.$inferInsert

/** The places that agencies and portals refer to; within the caller's transaction. */
export interface Divisions {
  /** A row for a code and for every place above it, so that what refers to it can be stored. */
  ensure(code: string): void
}

const upsert = `insert into division (code, name, full_name, level, parent_code) values (?, ?, ?, ?, ?)
  on conflict (code) do update set name = excluded.name, full_name = excluded.full_name,
    level = excluded.level, parent_code = excluded.parent_code`

export function divisionsOf({ sqlite }: Connection, atlas: Atlas): Divisions {
  const write = sqlite.prepare(upsert)
  const bare = sqlite.prepare('insert into division (code) values (?) on conflict (code) do nothing')
  const ensure = (code: string) => {
    const place = atlas.division(code)
    if (place?.parentCode) ensure(place.parentCode)
    if (place) write.run(code, place.name, place.fullName, place.level, place.parentCode)
    // A code that the list does not have: its name stays null.
    else bare.run(code)
  }
  return { ensure }
}

/** Takes in a list of places; what is there already is brought up to date. */
export function fillDivisions(connection: Connection, divisions: readonly Division[]): void {
  const write = connection.sqlite.prepare(upsert)
  transact(connection, () => {
    for (const { code, name, fullName, level, parentCode } of divisions)
      write.run(code, name ?? null, fullName ?? null, level ?? null, parentCode ?? null)
  })
}
