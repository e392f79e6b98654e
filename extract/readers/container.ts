import { failure } from '../decode.ts'
import type { Document } from '../document.ts'
import type { ExtractError, Result } from '../extraction.ts'
import type { Limits } from '../limits.ts'
import type { Reader } from '../readers.ts'
import { openOle } from './ole.ts'
import { openZip } from './zip.ts'
import type { ZipEntry } from './zip.ts'

/** What a ZIP is for: an office document, or an archive of files. */
export type ZipContent = 'docx' | 'xlsx' | 'ofd' | 'opendocument' | 'slides' | 'archive'

/** The part that only that kind of document has, by the start of its path in lower case. */
const signs: readonly (readonly [start: string, content: ZipContent])[] = [
  ['word/', 'docx'],
  ['xl/', 'xlsx'],
  ['ppt/', 'slides'],
  ['ofd.xml', 'ofd'],
]

/** Tells what a ZIP is by the parts in it, never by its name. */
export function zipContent(entries: readonly ZipEntry[]): ZipContent {
  const names = entries.map(({ name }) => name.replace(/^\//u, '').toLowerCase()) // /word/document.xml
  // OpenDocument names itself in its first file; an archive may hold anything of that name further down.
  if (names[0] === 'mimetype' && names.includes('content.xml')) return 'opendocument'
  const office = names.includes('[content_types].xml') || names.includes('ofd.xml')
  const sign = office ? signs.find(([start]) => names.some((name) => name.startsWith(start))) : undefined
  return sign?.[1] ?? 'archive'
}

const zipReaders: Readonly<Record<ZipContent, Reader>> = {
  docx: async (bytes, limits) => (await import('./docx.ts')).readDocx(bytes, limits),
  xlsx: async (bytes, limits) => (await import('./xlsx.ts')).readXlsx(bytes, limits),
  ofd: async (bytes, limits) => (await import('./ofd.ts')).readOfd(bytes, limits),
  opendocument: refused('an OpenDocument file; open it in LibreOffice and save it as DOCX or XLSX'),
  slides: refused('a slide show; annual reports are not made as one: look at it by hand'),
  archive: refused('an archive of several files; unpack it and read each'),
}

function refused(message: string): Reader {
  return () => Promise.resolve(failure('unsupported', message))
}

/** Reads the office document that a ZIP is; an archive of files is `unsupported` here: `openArchive` lists its files. */
export async function readZip(bytes: Uint8Array, limits: Limits): Promise<Result<Document, ExtractError>> {
  const entries = openZip(bytes, limits)
  return entries.ok ? zipReaders[zipContent(entries.value)](bytes, limits) : entries
}

/** Reads the office document of 1997–2003 that an OLE container is, by the streams in it. */
export async function readOle(bytes: Uint8Array, limits: Limits): Promise<Result<Document, ExtractError>> {
  const streams = openOle(bytes)
  if (!streams.ok) return streams
  const names = new Set(streams.value.keys())
  // Word and Excel lock newer files by wrapping them in an OLE container.
  if (names.has('EncryptedPackage'))
    return failure('encrypted', 'the document is locked with a password; ask the publisher for an open copy')
  if (names.has('WordDocument')) return (await import('./doc.ts')).readDoc(bytes, limits)
  if (names.has('Workbook') || names.has('Book')) return (await import('./xlsx.ts')).readXlsx(bytes, limits)
  return failure(
    'unsupported',
    'an OLE file with neither a Word document nor a workbook in it; look at it by hand',
  )
}
