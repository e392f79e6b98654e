import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { identify } from '../../extract/identity.ts'

/** Plain-text copies of five real reports lie beside a developer's checkout; they are not part of it. */
const seeds = fileURLToPath(new URL('../../../shared/seeds/', import.meta.url))
const expected: Readonly<
  Record<string, readonly [name: string, full: string, code: string, level: string, year: number]>
> = {
  '000': ['原州区医疗保障局', '宁夏回族自治区固原市原州区医疗保障局', '640402', 'county', 2023],
  '001': ['长沙市医疗保障局', '湖南省长沙市医疗保障局', '430100', 'prefecture', 2023],
  '002': ['亳州市医疗保障局', '安徽省亳州市医疗保障局', '341600', 'prefecture', 2021],
  '003': ['新乡县医疗保障局', '河南省新乡市新乡县医疗保障局', '410721', 'county', 2023],
  '004': ['芜湖市医疗保障局', '安徽省芜湖市医疗保障局', '340200', 'prefecture', 2023],
}

const absent = !existsSync(seeds)
if (absent) process.stderr.write(`identity over the seeds: skipped, ${seeds} is not there\n`)

describe.skipIf(absent)('the five seeds say whose report they are by their text alone', () => {
  for (const [number, [name, fullName, divisionCode, level, year]] of Object.entries(expected)) {
    it(`${number} is ${name} ${year}`, () => {
      const file = readdirSync(seeds).find((each) => each.startsWith(`${number}_`)) ?? ''
      const identity = identify({ text: readFileSync(`${seeds}${file}`, 'utf8') })
      expect(identity).toMatchObject({
        isReport: true,
        year,
        agency: { name, fullName, divisionCode, level },
      })
      expect(identity.disagreements).toEqual([])
    })
  }
})
