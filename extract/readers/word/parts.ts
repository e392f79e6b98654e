import { failure } from '../../decode.ts'
import type { ExtractError, Result } from '../../extraction.ts'
import type { Limits } from '../../limits.ts'
import { elements, parseXml } from '../xml.ts'
import type { XmlElement } from '../xml.ts'
import { openZip, unpack } from '../zip.ts'
import type { ZipEntry } from '../zip.ts'

/** The parts of a DOCX that carry its text. */
export interface DocxParts {
  readonly main: XmlElement
  readonly styles: XmlElement | null
  readonly numbering: XmlElement | null
  /** Targets by relationship id, as paths within the file: rId4 → word/media/image1.png */
  readonly relations: ReadonlyMap<string, string>
}

/** Opens a DOCX and finds its parts by their relationships, which alone say what a part is (ISO/IEC 29500-2). */
export function parts(bytes: Uint8Array, limits: Limits): Result<DocxParts, ExtractError> {
  const zip = openZip(bytes, limits)
  if (!zip.ok) return zip
  const entries = new Map(zip.value.map((entry) => [entry.name.replace(/^\//u, ''), entry])) // /word/document.xml
  const named = mainPart(entries, 'word/document.xml')
  if (!named.ok) return named
  const { name, relations } = named.value
  const entry = entries.get(name)
  if (!entry) return failure('corrupt', `a Word document without its main part ${name}; fetch it again`)
  const main = part(entry)
  if (!main.ok) return main
  const styles = optional(entries, relations.byType.get('styles'))
  if (!styles.ok) return styles
  const numbering = optional(entries, relations.byType.get('numbering'))
  if (!numbering.ok) return numbering
  return {
    ok: true,
    value: {
      main: main.value,
      styles: styles.value,
      numbering: numbering.value,
      relations: relations.byId,
    },
  }
}

function part(entry: ZipEntry): Result<XmlElement, ExtractError> {
  const bytes = unpack(entry)
  return bytes.ok ? parseXml(bytes.value, entry.name) : bytes
}

function optional(
  entries: ReadonlyMap<string, ZipEntry>,
  name: string | undefined,
): Result<XmlElement | null, ExtractError> {
  const entry = name === undefined ? undefined : entries.get(name)
  return entry ? part(entry) : { ok: true, value: null }
}

export interface Relations {
  readonly byId: ReadonlyMap<string, string>
  /** By the last word of the relationship's type: officeDocument, styles, numbering. */
  readonly byType: ReadonlyMap<string, string>
}

/** The part that an office file is about, and what it names as its own parts; @param usual its name where none is given */
export function mainPart(
  entries: ReadonlyMap<string, ZipEntry>,
  usual: string,
): Result<{ readonly name: string; readonly relations: Relations }, ExtractError> {
  const root = related(entries, '_rels/.rels', '')
  if (!root.ok) return root
  const name = root.value.byType.get('officeDocument') ?? usual
  const folder = name.slice(0, name.lastIndexOf('/') + 1)
  const relations = related(entries, `${folder}_rels/${name.slice(folder.length)}.rels`, folder)
  return relations.ok ? { ok: true, value: { name, relations: relations.value } } : relations
}

function related(
  entries: ReadonlyMap<string, ZipEntry>,
  name: string,
  folder: string,
): Result<Relations, ExtractError> {
  const root = optional(entries, name)
  if (!root.ok) return root
  const byId = new Map<string, string>()
  const byType = new Map<string, string>()
  for (const { attributes } of root.value ? elements(root.value, 'Relationship') : []) {
    const target = attributes['Target'] ?? ''
    const path = target.startsWith('/') ? target.slice(1) : folder + target
    byId.set(attributes['Id'] ?? '', path)
    byType.set((attributes['Type'] ?? '').split('/').at(-1) ?? '', path)
  }
  return { ok: true, value: { byId, byType } }
}
