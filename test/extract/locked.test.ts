import { readFileSync } from 'node:fs'
import { CFB } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { extract } from '../../extract/extract.ts'

const fixture = (path: string) =>
  new Uint8Array(readFileSync(new URL(`../fixtures/${path}`, import.meta.url)))

/** How Office locks its newer files: the whole package, encrypted, in a stream of an OLE container (MS-OFFCRYPTO 2.3). */
function lockedPackage(version: readonly number[], file: Uint8Array): Uint8Array {
  const container = CFB.utils.cfb_new()
  const secret = Buffer.alloc(8 + file.length)
  secret.writeUInt32LE(file.length)
  for (const [at, byte] of file.entries()) secret[8 + at] = byte ^ 0x5a
  CFB.utils.cfb_add(
    container,
    '/EncryptionInfo',
    Buffer.from([...version, 0x40, 0, 0, 0, ...Buffer.from('<encryption/>')]),
  )
  CFB.utils.cfb_add(container, '/EncryptedPackage', secret)
  return new Uint8Array(CFB.write(container, { type: 'buffer' }) as Buffer)
}

/** An XLS whose records behind the first are encrypted: FILEPASS says how (MS-XLS 2.4.117). */
function lockedWorkbook(method: readonly number[]): Uint8Array {
  const container = CFB.read(Buffer.from(fixture('xls/shanghai2019.xls')), { type: 'buffer' })
  const stream = CFB.find(container, '/Workbook')
  if (!stream) throw new Error('the fixture is a workbook')
  const content = Buffer.from(stream.content as Uint8Array)
  const first = 4 + content.readUInt16LE(2)
  const record = Buffer.from([0x2f, 0, method.length, 0, ...method])
  stream.content = Buffer.concat([content.subarray(0, first), record, content.subarray(first)])
  stream.size = stream.content.length
  return new Uint8Array(CFB.write(container, { type: 'buffer' }) as Buffer)
}

const rc4 = [1, 0, 1, 0, 1, 0, ...Array.from({ length: 48 }, () => 7)]
const cryptoApi = [1, 0, 2, 0, 2, 0, 4, 0, 0, 0, ...Array.from({ length: 48 }, () => 7)]

describe('a file that opens only with a password is encrypted, and says what to do', () => {
  it.for([
    ['DOCX, by today’s Office', lockedPackage([4, 0, 4, 0], fixture('docx/hangzhou2025.docx'))],
    ['XLSX, by Office 2007', lockedPackage([3, 0, 2, 0], fixture('xls/hangzhou2025.xlsx'))],
    ['XLS, RC4', lockedWorkbook(rc4)],
    ['XLS, RC4 of CryptoAPI', lockedWorkbook(cryptoApi)],
    ['XLS, obfuscated', lockedWorkbook([0, 0, 0x12, 0x34, 0x56, 0x78])],
  ] as const)('%s', async ([, bytes]) => {
    const read = await extract(bytes)
    expect(read).toMatchObject({ ok: false, error: { code: 'encrypted' } })
    if (!read.ok) expect(read.error.message).toContain('ask the publisher for an open copy')
  })
})
