import { describe, expect, it } from 'vitest'
import { identify } from '../../extract/identity.ts'
import { gazetteer } from '../../extract/identity/gazetteer.ts'

const places = gazetteer()
const today = places.divisions.filter(({ validTo }) => validTo === '')

const count = (level: string) => today.filter((division) => division.level === level).length

function codeOf(name: string, portalDivision?: string, year = 2023): string | null {
  const title = `${name}${year}年政府信息公开工作年度报告`
  return (
    identify({ title, ...(portalDivision === undefined ? {} : { portalDivision }) }).agency?.divisionCode ??
    null
  )
}

describe('the gazetteer', () => {
  it('knows the country: provinces to counties, zones apart, towns when asked for', () => {
    expect(count('province')).toBe(34)
    expect(count('prefecture')).toBe(333)
    expect(count('county')).toBeGreaterThan(2840)
    expect(places.towns('530381').map(({ name }) => name)).toContain('落水镇')
    expect(places.towns('441900').length).toBeGreaterThan(30)
    expect(places.towns('620200').length).toBeGreaterThan(0)
    expect(places.towns('999999')).toEqual([])
    expect(places.byCode('321202007')?.name).toBe('京泰路街道')
  })

  it('keeps abolished divisions with the editions in which they stand', () => {
    expect(places.named('崇文区')).toMatchObject([{ code: '110103', validFrom: '', validTo: '2009-12' }])
    expect(
      places
        .named('巢湖市')
        .map(({ code }) => code)
        .toSorted(),
    ).toEqual(['340181', '341400'])
  })

  it('gives every division but the provinces one above it', () => {
    const orphans = places.divisions.filter(
      (each) => each.level !== 'province' && places.above(each).length === 0,
    )
    expect(orphans).toEqual([])
  })
})

describe('every division’s own name leads back to it', () => {
  it('on its own portal', () => {
    expect(today.filter(({ name, code }) => codeOf(`${name}财政局`, code) !== code)).toEqual([])
  })

  it('on its own portal, in a year between the editions of 2016 and 2023', () => {
    expect(today.filter(({ name, code }) => codeOf(`${name}财政局`, code, 2019) !== code)).toEqual([])
  })

  it('on the portal above it', () => {
    const wrong = today.filter(
      ({ name, code, parent }) => parent !== '' && codeOf(`${name}财政局`, parent) !== code,
    )
    expect(wrong).toEqual([])
  })

  it('with the division above it printed before it', () => {
    const wrong = today.filter((division) => {
      const upper = places.above(division).at(-1)
      return upper !== undefined && codeOf(`${upper.name}${division.name}财政局`) !== division.code
    })
    expect(wrong).toEqual([])
  })
})
