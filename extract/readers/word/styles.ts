import { descend, elements } from '../xml.ts'
import type { XmlElement } from '../xml.ts'

/** heading 1, Heading 2, 标题 3: Word writes the English names, WPS either. */
const headingName = /^(?:heading|标题)\s*(?<level>[1-9])$/iu

/** The outline level from 1 of every paragraph style that is a heading, its base styles asked where it is silent. */
export function headingStyles(styles: XmlElement | null): ReadonlyMap<string, number> {
  const all = new Map(
    (styles ? elements(styles, 'style') : []).map((style) => [style.attributes['styleId'] ?? '', style]),
  )
  const levels = new Map<string, number>()
  for (const id of all.keys()) {
    const level = levelOf(id, all, new Set())
    if (level !== null) levels.set(id, level)
  }
  return levels
}

/** Character properties by style, those of its base styles behind its own. */
export function styleProperties(styles: XmlElement | null): ReadonlyMap<string, readonly XmlElement[]> {
  const all = new Map(
    (styles ? elements(styles, 'style') : []).map((style) => [style.attributes['styleId'] ?? '', style]),
  )
  const chain = (id: string, seen: readonly string[]): XmlElement[] => {
    const style = all.get(id)
    if (!style || seen.includes(id)) return []
    const own = descend(style, 'rPr')
    return [
      ...(own ? [own] : []),
      ...chain(descend(style, 'basedOn')?.attributes['val'] ?? '', [...seen, id]),
    ]
  }
  return new Map([...all.keys()].map((id) => [id, chain(id, [])]))
}

function levelOf(id: string, all: ReadonlyMap<string, XmlElement>, seen: Set<string>): number | null {
  const style = all.get(id)
  if (!style || seen.has(id)) return null
  seen.add(id)
  const named = headingName.exec(descend(style, 'name')?.attributes['val'] ?? '')?.groups?.['level']
  if (named !== undefined) return Number(named)
  const outline = outlineLevel(style)
  if (outline !== undefined) return outline
  return levelOf(descend(style, 'basedOn')?.attributes['val'] ?? '', all, seen)
}

/**
 * The outline level that a paragraph or style states itself, from 1; null for body text, undefined where it says nothing.
 * WordprocessingML counts from 0, and 9 is body text.
 */
export function outlineLevel(owner: XmlElement): number | null | undefined {
  const value = descend(owner, 'pPr', 'outlineLvl')?.attributes['val']
  if (value === undefined) return undefined
  const level = Number.parseInt(value, 10)
  return level >= 0 && level < 9 ? level + 1 : null
}
