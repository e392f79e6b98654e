import type { Division, Gazetteer } from './gazetteer.ts'

/** The division that a name starts with. */
export interface PlaceReading {
  /** The innermost division; null where several bear the name and nothing tells them apart. */
  readonly division: Division | null
  /** What stands after the place. */
  readonly rest: string
  /** True where the name does print a place, resolved or not. */
  readonly named: boolean
}

/** What is known of where a report comes from. */
export interface PlaceContext {
  /** The portal's own division, or another that the document states; null where it is not known. */
  readonly portal: Division | null
  /** The reporting year, to choose between a division and the one that bore its name before; null where unknown. */
  readonly year: number | null
}

/** Between the editions of 2016 and 2023 lies none: what stands first in the later one began in any year of these. */
const lastEditionBefore: Readonly<Record<string, number>> = { '2023': 2016 }

function standsIn(division: Division, year: number): boolean {
  const { validFrom } = division
  const from = validFrom === '' ? 0 : (lastEditionBefore[validFrom] ?? Number(validFrom.slice(0, 4)))
  const to = division.validTo === '' ? Infinity : Number(division.validTo.slice(0, 4))
  return from <= year && year <= to
}

/** Of bearers of one name: those of the reporting year where some stand in it, else today's, else all. */
function current(bearers: readonly Division[], year: number | null): readonly Division[] {
  const then = year === null ? [] : bearers.filter((each) => standsIn(each, year))
  if (then.length > 0) return then
  const now = bearers.filter(({ validTo }) => validTo === '')
  return now.length > 0 ? now : bearers
}

/** The one bearer that fits the portal best: itself, below it, above it, a neighbour of it; null where none is alone. */
function nearest(
  gazetteer: Gazetteer,
  bearers: readonly Division[],
  portal: Division | null,
): Division | null {
  const only = bearers.length === 1 ? (bearers[0] ?? null) : null
  if (portal === null || bearers.length === 0) return only
  const line = gazetteer.above(portal)
  const tiers: ((each: Division) => boolean)[] = [
    (each) => each.code === portal.code,
    (each) => gazetteer.isWithin(each, portal),
    (each) => line.some(({ code }) => code === each.code),
    ...line.toReversed().map((upper) => (each: Division) => gazetteer.isWithin(each, upper)),
  ]
  for (const tier of tiers) {
    const near = bearers.filter(tier)
    if (near.length === 1) return near[0] ?? null
    if (near.length > 1) return null
  }
  return only
}

/** The longest name of these divisions that the text starts with. */
function startingWith(text: string, divisions: readonly Division[]): readonly Division[] {
  const found = divisions.filter(({ name }) => text.startsWith(name))
  const longest = Math.max(0, ...found.map(({ name }) => name.length))
  return found.filter(({ name }) => name.length === longest)
}

function lengthOf(gazetteer: Gazetteer, text: string, division: Division): number {
  for (let length = Math.min(18, text.length); length >= 2; length -= 1) {
    if (gazetteer.named(text.slice(0, length)).includes(division)) return length
  }
  return 0
}

/** The town or street that the text starts with, in these counties; null where it is not one alone. */
function townIn(gazetteer: Gazetteer, text: string, counties: readonly Division[]): Division | null {
  if (!/^.{1,18}?(?:镇|乡|街道|苏木|场|区|办事处)/u.test(text)) return null // 落水镇, 京泰路街道, 园艺场
  const found = startingWith(
    text,
    counties.flatMap(({ code }) => gazetteer.towns(code)),
  )
  return found.length === 1 ? (found[0] ?? null) : null
}

/** The division itself, or all counties below it: where its towns are to be sought. */
function countiesOf(gazetteer: Gazetteer, division: Division): readonly Division[] {
  if (division.level === 'county' || division.level === 'zone') return [division]
  if (division.level !== 'prefecture') return []
  const below = gazetteer.divisions.filter(
    ({ parent, validTo }) => parent === division.code && validTo === '',
  )
  return below.length === 0 ? [division] : below
}

/** 西城区街道办事处, 新县镇: what looks like a county is the start of a town's name. */
const townFollows = /^(?:街道|镇|乡)(?:$|办事处|人民政府|政府)/u
/** 宁夏路街道, 新疆街道: nor is a short name a province there. */
const streetFollows = /^.{0,3}(?:街道|镇|乡)/u

function isTownsName(place: string, rest: string): boolean {
  return townFollows.test(rest) || (!/[省市县区旗州盟]$/u.test(place) && streetFollows.test(rest))
}

/**
 * Reads the place at a name's start, as deep as it goes: 济南市市中区农业农村局 is 370103 and 农业农村局; 洪泽区人民政府 is
 * 320813, the only one, and 鼓楼区教育局 nothing certain unless the portal tells which.
 */
export function readPlace(gazetteer: Gazetteer, name: string, context: PlaceContext): PlaceReading {
  let bearers = current(gazetteer.startsWith(name), context.year)
  const first = bearers[0]
  const length = first ? lengthOf(gazetteer, name, first) : 0
  // 西城区街道办事处 on 定州's portal is its 西城区街道, and 宁夏路街道 no part of 宁夏: the portal's own towns come first.
  const own = context.portal ? townIn(gazetteer, name, countiesOf(gazetteer, context.portal)) : null
  if (own && own.name.length > length)
    return { division: own, rest: name.slice(own.name.length), named: true }
  if (!first || isTownsName(name.slice(0, length), name.slice(length)))
    return { division: null, rest: name, named: false }
  let rest = name.slice(length)
  for (;;) {
    const outer = bearers
    const inner = gazetteer
      .startsWith(rest)
      .filter((each) => outer.some((upper) => gazetteer.isWithin(each, upper)))
    const kept = current(inner, context.year)
    const deeper = kept[0]
    if (!deeper) break
    rest = rest.slice(lengthOf(gazetteer, rest, deeper))
    bearers = kept
  }
  const division = nearest(gazetteer, bearers, context.portal)
  // 鼓楼区人民政府华侨路街道办事处: a county's government printed before its street.
  const below = rest.replace(/^人民政府(?=.)/u, '')
  const town = division ? townIn(gazetteer, below, countiesOf(gazetteer, division)) : null
  return town
    ? { division: town, rest: below.slice(town.name.length), named: true }
    : { division, rest, named: true }
}
