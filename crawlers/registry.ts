import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { CsvError } from 'csv-parse/sync'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { CrawlError } from './crawl-error.ts'
import type { Portal } from './portal.ts'

/** The registry's columns, in their order. */
export const registryColumns = [
  'id',
  'name',
  'division_code',
  'start_url',
  'platform',
  'column_url',
  'note',
] as const

type RegistryColumn = (typeof registryColumns)[number]
type Row = Readonly<Record<RegistryColumn, string>>

/**
 * Reads a registry.
 * @param file for messages
 * @throws CrawlError registry_invalid, with line and column of the first wrong cell
 */
export function parseRegistry(text: string, file: string): Portal[] {
  const records = recordsOf(text, file)
  const head = records[0]
  const missing = registryColumns.filter((column) => head?.record.includes(column) !== true)
  if (missing.length > 0) throw wrong(file, 1, missing[0] ?? '', `the header lacks ${missing.join(', ')}`)
  const seen = new Map<string, number>()
  return records.slice(1).map(({ record, line }) => {
    const row = Object.fromEntries(
      registryColumns.map((name) => [name, record[head?.record.indexOf(name) ?? -1]?.trim() ?? '']),
    ) as Row
    const earlier = seen.get(row.id)
    if (earlier !== undefined)
      throw wrong(file, line, 'id', `${row.id} is already the portal of line ${earlier}`)
    seen.set(row.id, line)
    return portalOf(row, (column, why) => wrong(file, line, column, why))
  })
}

/** @throws CrawlError registry_invalid, also where the file cannot be read */
export async function readRegistry(file: string): Promise<Portal[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CrawlError(
      'registry_invalid',
      `${file}: cannot be read (${error instanceof Error ? error.message : String(error)})`,
      { file },
    )
  })
  return parseRegistry(text, file)
}

/** A registry as text, the inverse of `parseRegistry`. */
export function formatRegistry(portals: readonly Portal[]): string {
  return stringify(
    portals.map((portal) => [
      portal.id,
      portal.name,
      portal.divisionCode ?? '',
      portal.startUrl,
      portal.platform ?? '',
      portal.columnUrl ?? '',
      portal.note,
    ]),
    { header: true, columns: [...registryColumns] },
  )
}

/**
 * Writes one more portal into a registry file, which is made where there is none. The file is replaced whole or not at all.
 * @throws CrawlError registry_invalid where the id is taken, or the file is not a registry
 */
export async function addPortal(file: string, portal: Portal): Promise<void> {
  const existing = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })
  const portals = existing === null ? [] : parseRegistry(existing, file)
  const text = formatRegistry([...portals, portal])
  parseRegistry(text, file)
  await mkdir(dirname(file), { recursive: true })
  const draft = `${file}.${randomUUID()}.tmp`
  try {
    await writeFile(draft, text, { flush: true })
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/**
 * Portals by id, division code or a code's prefix (`34` for all of Anhui), in the registry's order, each once.
 * @param wanted empty: all of them
 * @throws CrawlError portal_unknown for a word that selects nothing
 */
export function selectPortals(portals: readonly Portal[], wanted: readonly string[]): Portal[] {
  if (wanted.length === 0) return [...portals]
  const chosen = new Set<Portal>()
  for (const word of wanted) {
    const exact = portals.filter(({ id }) => id === word)
    const isCode = /^\d{2,12}$/.test(word) // 34, 3402, 340200
    const found =
      exact.length > 0
        ? exact
        : isCode
          ? portals.filter(({ divisionCode }) => divisionCode?.startsWith(withoutZeros(word)) === true)
          : []
    if (found.length === 0)
      throw new CrawlError(
        'portal_unknown',
        `${word}: no portal has this id, and no division code begins with it. \`nianbao status\` lists the portals.`,
        { word },
      )
    for (const portal of found) chosen.add(portal)
  }
  return portals.filter((portal) => chosen.has(portal))
}

/** 340000 as a whole province and 34 as its prefix select the same; 340200 is that city and what lies in it. */
function withoutZeros(code: string): string {
  return code.replace(/(00)+$/, '') || code // 340000 → 34
}

function portalOf(row: Row, wrongCell: (column: RegistryColumn, why: string) => CrawlError): Portal {
  if (!/^[\w.-]{1,64}$/.test(row.id))
    throw wrongCell('id', `"${row.id}" is not an id: 1 to 64 letters, digits, dots, hyphens`) // 430100, 340400-2
  if (row.division_code !== '' && !/^\d{6}(\d{3}){0,2}$/.test(row.division_code))
    // 430100, 430102001
    throw wrongCell('division_code', `"${row.division_code}" is not a division code of 6, 9 or 12 digits`)
  if (!isWebAddress(row.start_url))
    throw wrongCell('start_url', `"${row.start_url}" is not an http or https address`)
  if (row.column_url !== '' && !isWebAddress(row.column_url))
    throw wrongCell('column_url', `"${row.column_url}" is not an http or https address`)
  if (!/^[\w-]*$/.test(row.platform)) throw wrongCell('platform', `"${row.platform}" is not a platform's id`) // hanweb_jcms
  return {
    id: row.id,
    name: row.name,
    divisionCode: row.division_code === '' ? null : row.division_code,
    startUrl: row.start_url,
    platform: row.platform === '' ? null : row.platform,
    columnUrl: row.column_url === '' ? null : row.column_url,
    note: row.note,
  }
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, hostname } = new URL(text)
  return (protocol === 'http:' || protocol === 'https:') && username === '' && hostname !== ''
}

interface Line {
  readonly record: readonly string[]
  readonly line: number
}

function recordsOf(text: string, file: string): Line[] {
  try {
    const rows = parse(text, { bom: true, info: true, skip_empty_lines: true, relax_column_count_less: true })
    return (rows as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      record,
      line: info.lines,
    }))
  } catch (error) {
    const line = (error as Partial<CsvError> & { lines?: number }).lines ?? 1
    throw wrong(file, line, '', error instanceof Error ? error.message : String(error))
  }
}

function wrong(file: string, line: number, column: string, why: string): CrawlError {
  const where = column === '' ? `${file}, line ${line}` : `${file}, line ${line}, column ${column}`
  return new CrawlError('registry_invalid', `${where}: ${why}.`, { file, line, column })
}
