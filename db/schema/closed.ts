import { sql } from 'drizzle-orm'
import { check } from 'drizzle-orm/sqlite-core'

/**
 * A CHECK that a column holds one of a closed vocabulary; null passes where the column allows it.
 * @param table the table's SQL name: constraint names are unique per schema, so that errors name the table
 */
export function oneOf(table: string, column: string, words: readonly (string | number)[]) {
  const list = words.map((word) => (typeof word === 'number' ? String(word) : `'${word}'`)).join(', ')
  return check(`${table}_${column}`, sql.raw(`${column} in (${list})`))
}
