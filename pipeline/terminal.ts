import Table from 'cli-table3'

/** C0 and C1 controls, and the marks that turn the direction of text: nothing of a source may steer a terminal or forge a log line. */
const controls = /[\p{Cc}\p{Bidi_Control}]/gu

/** Text of a source made safe to print on one line. */
export function printable(text: string): string {
  return text.replace(controls, ' ')
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
  process.stderr.write(`nianbao: ${printable(message)}\n`)
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
