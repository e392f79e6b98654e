import type { SqliteDatabase } from '../sqlite.ts'

/** Names of query fields that let somebody in and say nothing of what is served, as a pattern: access_token, jsessionid, sign. */
export const secretNames = String.raw`(?:\w*token|ticket|sign|signature|j?session\w*|password|passwd|auth\w*)`

/** ?token=…, &sign=… */
const secretField = new RegExp(`^${secretNames}$`, 'iu')
/** /xxgk/index.jsp;jsessionid=8A3F…?id=7 */
const pathSession = /;jsessionid=[^/?#]*/giu

/** An address without what let the crawler in: session ids, tickets, tokens. What names the document (id, aid, key) stays. */
export function withoutSecrets(address: string): string {
  if (address.startsWith('[')) return JSON.stringify((JSON.parse(address) as string[]).map(withoutSecrets))
  const bare = address.replace(pathSession, '')
  if (!URL.canParse(bare)) return bare
  const { search } = new URL(bare)
  const fields = search.slice(1).split('&')
  const kept = fields.filter((field) => !secretField.test(field.split('=', 1)[0] ?? ''))
  if (kept.length === fields.length) return bare
  return bare.replace(search, kept.length === 0 ? '' : `?${kept.join('&')}`)
}

const addresses = [
  { table: 'report_version', key: 'version_id', column: 'url' },
  { table: 'link', key: 'link_id', column: 'url' },
  { table: 'link', key: 'link_id', column: 'list_url' },
  { table: 'portal', key: 'portal_id', column: 'start_url' },
  { table: 'portal', key: 'portal_id', column: 'column_url' },
  { table: 'portal', key: 'portal_id', column: 'column_urls_found' },
  { table: 'fetch', key: 'fetch_id', column: 'url' },
  { table: 'page', key: 'page_id', column: 'url' },
  { table: 'page', key: 'page_id', column: 'final_url' },
] as const

/** Takes session ids and tokens out of every address of a copy; its other characters stay as they were asked for. */
export function removeSecrets(sqlite: SqliteDatabase): void {
  for (const { table, key, column } of addresses) {
    const rows = sqlite
      .prepare<[], { id: number | string; address: string }>(
        `select ${key} as id, ${column} as address from ${table} where ${column} like '%=%'`,
      )
      .all()
    const update = sqlite.prepare(`update ${table} set ${column} = ? where ${key} = ?`)
    for (const { id, address } of rows) {
      const bare = withoutSecrets(address)
      if (bare === address) continue
      try {
        update.run(bare, id)
      } catch {
        // Two links of a portal that differed in their session alone: both stay, told apart by a mark that no server sees.
        update.run(`${bare}#${id}`, id)
      }
    }
  }
}
