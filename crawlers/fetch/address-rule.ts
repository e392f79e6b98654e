import { BlockList, isIP, isIPv6 } from 'node:net'

/** Networks no public portal lives in: IANA's special-purpose registries for IPv4 and IPv6. */
const reserved4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
const reserved6: readonly (readonly [string, number])[] = [
  ['::', 96], // unspecified, loopback and the old IPv4-compatible range
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4 carries any IPv4 address inside
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]

const reserved = new BlockList()
for (const [network, bits] of reserved4) reserved.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of reserved6) reserved.addSubnet(network, bits, 'ipv6')

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** `::ffff:127.0.0.1`, or `64:ff9b::7f00:1`: an IPv4 address in IPv6 clothes is judged as what it is. */
function embedded4(address: string): string | null {
  const last = /^(?:::ffff:|64:ff9b::)(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] // ::ffff:10.0.0.1
  if (last !== undefined) return last
  const pair = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address) // ::ffff:7f00:1
  if (pair === null) return null
  const high = Number.parseInt(pair[1] ?? '', 16)
  const low = Number.parseInt(pair[2] ?? '', 16)
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

/** Whether an IP address is private, loopback, link-local or otherwise reserved. Anything that is no address is. */
export function isReservedAddress(address: string): boolean {
  const plain = unbracketed(address)
  if (isIP(plain) === 0) return true
  const inside = embedded4(plain)
  if (inside !== null) return isReservedAddress(inside)
  return reserved.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')
}

export function isLoopbackAddress(address: string): boolean {
  const plain = unbracketed(address)
  if (/^127(\.\d{1,3}){3}$/.test(plain)) return isIP(plain) === 4 // 127.0.0.1: asked at every request
  if (isIP(plain) === 0) return false
  const inside = embedded4(plain)
  return inside === null ? loopback.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4') : isLoopbackAddress(inside)
}

/** `[::1]`, as URLs write it, → `::1`. */
export function unbracketed(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host
}
