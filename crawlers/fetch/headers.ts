import type { RawAnswer } from './exchange.ts'

/** One header of an answer; of a repeated one the first. */
export function header(raw: RawAnswer, name: string): string | null {
  const value = raw.headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? null
}

/** Every Set-Cookie of an answer. */
export function setCookies(raw: RawAnswer): readonly string[] {
  const value = raw.headers['set-cookie']
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}
