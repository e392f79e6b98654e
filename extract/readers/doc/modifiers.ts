/** One property that differs from its style's (a Sprm, MS-DOC 2.6): its code and its operand. */
export interface Modifier {
  readonly code: number
  readonly operand: Buffer
}

/** Codes of the properties that say what is shown, and where (MS-DOC 2.6.1 to 2.6.3). */
export const codes = {
  deleted: 0x0800,
  hidden: 0x083c,
  struck: 0x0837,
  struckTwice: 0x2a53,
  /** Raised (1) or lowered (2) and made smaller. */
  height: 0x2a48,
  /** Raised by so many half points; lowered where negative. */
  rise: 0x4845,
  inTable: 0x2416,
  rowEnd: 0x2417,
  innerCellEnd: 0x244b,
  innerRowEnd: 0x244c,
  tableDepth: 0x6649,
  outlineLevel: 0x2640,
  /** The properties stand in the Data stream, at this offset. */
  huge: 0x6646,
  elsewhere: 0x646b,
  rowDefinition: 0xd608,
  mergeAcross: 0x5624,
  mergeDown: 0xd62b,
  tabs: 0xc615,
} as const

/** Operand length by the code's upper three bits; 6 is variable. */
const lengths: readonly (number | null)[] = [1, 1, 2, 4, 2, 2, null, 3]

/** Cuts a list of properties; one that runs over the list's end is left out with all behind it. */
export function modifiers(list: Buffer): Modifier[] {
  const found: Modifier[] = []
  let at = 0
  while (at + 2 < list.length) {
    const code = list.readUInt16LE(at)
    const { head, length } = operandOf(list, code, at + 2)
    const start = at + 2 + head
    if (start + length > list.length) break
    found.push({ code, operand: list.subarray(start, start + length) })
    at = start + length
  }
  return found
}

function operandOf(list: Buffer, code: number, at: number): { head: number; length: number } {
  const fixed = lengths[code >> 13]
  if (fixed !== null && fixed !== undefined) return { head: 0, length: fixed }
  // A row's definition has a length of two bytes, counted one too high.
  if (code === codes.rowDefinition)
    return at + 2 <= list.length
      ? { head: 2, length: Math.max(0, list.readUInt16LE(at) - 1) }
      : { head: 2, length: 0 }
  const length = list.readUInt8(at)
  if (code !== codes.tabs || length !== 255) return { head: 1, length }
  const removed = list[at + 1] ?? 0
  const added = list[at + 2 + removed * 4] ?? 0
  return { head: 1, length: 2 + removed * 4 + added * 3 }
}

/** True where a switch is on; 129 is the opposite of the style's, which has it off. */
export function isOn(list: readonly Modifier[], code: number): boolean {
  const value = list.findLast((modifier) => modifier.code === code)?.operand[0] ?? 0
  return value === 1 || value === 129
}
