import { CrawlError } from '../crawl-error.ts'
import { isLoopbackAddress } from './address-rule.ts'

/**
 * `nianbao/0.1.0 (someone@example.org)`. The contact is whoever runs the program: given, never invented.
 * @throws CrawlError contact_invalid where it holds what a header cannot
 */
export function userAgent(version: string, contact: string | null): string {
  if (contact === null) return `nianbao/${version}`
  if (!/^[\x20-\x7e]+$/.test(contact) || contact.trim() === '')
    // 'someone@example.org'
    throw new CrawlError(
      'contact_invalid',
      'The contact must be plain ASCII, such as an e-mail or web address.',
      { contact },
    )
  return `nianbao/${version} (${contact.trim().replaceAll(/[()\\]/g, ' ')})` // parentheses close the comment early
}

/**
 * Outside loopback a crawler says whom to write to.
 * @throws CrawlError contact_required
 */
export function requireContact(registered: readonly string[], contact: string | null): void {
  if (contact !== null && contact.trim() !== '') return
  const outside = registered.find((url) => URL.canParse(url) && !isLoopbackAddress(new URL(url).hostname))
  if (outside === undefined) return
  throw new CrawlError(
    'contact_required',
    `${new URL(outside).host} is outside loopback: give --contact or NIANBAO_CONTACT (an e-mail or web address its operators can write to).`,
    { url: outside },
  )
}
