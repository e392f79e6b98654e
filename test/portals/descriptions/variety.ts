import type { Format, PracticeAgency, PracticePortal, TableLayout, TitleStyle } from '../portal.ts'
import { random } from '../random.ts'
import { usualNeighbours, usualRobots } from './common.ts'

/** What tells one portal of the large set from the others; the rest is drawn by lot from its id. */
export type Variety = Pick<PracticePortal, 'id' | 'name' | 'divisionCode' | 'platform' | 'organisation'> &
  Partial<
    Pick<
      PracticePortal,
      'encoding' | 'metaTags' | 'robots' | 'quirks' | 'trouble' | 'linksTo' | 'neighbours' | 'decoys'
    >
  >

/** A portal of a county with four agencies whose ways of writing, titles and figures follow from its id. */
export function portalOf(variety: Variety): PracticePortal {
  return {
    port: null,
    encoding: 'utf-8',
    metaTags: 'standard',
    robots: usualRobots,
    neighbours: usualNeighbours,
    ...variety,
    agencies: agencies(variety),
  }
}

function agencies({ id, name }: Variety): PracticeAgency[] {
  const chance = random(`${id}/agencies`)
  const first = () => chance.int(2018, 2021)
  const layout = (): TableLayout => ({
    cells: chance.pick(['spans', 'spans', 'padded']),
    proactive: chance.pick(['one', 'each']),
    disputes: chance.pick(['row', 'row', 'three']),
    markup: chance.pick(['plain', 'styled', 'word']),
    labels: chance.pick(['issued', 'narrow', 'spaced']),
    blank: chance.pick(['', '&nbsp;', '\u3000']),
  })
  const title = (): TitleStyle => chance.pick(['full', 'full', 'year_first', 'without_agency', 'bare_year'])
  const oneOf = (
    agencyName: string,
    slug: string,
    kind: PracticeAgency['kind'],
    scale: number,
    years: PracticeAgency['years'],
  ): PracticeAgency => ({ name: agencyName, slug, kind, scale, years, title: title(), layout: layout() })
  const pictured = chance.pick<Format>(['page', 'page', 'page', 'image'])
  const town = chance.pick(['城关镇', '太平镇', '永丰镇', '石桥镇'])
  return [
    oneOf(`${name}人民政府`, 'zf', 'government', 40, [2017, 2024]),
    oneOf(`${name}财政局`, 'czj', 'department', 9, [first(), 2024]),
    { ...oneOf(`${name}卫生健康局`, 'wjj', 'department', 6, [2021, 2024]), formats: { 2022: pictured } },
    oneOf(`${name}${town}人民政府`, 'zhen', 'township', 3, [first(), 2023]),
  ]
}
