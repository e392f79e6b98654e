import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../../extract/limits.ts'
import { gunzipped, openArchive } from '../../../extract/readers/archive.ts'
import { readOle, readZip } from '../../../extract/readers/container.ts'
import { documentOf, fixture } from './cells.ts'
import { docxOf, p, zipOf } from './zips.ts'

function names(bytes: Uint8Array): string[] {
  const result = openArchive(bytes, defaultLimits)
  if (!result.ok) throw new Error(result.error.message)
  return result.value.map(({ name }) => name)
}

function code(bytes: Uint8Array, limits = defaultLimits): string {
  const result = openArchive(bytes, limits)
  return result.ok ? 'read' : result.error.code
}

/** The bytes with what stands at every occurrence of a signature changed. */
function changed(bytes: Uint8Array, signature: number, offset: number, ...values: number[]): Uint8Array {
  const copy = Buffer.from(bytes)
  const wanted = Buffer.alloc(4)
  wanted.writeUInt32LE(signature)
  for (let at = copy.indexOf(wanted); at >= 0; at = copy.indexOf(wanted, at + 4))
    copy.set(values, at + offset)
  return new Uint8Array(copy)
}
const directoryRecord = 0x02014b50

describe('an archive gives its files', () => {
  it('by their names, those of an archive within too, and no litter', () => {
    const inner = zipOf({ '表.txt': '内' })
    const bytes = zipOf({
      '报告/2023.docx': docxOf(p('年报')),
      '附件.zip': inner,
      '__MACOSX/._x': '',
      '~$年报.docx': '',
    })
    expect(names(bytes)).toEqual(['报告/2023.docx', '附件.zip/表.txt'])
  })

  it('with names in GBK, as Chinese Windows writes them', () => {
    const gbk = [0xc4, 0xea, 0xb1, 0xa8] // 年报
    const bytes = Buffer.from(zipOf({ 'abcd.txt': 'x' }))
    for (let at = bytes.indexOf('abcd'); at >= 0; at = bytes.indexOf('abcd', at + 4)) bytes.set(gbk, at)
    expect(names(new Uint8Array(bytes))).toEqual(['年报.txt'])
  })

  it('behind a program that unpacks itself', () => {
    const bytes = Buffer.concat([Buffer.from('MZ program '), zipOf({ 'a.txt': 'x' })])
    expect(names(new Uint8Array(bytes))).toEqual(['a.txt'])
  })
})

describe('an archive that is hostile or broken', () => {
  it('is too large where it unpacks beyond the limit, all its files and archives together', () => {
    const limits = { ...defaultLimits, maxUnpackedBytes: 1_000_000 }
    expect(code(zipOf({ a: new Uint8Array(600_000), b: new Uint8Array(600_000) }), limits)).toBe('too_large')
    expect(code(zipOf({ 'a.zip': zipOf({ a: new Uint8Array(999_500) }) }), limits)).toBe('too_large')
  })

  it('is corrupt where an entry unpacks to another size than it declares, or its checksum is wrong', () => {
    const bytes = zipOf({ 'a.txt': 'text '.repeat(1000) })
    expect(code(changed(bytes, directoryRecord, 24, 10, 0, 0, 0))).toBe('corrupt')
    expect(code(changed(bytes, directoryRecord, 16, 1, 2, 3, 4))).toBe('corrupt')
  })

  it('is corrupt where it was cut off', () => {
    const bytes = zipOf({ 'a.txt': 'text '.repeat(1000) })
    for (let length = 0; length < bytes.length; length += 7)
      expect(code(bytes.subarray(0, length))).toBe('corrupt')
  })

  it('is encrypted where an entry is', () => {
    expect(code(changed(zipOf({ 'a.txt': 'x' }), directoryRecord, 8, 1, 0))).toBe('encrypted')
  })
})

describe('a container is what its parts say', () => {
  it.each([
    ['docx/hangzhou2025.docx', 'docx'],
    ['xls/hangzhou2025.xlsx', 'xlsx'],
    ['ofd/hangzhou2025.ofd', 'ofd'],
  ])('%s', async (path, engine) => {
    expect(documentOf(await readZip(fixture(path), defaultLimits)).readBy.engine).toBe(engine)
  })

  it.each([
    ['doc/hangzhou2025.doc.gz', 'doc'],
    ['xls/hangzhou2025.xls', 'xlsx'],
  ])('%s', async (path, engine) => {
    expect(documentOf(await readOle(fixture(path), defaultLimits)).readBy.engine).toBe(engine)
  })

  it('is unsupported as a document where it is an archive, OpenDocument or a slide show', async () => {
    for (const files of [
      { 'a.txt': 'x' },
      { mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<a/>' },
      { '[Content_Types].xml': '<Types/>', 'ppt/presentation.xml': '<a/>' },
    ])
      expect(await readZip(zipOf(files), defaultLimits)).toMatchObject({ error: { code: 'unsupported' } })
  })
})

describe('what came gzipped without being asked for', () => {
  it('is unpacked, to the limit', () => {
    const bytes = new Uint8Array(gzipSync(new Uint8Array(5000)))
    expect(gunzipped(bytes, defaultLimits)).toMatchObject({ ok: true, value: { length: 5000 } })
    expect(gunzipped(bytes, { ...defaultLimits, maxUnpackedBytes: 4999 })).toMatchObject({
      error: { code: 'too_large' },
    })
    expect(gunzipped(bytes.subarray(0, 15), defaultLimits)).toMatchObject({ error: { code: 'corrupt' } })
  })
})
