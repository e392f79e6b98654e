import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { identify } from '../extract/identity.ts'
import { readGazetteer } from '../extract/identity/gazetteer.ts'
import { packageRoot } from '../extract/identity/packageRoot.ts'

/** One measured figure. */
export interface IdentityRow {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What the figure should not exceed, or not fall below; null where there is no aim. */
  readonly aim: string | null
}

const titles = [
  '长沙市医疗保障局2023年政府信息公开工作年度报告',
  '济南市市中区农业农村局2024年政府信息公开工作年度报告',
  '海陵区京泰路街道办事处2022年政府信息公开工作年度报告',
  '二〇一七年度淮安市洪泽区人民政府信息公开年度报告',
  '关于做好2022年政府信息公开工作年度报告编制发布工作的通知',
  '2023年度政府信息公开工作年度报告',
]
const sentence = '2023年，我局认真贯彻落实条例，主动公开政府信息，依法办理申请，加强平台建设和监督保障。\n'
const text = `本报告由芜湖市医疗保障局编制，统计期限自2023年1月1日起至2023年12月31日止。\n一、总体情况\n${sentence.repeat(80)}`

function perSecond(rounds: number, work: (round: number) => void): number {
  const started = performance.now()
  for (let round = 0; round < rounds; round += 1) work(round)
  return Math.round((rounds * 1000) / (performance.now() - started))
}

/** Gazetteer: milliseconds to load and megabytes held; then identities per second from titles and from whole texts. */
export function benchIdentity(): Promise<IdentityRow[]> {
  return Promise.resolve(measured())
}

function measured(): IdentityRow[] {
  const file = join(packageRoot(), 'data', 'divisions.csv')
  globalThis.gc?.()
  const before = process.memoryUsage()
  const started = performance.now()
  const places = readGazetteer(readFileSync(file, 'utf8'))
  const load = performance.now() - started
  globalThis.gc?.()
  const after = process.memoryUsage()
  const held = after.heapUsed + after.external - before.heapUsed - before.external
  const counties = places.divisions.filter(({ level }) => level === 'county').length
  identify({ title: titles[0] ?? '' })
  return [
    { name: 'gazetteer: load', value: Math.round(load), unit: 'ms', aim: '< 150' },
    { name: 'gazetteer: memory', value: Math.round(held / 1e5) / 10, unit: 'MB', aim: '< 60' },
    { name: 'gazetteer: counties', value: counties, unit: '', aim: null },
    {
      name: 'identify: titles',
      value: perSecond(20_000, (round) =>
        identify({ title: titles[round % titles.length] ?? '', portalDivision: '340200' }),
      ),
      unit: '1/s',
      aim: null,
    },
    {
      name: `identify: texts of ${text.length} letters`,
      value: perSecond(1000, () => identify({ title: '2023年政府信息公开工作年度报告', text })),
      unit: '1/s',
      aim: null,
    },
  ]
}
