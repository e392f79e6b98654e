import { utils } from '@e965/xlsx'
import { mainPart } from '../word/parts.ts'
import { descend, elements, parseXml } from '../xml.ts'
import type { XmlElement } from '../xml.ts'
import { unpack } from '../zip.ts'
import type { ZipEntry } from '../zip.ts'

/**
 * The cells that their format strikes out, by the name of their sheet: "3,1" is the fourth row's second. The library that reads the
 * cells tells no fonts. A number has no other way to be struck out.
 */
export type StruckCells = ReadonlyMap<string, ReadonlySet<string>>

/** Of an XLSX workbook; parts that are no XML give none, as the library refuses them. */
export function struckInParts(zip: readonly ZipEntry[]): StruckCells {
  const entries = new Map(zip.map((entry) => [entry.name.replace(/^\//u, ''), entry]))
  const struck = new Map<string, ReadonlySet<string>>()
  const main = mainPart(entries, 'xl/workbook.xml')
  if (!main.ok) return struck
  const { name, relations } = main.value
  const styles = struckStyles(bytesOf(entries, relations.byType.get('styles')))
  if (styles.size === 0) return struck
  const workbook = parsed(bytesOf(entries, name))
  for (const { attributes } of elements(descendOr(workbook, 'sheets'), 'sheet')) {
    const sheet = bytesOf(entries, relations.byId.get(attributes['id'] ?? ''))
    struck.set(attributes['name'] ?? '', cellsOf(sheet, styles))
  }
  return struck
}

function bytesOf(entries: ReadonlyMap<string, ZipEntry>, name: string | undefined): Buffer {
  const entry = name === undefined ? undefined : entries.get(name)
  const bytes = entry && unpack(entry)
  return bytes?.ok ? Buffer.from(bytes.value) : Buffer.alloc(0)
}

function parsed(bytes: Buffer): XmlElement | null {
  const root = parseXml(bytes, '')
  return root.ok ? root.value : null
}

const nothing: XmlElement = { name: '', attributes: {}, children: [] }

function descendOr(root: XmlElement | null, name: string): XmlElement {
  return (root && descend(root, name)) ?? nothing
}

/** <strike/>, but not <strike val="0"/>. @param font of a format, or of a run of text */
export function strikes(font: XmlElement): boolean {
  const strike = descend(font, 'strike')
  return strike !== undefined && !['0', 'false'].includes(strike.attributes['val'] ?? '')
}

/** Numbers of the formats whose font is struck out (ISO/IEC 29500-1, 18.8.10). */
function struckStyles(bytes: Buffer): ReadonlySet<number> {
  if (!bytes.includes('strike')) return new Set()
  const root = parsed(bytes)
  const fonts = elements(descendOr(root, 'fonts'), 'font').map((font) => strikes(font))
  const formats = elements(descendOr(root, 'cellXfs'), 'xf')
  return new Set(
    formats.flatMap(({ attributes }, number) => (fonts[Number(attributes['fontId'])] ? [number] : [])),
  )
}

/** <row r="3"> · <c r="B3" s="5" t="n">: what does not say its place comes after the one before. */
const places = /<(?:\w+:)?(?<kind>row|c)(?=[\s/>])(?<attributes>[^>]*)>/gu

function cellsOf(sheet: Buffer, styles: ReadonlySet<number>): ReadonlySet<string> {
  const struck = new Set<string>()
  let [row, column] = [-1, -1]
  for (const { groups } of sheet.toString('utf8').matchAll(places)) {
    const attributes = groups?.['attributes'] ?? ''
    const place = /\sr="(?<letters>[A-Z]*)(?<number>\d+)"/u.exec(attributes)?.groups
    if (groups?.['kind'] === 'row') {
      row = place ? Number(place['number']) - 1 : row + 1
      column = -1
      continue
    }
    column = place ? utils.decode_col(place['letters'] ?? '') : column + 1
    const style = /\ss="(?<style>\d+)"/u.exec(attributes)?.groups?.['style'] ?? '0'
    if (styles.has(Number(style))) struck.add(`${row},${column}`)
  }
  return struck
}
