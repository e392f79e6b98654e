import { failure } from '../../decode.ts'
import type { ExtractError, Result } from '../../extraction.ts'
import type { Limits } from '../../limits.ts'
import { descend, elements, parseXml, xmlText } from '../xml.ts'
import type { XmlElement } from '../xml.ts'
import { openZip, unpack } from '../zip.ts'
import type { ZipEntry } from '../zip.ts'
import { numbers } from './objects.ts'

/** A page's parts: its own content and, below it, its templates'. */
export interface OfdPage {
  /** Millimetres: x, y, width, height. */
  readonly box: readonly number[]
  readonly layers: readonly XmlElement[]
}

export interface OfdPackage {
  readonly title: string | null
  readonly pages: readonly OfdPage[]
}

/** A4, where neither page nor document states a size. */
const a4 = [0, 0, 210, 297]

/** Opens an OFD (GB/T 33190, clause 7) and finds the pages of its documents, in order. */
export function openOfd(bytes: Uint8Array, limits: Limits): Result<OfdPackage, ExtractError> {
  const zip = openZip(bytes, limits)
  if (!zip.ok) return zip
  try {
    return { ok: true, value: packageOf(new Parts(zip.value), limits) }
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, error: error.reason }
    throw error
  }
}

/** Carries a part's failure out of the walk through the package; never leaves this file. */
class Unreadable extends Error {
  readonly reason: ExtractError

  constructor(reason: ExtractError) {
    super(reason.message)
    this.reason = reason
  }
}

/** The package's XML parts by path, each parsed once. */
class Parts {
  readonly #entries: ReadonlyMap<string, ZipEntry>
  readonly #parsed = new Map<string, XmlElement>()

  constructor(entries: readonly ZipEntry[]) {
    this.#entries = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]))
  }

  has(path: string): boolean {
    return this.#entries.has(path.toLowerCase())
  }

  part(path: string): XmlElement {
    const known = this.#parsed.get(path)
    if (known) return known
    const entry = this.#entries.get(path.toLowerCase())
    if (!entry)
      throw new Unreadable({ code: 'corrupt', message: `the OFD lacks its part ${path}; fetch it again` })
    const bytes = unpack(entry)
    const parsed = bytes.ok ? parseXml(bytes.value, path) : bytes
    if (!parsed.ok) throw new Unreadable(parsed.error)
    this.#parsed.set(path, parsed.value)
    return parsed.value
  }
}

function packageOf(parts: Parts, limits: Limits): OfdPackage {
  if (parts.has('Encryptions.xml'))
    throw refusal('encrypted', 'the OFD is encrypted; ask the publisher for an open copy')
  const bodies = elements(parts.part('OFD.xml'), 'DocBody')
  const pages: OfdPage[] = []
  for (const body of bodies) {
    const root = textAt(body, 'DocRoot')
    if (root === null) continue
    const path = resolved('', root)
    for (const page of pagesOf(parts, path)) {
      pages.push(page)
      if (pages.length > limits.maxPages)
        throw refusal('too_large', `the OFD has more than ${limits.maxPages} pages; look at it by hand`)
    }
  }
  const info = bodies[0] && descend(bodies[0], 'DocInfo')
  return { title: info ? textAt(info, 'Title') : null, pages }
}

function refusal(code: 'encrypted' | 'too_large', message: string): Unreadable {
  const refused = failure(code, message)
  return new Unreadable(refused.ok ? { code, message } : refused.error)
}

function* pagesOf(parts: Parts, path: string): Generator<OfdPage> {
  const document = parts.part(path)
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const common = descend(document, 'CommonData')
  const box = boxOf(common && descend(common, 'PageArea')) ?? a4
  const templates = new Map(
    (common ? elements(common, 'TemplatePage') : []).map(({ attributes }) => [
      attributes['ID'] ?? '',
      resolved(folder, attributes['BaseLoc'] ?? ''),
    ]),
  )
  const list = descend(document, 'Pages')
  for (const { attributes } of list ? elements(list, 'Page') : []) {
    const page = parts.part(resolved(folder, attributes['BaseLoc'] ?? ''))
    const below = elements(page, 'Template').flatMap((template) => {
      const location = templates.get(template.attributes['TemplateID'] ?? '')
      return location === undefined ? [] : [parts.part(location)]
    })
    yield { box: boxOf(descend(page, 'Area')) ?? box, layers: [...below, page] }
  }
}

function boxOf(area: XmlElement | undefined): number[] | null {
  const box = numbers((area && textAt(area, 'PhysicalBox')) ?? undefined)
  return box.length === 4 ? box : null
}

function textAt(parent: XmlElement, name: string): string | null {
  const element = descend(parent, name)
  const text = element ? xmlText(element).trim() : ''
  return text === '' ? null : text
}

/** `Pages/Page_0/Content.xml` within `Doc_0/`; `/Doc_0/…` counts from the package's root. */
function resolved(folder: string, location: string): string {
  const path: string[] = []
  for (const step of (location.startsWith('/') ? location : folder + location).split('/')) {
    if (step === '..') path.pop()
    else if (step !== '' && step !== '.') path.push(step)
  }
  return path.join('/')
}
