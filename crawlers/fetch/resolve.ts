import { lookup as systemLookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import { unbracketed } from './address-rule.ts'

export interface Address {
  readonly address: string
  readonly family: 4 | 6
}

/** Resolves a host name to its addresses; rejects with a code such as ENOTFOUND. */
export type Resolve = (hostname: string) => Promise<readonly Address[]>

export const resolveWithSystem: Resolve = async (hostname) => {
  const found = await systemLookup(hostname, { all: true })
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))
}

const rememberedForMs = 5 * 60_000

/**
 * One answer per host for five minutes, so that the address that was checked is the address that is connected to:
 * a second answer to the same question cannot slip in between.
 */
export function rememberingResolver(resolve: Resolve): Resolve {
  const known = new Map<string, { until: number; answer: Promise<readonly Address[]> }>()
  return (hostname) => {
    const plain = unbracketed(hostname)
    const family = isIP(plain)
    if (family > 0) return Promise.resolve([{ address: plain, family: family === 6 ? 6 : 4 }])
    const remembered = known.get(plain)
    if (remembered !== undefined && remembered.until > Date.now()) return remembered.answer
    const answer = resolve(plain)
    known.set(plain, { until: Date.now() + rememberedForMs, answer })
    answer.catch(() => known.delete(plain))
    return answer
  }
}

/** An address the host rule forbids, met while connecting. */
export class AddressRefused extends Error {
  readonly code = 'NIANBAO_ADDRESS'
}

/** The hook for sockets: resolves through `resolve` and lets no forbidden address through. The port is checked by the caller. */
export function checkedLookup(resolve: Resolve, refusal: (address: string) => string | null): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const allowed = addresses.filter(({ address }) => refusal(address) === null)
        const first = allowed[0]
        if (first === undefined) {
          const why =
            addresses[0] === undefined ? `${hostname} has no address` : refusal(addresses[0].address)
          callback(new AddressRefused(why ?? hostname), '', 4)
        } else if (options.all === true) callback(null, [...allowed])
        else callback(null, first.address, first.family)
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), '', 4),
    )
  }
}
