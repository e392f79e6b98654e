/** Numbers that look arbitrary and are the same in every run: all variation of the practice portals is seeded. */
export interface Random {
  /** A whole number between both bounds, bounds included. */
  int(low: number, high: number): number
  pick<Value>(choices: readonly [Value, ...Value[]]): Value
  /** Hexadecimal digits, as many as asked for. */
  hex(digits: number): string
  shuffled<Value>(values: readonly Value[]): Value[]
}

/** @param seed any text; the same text gives the same numbers. */
export function random(seed: string): Random {
  let state = hash(seed)
  // mulberry32: four lines, good enough to vary a page, and the same on every platform.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    int,
    pick: (choices) => choices[int(0, choices.length - 1)] ?? choices[0],
    hex: (digits) => Array.from({ length: digits }, () => int(0, 15).toString(16)).join(''),
    shuffled: (values) =>
      values
        .map((value) => ({ value, order: next() }))
        .sort((a, b) => a.order - b.order)
        .map(({ value }) => value),
  }
}

/** FNV-1a over UTF-16 code units. */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0
  }
  return value
}
