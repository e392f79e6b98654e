import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Store } from '../../db/store.ts'
import type { Agency } from '../../extract/agency.ts'
import { identify } from '../../extract/identity.ts'
import { atlas } from '../../pipeline/atlas.ts'
import { rows, save, withFolder } from './records.ts'

function withAtlas<Value>(use: (store: Store) => Value): Value {
  return withFolder((folder) => {
    const store = Store.open(join(folder, 'test.sqlite'), atlas())
    try {
      return use(store)
    } finally {
      store.close()
    }
  })
}

/** The agency that a title means, on the portal of a division. */
function agencyOf(name: string, portalDivision = '430100'): Agency {
  const { agency } = identify({ title: `${name}2020年政府信息公开工作年度报告`, portalDivision })
  if (!agency) throw new Error(`${name} is no agency's name`)
  return agency
}

function report(store: Store, name: string, year: number, portalDivision?: string): void {
  const url = `http://127.0.0.1:8101/${name}${year}.html`
  save(store, url, { agency: agencyOf(name, portalDivision), year }, { url })
}

const successors = `select a.name, s.name as successor from agency a left join agency s on s.agency_id = a.successor_id order by a.name`
const successorsIn = (store: Store) =>
  Object.fromEntries(rows(store, successors).map(({ name, successor }) => [name, successor]))

const inOrder = (names: readonly [string, number][]) =>
  withAtlas((store) => {
    for (const [name, year] of names) report(store, name, year)
    return successorsIn(store)
  })

describe('an agency has a place and a kind', () => {
  it.each([
    ['长沙市医疗保障局', 'department', 'prefecture', '430100', '湖南省长沙市'],
    ['湖南省人民政府', 'government', 'province', '430000', '湖南省'],
    ['岳麓区人民政府办公室', 'office', 'county', '430104', '湖南省长沙市岳麓区'],
    ['浏阳市大瑶镇人民政府', 'town', 'township', '430181110', '湖南省长沙市浏阳市大瑶镇'],
  ])('%s', (name, kind, level, code, place) => {
    withAtlas((store) => {
      report(store, name, 2020)
      expect(
        rows(
          store,
          `select a.kind, a.level, a.division_code as code, d.full_name as place from agency a
           join division d on d.code = a.division_code`,
        ),
      ).toEqual([{ kind, level, code, place }])
    })
  })

  it('the places above it are there too, up to the province', () => {
    withAtlas((store) => {
      report(store, '浏阳市大瑶镇人民政府', 2020)
      expect(
        rows(store, 'select code, name, level, parent_code from division order by length(code), code'),
      ).toEqual([
        { code: '430000', name: '湖南省', level: 'province', parent_code: null },
        { code: '430100', name: '长沙市', level: 'prefecture', parent_code: '430000' },
        { code: '430181', name: '浏阳市', level: 'county', parent_code: '430100' },
        { code: '430181110', name: '大瑶镇', level: 'township', parent_code: '430181' },
      ])
    })
  })
})

describe('a reform links agencies of one division', () => {
  it('three became one: 工商, 质监 and 食药监 have 市场监督管理局 as their successor', () => {
    withAtlas((store) => {
      report(store, '长沙市市场监督管理局', 2019)
      report(store, '长沙市工商行政管理局', 2017)
      report(store, '长沙市质量技术监督局', 2018)
      report(store, '长沙市食品药品监督管理局', 2016)
      report(store, '株洲市工商行政管理局', 2017, '430200')
      const heir = '长沙市市场监督管理局'
      expect(successorsIn(store)).toEqual({
        [heir]: null,
        长沙市工商行政管理局: heir,
        长沙市质量技术监督局: heir,
        长沙市食品药品监督管理局: heir,
        株洲市工商行政管理局: null,
      })
    })
  })

  it('the order in which reports are found makes no difference', () => {
    const found: [string, number][] = [
      ['长沙市卫生局', 2012],
      ['长沙市卫生和计划生育委员会', 2016],
      ['长沙市卫生健康委员会', 2020],
    ]
    expect(inOrder(found)).toEqual({
      长沙市卫生局: '长沙市卫生和计划生育委员会',
      长沙市卫生和计划生育委员会: '长沙市卫生健康委员会',
      长沙市卫生健康委员会: null,
    })
    expect(inOrder(found.toReversed())).toEqual(inOrder(found))
  })

  it('passes over a step that left no report', () => {
    withAtlas((store) => {
      report(store, '长沙市卫生局', 2012)
      report(store, '长沙市卫生健康委员会', 2020)
      expect(successorsIn(store)).toMatchObject({ 长沙市卫生局: '长沙市卫生健康委员会' })
    })
  })

  it('an agency that goes on reporting has none', () => {
    withAtlas((store) => {
      report(store, '长沙市林业和草原局', 2020)
      report(store, '长沙市林业局', 2018)
      expect(successorsIn(store)).toMatchObject({ 长沙市林业局: '长沙市林业和草原局' })
      report(store, '长沙市林业局', 2023)
      expect(successorsIn(store)).toMatchObject({ 长沙市林业局: null })
    })
  })
})

describe('a name is never changed by a reform or by a short form', () => {
  it('each printed name is kept, with the years in which reports print it', () => {
    withAtlas((store) => {
      report(store, '长沙市医保局', 2019)
      report(store, '长沙市医保局', 2020)
      report(store, '长沙市医疗保障局', 2021)
      report(store, '长沙市医疗保障局', 2023)
      expect(rows(store, 'select name, first_year, last_year from agency_name order by first_year')).toEqual([
        { name: '长沙市医保局', first_year: 2019, last_year: 2020 },
        { name: '长沙市医疗保障局', first_year: 2021, last_year: 2023 },
      ])
      expect(rows(store, 'select name from agency')).toEqual([{ name: '长沙市医疗保障局' }])
    })
  })
})
