import type { Agency } from './agency.ts'
import { paragraphs } from './document.ts'
import type { Document } from './document.ts'
import type { Hints } from './extraction.ts'
import { identify } from './identity.ts'
import type { Identity } from './identity.ts'

/**
 * What a page says of a scan was typed, and goes before what was read off it. A name read off a picture whose place is
 * none of the country's may be one misread (毫州 for 亳州): whose report it is, is then not known.
 */
export function identified(document: Document, hints: Hints): Identity {
  const scanned = document.doubts !== undefined
  const [title, linkTitle] = scanned ? [hints.title, document.title] : [document.title, hints.title]
  const identity = identify({
    ...(hints.url === undefined ? {} : { url: hints.url }),
    ...(linkTitle === undefined || linkTitle === null ? {} : { linkTitle }),
    ...(title === undefined || title === null ? {} : { title }),
    ...(hints.portalDivision === undefined ? {} : { portalDivision: hints.portalDivision }),
    metadata: document.metadata,
    text: bodyOf(document),
  })
  const { agency } = identity
  const doubtful =
    scanned && agency !== null && !isPlaced(agency) && !(hints.title ?? '').includes(agency.name)
  return doubtful ? { ...identity, agency: null, agencyFrom: 'none' } : identity
}

/** 毫州市医疗保障局, with a place of its own that the gazetteer did not take from it; not 市场监督管理局, 城市管理局. */
const ownPlace = /^\p{Script=Han}{2}[市县](?!场)/u

function isPlaced({ divisionCode, level, key }: Agency): boolean {
  if (level === 'national') return true
  return divisionCode !== null && !ownPlace.test(key.slice(key.lastIndexOf('/') + 1))
}

function bodyOf(document: Document): string {
  return paragraphs(document)
    .map(({ text }) => text)
    .join('\n')
}
