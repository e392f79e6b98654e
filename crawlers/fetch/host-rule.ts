import { isIP } from 'node:net'
import { isLoopbackAddress, isReservedAddress, unbracketed } from './address-rule.ts'

/**
 * What a request is for. `walk`: a page to be searched for links, only on hosts the registry names.
 * `report`: a report page or an attachment, one step away, also on other `*.gov.cn` hosts. `robots`: robots.txt of a host asked anyway.
 */
export type Purpose = 'walk' | 'report' | 'robots'

export interface HostRule {
  /** Why this address may not be asked, or null. */
  refusal(url: URL, purpose: Purpose): string | null
  /** Why this resolved address may not be connected to, or null. */
  addressRefusal(address: string, port: number): string | null
  /** Whether the registry names this host. */
  trusts(url: URL): boolean
}

/** Servers take no longer ones; what is longer is no address of a page. */
const longestAddress = 8_000

/**
 * The host rule of the contract.
 * @param registered start and column addresses of the registry; a host with its port is trusted, www and the bare name alike
 * @param contact without one, only loopback is asked
 */
export function hostRule(registered: readonly string[], contact: string | null): HostRule {
  const trusted = new Set<string>()
  const addresses = new Set<string>()
  for (const text of registered) {
    if (!URL.canParse(text)) continue
    const url = new URL(text)
    trusted.add(hostKey(url))
    if (isIP(unbracketed(url.hostname)) > 0) addresses.add(`${unbracketed(url.hostname)} ${portOf(url)}`)
  }
  const trusts = (url: URL): boolean => trusted.has(hostKey(url))
  return {
    trusts,
    refusal(url, purpose) {
      if (url.protocol !== 'http:' && url.protocol !== 'https:')
        return `${url.protocol} is not a scheme that is fetched`
      if (url.username !== '' || url.password !== '')
        return 'an address with a user name in it is not fetched'
      if (url.href.length > longestAddress)
        return `an address of more than ${longestAddress} letters is not fetched`
      if (!trusts(url) && !(purpose !== 'walk' && isGovernmentHost(url.hostname)))
        return isGovernmentHost(url.hostname)
          ? `${url.host} is not in the registry: it is not walked; add it with \`nianbao add\``
          : `${url.host} is neither in the registry nor under gov.cn`
      if (contact === null && !isLoopbackAddress(url.hostname))
        return `${url.host} is outside loopback and no contact is given`
      return null
    },
    addressRefusal(address, port) {
      if (!isReservedAddress(address) || addresses.has(`${address} ${port}`)) return null
      return `${address} is a private or reserved address that the registry does not name`
    },
  }
}

/** `x.gov.cn` and everything under it, by label: `evilgov.cn` and `gov.cn.example` are not. */
export function isGovernmentHost(hostname: string): boolean {
  return hostname.toLowerCase().endsWith('.gov.cn')
}

/** One key for one host: www and the bare name are one, and so are http and https at their usual ports. */
export function hostKey(url: URL): string {
  const name = url.hostname
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '') // www.x.gov.cn → x.gov.cn
  return url.port === '' ? name : `${name}:${url.port}`
}

export function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
}
