import { recalled } from './recall.ts'

/** Spellings of one character: full width, compatibility forms, look-alikes. */

/** Full-width digits, letters and punctuation in their plain forms (１０，（ to 10,( ); 、 and 。 stay. */
export function plain(text: string): string {
  return text.normalize('NFKC')
}

/** A stroke through the character before it. */
export const stroke = '\u0336'

/** Digits as they look where they are struck out: no figure, and nothing that could be taken for one. */
export function struckThrough(text: string): string {
  return text.replace(/[\d０-９]/gu, `$&${stroke}`)
}

/** Han characters only: what two spellings of one label have in common. */
export const han = recalled((text) => text.replace(/[^\p{Script=Han}]+/gu, ''))

/** White space, the no-break kinds included, folded to one blank; what has no width parts nothing, and is left out. */
export function folded(text: string): string {
  const shown = widthless.test(text) ? text.replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]+/gu, '') : text
  return shown.replace(/[\s\u00A0\u3000]+/gu, ' ').trim()
}

const widthless = /[\u00AD\u200B-\u200D\u2060\uFEFF]/u
