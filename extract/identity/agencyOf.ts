import type { Agency, AgencyLevel } from '../agency.ts'
import { wholeFunction } from './functions.ts'
import type { Division, Gazetteer } from './gazetteer.ts'
import { afterShortPlace, isNational, nationalPrefix } from './national.ts'
import { type PlaceContext, type PlaceReading, readPlace } from './place.ts'

/**
 * 市医保局, 县人民政府, 区数据局: the division by its kind alone. 市场监督管理局, 市政园林局, 市民中心, 市监局, 市直部门,
 * 区域合作办, 乡村振兴局 are not; 市民政局, 市政数局, 市监察局, 市直机关工委 are.
 */
const bareKind =
  /^(?:[全我本])?(自治区|自治州|省|市(?!场|政(?!府|协|务|法|数)|容|民(?![政宗族委])|监(?![察委])|直(?!机关|属))|县(?!域|直(?!机关|属))|区(?!域|块|直(?!机关|属))|州|盟|旗|镇(?!街)|乡(?!村|镇))(?=.)/u
/** 全市, 我县: the government of the portal's own division. */
const wholeDivision = /^[全我本](省|市|县|区|州|盟|旗)(?:人民)?(?:政府)?$/u

/** 县信访局 without its 县. */
export function withoutBareKind(name: string): string {
  return name.replace(bareKind, '')
}

function kindMatches(division: Division, kind: string): boolean {
  return kind === '州' ? division.name.endsWith('自治州') : division.name.endsWith(kind)
}

/** The division of that kind, on the portal's own line: a county's portal speaks of 县, of 市 above it, of 省. */
function ofKind(gazetteer: Gazetteer, kind: string, portal: Division | null): Division | null {
  if (portal === null) return null
  const line = [portal, ...gazetteer.above(portal).toReversed()]
  // 区 of a portal means the county; 广西's own name ends in 区 too.
  const fitting = line.filter(
    (each) => kindMatches(each, kind) && (kind !== '区' || each.level !== 'province'),
  )
  return fitting.find(({ level }) => kind !== '市' || level !== 'township') ?? null
}

/** 湖北调查总队: the stem of a province's or a city's name. */
function readShortPlace(gazetteer: Gazetteer, name: string, context: PlaceContext): PlaceReading | null {
  for (let length = 5; length >= 2; length -= 1) {
    const rest = name.slice(length)
    if (!afterShortPlace.test(rest)) continue
    const stem = name.slice(0, length)
    for (const suffix of ['', '省', '市', '县', '区']) {
      const found = gazetteer.named(`${stem}${suffix}`).filter(({ validTo }) => validTo === '')
      if (found.length === 1 && found[0]) return { division: found[0], rest, named: true }
    }
    if (context.portal?.name.startsWith(stem)) return { division: context.portal, rest, named: true }
  }
  return null
}

function fullNameOf(gazetteer: Gazetteer, division: Division, rest: string): string {
  return [...gazetteer.above(division), division].map(({ name }) => name).join('') + rest
}

/** 新疆生产建设兵团第八师, 兵团第一师, 第十师. */
const productionCorps =
  /^(?:新疆生产建设兵团|兵团)(?:第[一二三四五六七八九十]+师)?|^第[一二三四五六七八九十]+师(?=.{2,4}市)/u

const zone =
  /(?:开发区|高新区|经开区|保税区|园区|新区|合作区|度假区|示范区|试验区|实验区|景区)(?:管理委员会|管委会)?$/u

function levelOf(division: Division | null, name: string, rest: string): AgencyLevel | null {
  if (/(?:镇|乡|街道|苏木|街道办事处|街道办)(?:人民政府|政府)?$/u.test(name)) return 'township' // 落水镇人民政府
  if (division === null) return isNational(name) ? 'national' : null
  if (division.level === 'zone' || (division.level === 'prefecture' && zone.test(rest))) return 'county'
  return division.level
}

/** What distinguishes the agency within its division. */
function functionOf(division: Division | null, rest: string): string {
  if (division?.level === 'zone' && /^(?:管委会|管理委员会)?$/u.test(rest)) return '管理委员会'
  if (division?.level !== 'township') return alone(rest)
  return division.name.endsWith('街道') && /^(?:办事处|办|人民政府|政府)?$/u.test(rest)
    ? '街道办事处'
    : wholeFunction(rest)
}

/** 街道办事处 in full where a street stands as a name of its own: 西街街道 and 西街街道办事处 are one. */
function alone(name: string): string {
  if (/街道(?:办)?$/u.test(name)) return name.replace(/街道(?:办)?$/u, '街道办事处')
  if (/(?:镇|乡|苏木)(?:政府)?$/u.test(name)) return name.replace(/(?:政府)?$/u, '人民政府')
  return wholeFunction(name)
}

/**
 * The agency that a printed name means.
 * @param name as printed, after `printed`
 * @param host where the report stands; keeps two agencies apart whose place is not known: 财政局 of one county and of another
 * @returns null where the name says nothing without a place that is not known: 县信访局, 全市
 */
export function agencyOf(
  gazetteer: Gazetteer,
  name: string,
  context: PlaceContext,
  host = '',
): Agency | null {
  const made = (shown: string, reading: PlaceReading): Agency => {
    const { division, rest } = reading
    const what = functionOf(division, rest)
    const owner = division ? division.code : isNational(shown) || host === '' ? '' : `/${host}`
    return {
      name: shown,
      fullName: division ? fullNameOf(gazetteer, division, rest) : shown,
      divisionCode: division?.code ?? null,
      level: levelOf(division, shown, rest),
      key: division ? `${owner}/${what}` : `${owner}/${reading.named ? alone(shown) : what}`,
    }
  }

  // 新疆生产建设兵团 has no code of its own; its cities, 第八师石河子市, have.
  const ofCorps = (shown: string, corps: string): Agency => {
    const city = readPlace(gazetteer, shown.slice(corps.length), context)
    if (city.division) return { ...made(shown, city), fullName: shown }
    return { ...made(shown, { division: null, rest: shown, named: true }), level: null }
  }

  const whole = wholeDivision.exec(name)
  if (whole) {
    const division = ofKind(gazetteer, whole[1] ?? '', context.portal)
    return division ? made(`${division.name}人民政府`, { division, rest: '人民政府', named: true }) : null
  }
  if (isNational(name))
    return made(name, { division: null, rest: name.replace(/^中华人民共和国/u, ''), named: false })

  const corps = productionCorps.exec(name)
  if (corps) return ofCorps(name, corps[0])

  const prefix = nationalPrefix.exec(name)?.[0] ?? ''
  if (prefix !== '') {
    const local = name.slice(prefix.length)
    const reading = readPlace(gazetteer, local, context)
    const inner = reading.named ? reading : readShortPlace(gazetteer, local, context)
    return inner
      ? { ...made(name, { ...inner, rest: `${prefix}${inner.rest}` }), fullName: name }
      : made(name, { division: null, rest: name, named: true })
  }

  const place = readPlace(gazetteer, name, context)
  if (place.named) return made(name, place)
  const bare = bareKind.exec(name)
  if (bare) {
    const division = ofKind(gazetteer, bare[1] ?? '', context.portal)
    if (division) return made(name, readTown(gazetteer, division, name.slice(bare[0].length), context))
    // 自治区人民政府办公厅 is a name that reports do print; 县信访局 is one of 2,800.
    return bare[1] === '自治区' ? made(name, { division: null, rest: name, named: true }) : null
  }
  const short = readShortPlace(gazetteer, name, context)
  if (short?.division) {
    // 绵竹高新技术产业园区 is no 绵竹市高新技术产业园区: only what stands above is added.
    return {
      ...made(name, short),
      fullName: `${gazetteer
        .above(short.division)
        .map((each) => each.name)
        .join('')}${name}`,
    }
  }
  // 城市管理局 on a county's own portal is the county's; a town's name that the gazetteer lacks stays with its county.
  return made(name, { division: context.portal, rest: name, named: false })
}

function readTown(
  gazetteer: Gazetteer,
  division: Division,
  rest: string,
  context: PlaceContext,
): PlaceReading {
  const deeper = readPlace(gazetteer, rest, { ...context, portal: division })
  return deeper.named && deeper.division && gazetteer.isWithin(deeper.division, division)
    ? deeper
    : { division, rest, named: true }
}
