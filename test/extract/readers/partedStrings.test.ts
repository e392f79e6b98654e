import { describe, expect, it } from 'vitest'
import { partedStrings } from '../../../extract/readers/xlsx/partedStrings.ts'

const record = (type: number, data: Buffer): Buffer => {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(type, 0)
  head.writeUInt16LE(data.length, 2)
  return Buffer.concat([head, data])
}
const numbers = (...values: number[]): Buffer =>
  Buffer.concat(
    values.map((value) => {
      const two = Buffer.alloc(2)
      two.writeUInt16LE(value)
      return two
    }),
  )
/** Height, flags, colour, weight, raised (1) or lowered (2), and what else a font has. */
const font = (flags: number, raised: number): Buffer =>
  record(0x0031, Buffer.concat([numbers(200, flags, 0, 400, raised), Buffer.alloc(6)]))
/** Font 0 to 3 are plain, 5 is raised, 6 struck out: there is no font 4. */
const fonts = Buffer.concat([...Array.from({ length: 4 }, () => font(0, 0)), font(0, 1), font(0x0008, 0)])

type Run = readonly [from: number, font: number]
const narrow = (text: string, runs: readonly Run[]): Buffer =>
  Buffer.concat([
    numbers(text.length),
    Buffer.from([0x08]),
    numbers(runs.length),
    Buffer.from(text, 'latin1'),
    ...runs.map(([from, number]) => numbers(from, number)),
  ])
const workbook = (...records: Buffer[]): Uint8Array =>
  Buffer.concat([fonts, ...records, record(0x000a, Buffer.alloc(0))])
const table = (strings: readonly Buffer[]): Buffer =>
  Buffer.concat([numbers(strings.length, 0, strings.length, 0), ...strings])
const parted = (bytes: Uint8Array) => Object.fromEntries(partedStrings(bytes))

describe('strings of an XLS workbook that are set in several fonts', () => {
  it('part what is raised or struck out from the figure beside it, and nothing else', () => {
    const strings = [
      narrow('31', [[1, 5]]),
      narrow('45', [
        [0, 6],
        [1, 0],
      ]),
      narrow('12', [[1, 3]]),
      narrow('3*', [[1, 5]]),
    ]
    expect(parted(workbook(record(0x00fc, table(strings))))).toEqual({ 31: '3 1', 45: '4\u0336 5' })
  })

  it('go on over records, and say anew how wide their characters are', () => {
    const whole = table([narrow('31', [[1, 5]]), narrow('92', [[1, 5]])])
    // Within the characters of the second string: 9 as one byte, 2 as two.
    const cut = whole.length - 5
    const rest = Buffer.concat([Buffer.from([0x01]), Buffer.from('2', 'utf16le'), whole.subarray(cut + 1)])
    const bytes = workbook(record(0x00fc, whole.subarray(0, cut)), record(0x003c, rest))
    expect(parted(bytes)).toEqual({ 31: '3 1', 92: '9 2' })
  })

  it('that are cut off give those before the cut', () => {
    const whole = table([narrow('31', [[1, 5]]), narrow('92', [[1, 5]])])
    expect(parted(workbook(record(0x00fc, whole.subarray(0, whole.length - 3))))).toEqual({ 31: '3 1' })
    expect(parted(new Uint8Array())).toEqual({})
  })
})
