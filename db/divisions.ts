import { sql } from 'drizzle-orm'
import type { Connection } from './connection.ts'
import { transact } from './connection.ts'
import { division } from './schema/agency.ts'

/** A place of GB/T 2260, as data/divisions.csv lists them. */
export type Division = typeof division.$inferInsert

/** Takes in the list of places; what is there already is brought up to date. */
export function fillDivisions(connection: Connection, divisions: readonly Division[]): void {
  transact(connection, () => {
    for (const place of divisions) {
      connection.orm
        .insert(division)
        .values(place)
        .onConflictDoUpdate({
          target: division.code,
          set: {
            name: sql`excluded.name`,
            fullName: sql`excluded.full_name`,
            level: sql`excluded.level`,
            parentCode: sql`excluded.parent_code`,
          },
        })
        .run()
    }
  })
}

/** A row for a code that the list does not know, so that what refers to it can be stored: its name stays null. */
export function ensureDivision({ orm }: Connection, code: string): void {
  orm.insert(division).values({ code }).onConflictDoNothing().run()
}
