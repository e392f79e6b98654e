import { align } from '../../extract/align.ts'
import type { Alignment } from '../../extract/align.ts'
import type { Cell } from '../../extract/cell.ts'
import type { Document } from '../../extract/document.ts'
import type { FormTable } from '../../extract/forms/form.ts'
import { htmlDocument } from '../../extract/readers/html.ts'
import { readText } from '../../extract/readers/text.ts'
import type { Facts } from '../../extract/rules/facts.ts'
import { sectionsOf } from '../../extract/sections.ts'
import { verify } from '../../extract/verify.ts'
import type { Finding } from '../../extract/finding.ts'

/** What the document itself does not tell the rules. */
export type Known = Partial<Pick<Facts, 'agency' | 'publishedOn'>>

/** What came out of a document, easy to ask. */
export interface Read extends Alignment {
  readonly document: Document
  readonly findings: readonly Finding[]
  readonly cell: (table: FormTable, row: string, column: string) => Cell | undefined
  /** The values of a row in the form's order; a status stands where there is no number: `[1, 0, 'blank']`. */
  readonly row: (table: FormTable, row: string) => readonly (number | Cell['status'])[]
  /** Every cell that is not `number` 0: `requests.granted.total` → 6. */
  readonly notZero: () => Readonly<Record<string, number | Cell['status']>>
}

export function readPage(html: string, year: number | null = null, known: Known = {}): Read {
  return readDocument(htmlDocument(new TextEncoder().encode(html)), year, known)
}

export function readPlain(text: string | Uint8Array, year: number | null = null): Read {
  return readDocument(readText(typeof text === 'string' ? new TextEncoder().encode(text) : text), year)
}

export function readDocument(document: Document, year: number | null, known: Known = {}): Read {
  const aligned = align(document, year)
  const cell: Read['cell'] = (table, row, column) =>
    aligned.cells.find(({ at }) => at.table === table && at.row === row && at.column === column)
  return {
    ...aligned,
    document,
    findings: verify({
      ...aligned,
      year,
      sections: sectionsOf(document),
      agency: null,
      publishedOn: null,
      ...known,
    }),
    cell,
    row: (table, row) => aligned.cells.filter(({ at }) => at.table === table && at.row === row).map(shown),
    notZero: () =>
      Object.fromEntries(
        aligned.cells
          .filter(({ status, value }) => status !== 'number' || value !== 0)
          .map((each) => [`${each.at.table}.${each.at.row}.${each.at.column}`, shown(each)]),
      ),
  }
}

function shown(cell: Cell): number | Cell['status'] {
  return cell.status === 'number' ? cell.value : cell.status
}
