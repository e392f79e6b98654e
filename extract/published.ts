import { plain } from './characters.ts'
import type { Document } from './document.ts'
import { paragraphs } from './document.ts'

/** 2024-01-12 10:30 · 2024/1/12 · 2024年1月12日 */
const date = /(?<year>20[0-3]\d)\s*[-/.年]\s*(?<month>\d{1,2})\s*[-/.月]\s*(?<day>\d{1,2})/u
/** A signature's date ends a short line: 2024年1月12日, or 长沙市财政局2021年1月14日 where two lines ran together. */
const signed = /(?<date>20[0-3]\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*$/u
const longestSignature = 40
/** Of the report's last paragraphs: a date that ends one of the first is the statistics period's. */
const lastParagraphs = 8

const metadataNames = ['PubDate', '发布日期', '公开日期', '生成日期', '成文日期']

/**
 * The day the report was published, as the page's metadata or the report's signature states it; null where neither does.
 * @returns an ISO date
 */
export function publishedOn(document: Document): string | null {
  for (const name of metadataNames) {
    const stated = isoDate(document.metadata[name] ?? '')
    if (stated) return stated
  }
  const signature = paragraphs(document)
    .slice(-lastParagraphs)
    .findLast(({ text }) => text.length <= longestSignature && signed.test(plain(text)))
  return signature ? isoDate(signed.exec(plain(signature.text))?.groups?.['date'] ?? '') : null
}

function isoDate(text: string): string | null {
  const parts = date.exec(plain(text))?.groups
  if (!parts) return null
  const [year, month, day] = [Number(parts['year']), Number(parts['month']), Number(parts['day'])]
  const made = new Date(Date.UTC(year, month - 1, day))
  // 2月30日 is a typing error, not the first of March.
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day) return null
  return made.toISOString().slice(0, 10)
}
