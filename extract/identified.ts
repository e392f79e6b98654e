import type { Agency } from './agency.ts'
import { paragraphs } from './document.ts'
import type { Document } from './document.ts'
import type { Hints } from './extraction.ts'
import { gazetteer } from './identity/gazetteer.ts'
import { identify } from './identity.ts'
import type { Identity } from './identity.ts'

/**
 * What a page says of a scan was typed, and goes before what was read off it. A name read off a picture whose city
 * or county is none of the country's may be one misread (毫州 for 亳州): whose report it is, is then not known.
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
    scanned && agency !== null && isNowhere(agency) && !(hints.title ?? '').includes(agency.name)
  return doubtful ? { ...identity, agency: null, agencyFrom: 'none' } : identity
}

/** 毫州市医疗保障局, 测试县人民政府; not 城市管理局, and not a town, of which there are forty thousand. */
const cityOrCounty = /^\p{Script=Han}{2,3}[市县](?![场政容])/u

function isNowhere({ name }: Agency): boolean {
  return cityOrCounty.test(name) && gazetteer().startsWith(name).length === 0
}

function bodyOf(document: Document): string {
  return paragraphs(document)
    .map(({ text }) => text)
    .join('\n')
}
