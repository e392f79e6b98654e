import Table from 'cli-table3'
import { redacted } from './redacted.ts'

/** C0 and C1 controls, and the marks that turn the direction of text: nothing of a source may steer a terminal or forge a log line. */
const controls = /[\p{Cc}\p{Bidi_Control}]/gu

/** Text of a source made safe to print on one line. */
export function printable(text: string): string {
  return text.replace(controls, ' ')
}

/** DEL, C1 controls and marks of direction: JSON itself escapes the controls before them, and no line end is among these. */
const unescaped = /[\u007F-\u009F\p{Bidi_Control}]/gu

/** A line of JSON, or a finished table, in which no character steers a terminal; what JSON says stays the same. */
export function escaped(text: string): string {
  return text.replace(unescaped, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** A table for people; wide (Chinese) characters count double. */
export function table(
  head: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  const drawn = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  })
  for (const row of rows) drawn.push(row.map((value) => printable(value === null ? '' : String(value))))
  return drawn.toString()
}

/** One line on standard error: what, where, what to do. */
export function complain(message: string): void {
  process.stderr.write(`nianbao: ${redacted(printable(message))}\n`)
}

export function say(text: string): void {
  process.stdout.write(`${escaped(text)}\n`)
}
