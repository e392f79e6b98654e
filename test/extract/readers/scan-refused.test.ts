import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { extract } from '../../../extract/extract.ts'
import { defaultLimits } from '../../../extract/limits.ts'
import type { Limits } from '../../../extract/limits.ts'
import { readScan } from '../../../extract/readers/scan.ts'
import type { Equipment, PictureType } from '../../../extract/readers/scan.ts'
import { findEngine, look } from '../../../extract/readers/scan/engine.ts'
import { loadImaging } from '../../../extract/readers/scan/imaging.ts'

const imaging = await loadImaging()
const engine = await findEngine()

function paper(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
}

async function refused(
  bytes: Uint8Array,
  type: PictureType | 'pdf',
  limits: Partial<Limits> = {},
  equipment?: Equipment,
): Promise<{ code: string; message: string }> {
  const result = await readScan(bytes, type, { ...defaultLimits, ...limits }, equipment)
  return result.ok ? { code: 'read', message: '' } : result.error
}

describe('a scan without the means to read it', () => {
  it('names the packages to install where tesseract is absent', async () => {
    expect(await look('/nowhere/tesseract')).toBeNull()
    const { code, message } = await refused(await paper(100, 100), 'png', {}, { engine: null, imaging })
    expect(code).toBe('needs_ocr')
    expect(message).toContain('tesseract-ocr')
    expect(message).toContain('tesseract-ocr-chi-sim')
  })

  it('takes no other program for tesseract', async () => {
    expect(await look(process.execPath)).toBeNull()
  })

  it('says how to install the image libraries where their binaries are absent', async () => {
    const present = { version: '5', read: () => Promise.resolve([]) }
    const { code, message } = await refused(
      await paper(100, 100),
      'png',
      {},
      { engine: present, imaging: null },
    )
    expect(code).toBe('needs_ocr')
    expect(message).toContain('sharp')
  })
})

describe.skipIf(engine === null || imaging === null)(
  'a picture that would cost too much, or is broken',
  () => {
    it('refuses a picture of more pixels than a sheet of paper has, before unpacking it', async () => {
      expect((await refused(await paper(9000, 9000), 'png')).code).toBe('too_large')
    })

    it('believes no size that a BMP only claims', async () => {
      const header = Buffer.alloc(64)
      header.write('BM')
      header.writeInt32LE(54, 10)
      header.writeInt32LE(40, 14)
      header.writeInt32LE(60_000, 18)
      header.writeInt32LE(60_000, 22)
      expect((await refused(header, 'bmp')).code).toBe('too_large')
    })

    it('calls a picture that breaks off corrupt, and reads no half of it', async () => {
      const whole = await sharp(await paper(800, 800))
        .jpeg()
        .toBuffer()
      const noise = await sharp(
        Buffer.from(Array.from({ length: 480_000 }, (_, at) => (at * 2654435761) >>> 24)),
        { raw: { width: 400, height: 400, channels: 3 } },
      )
        .jpeg()
        .toBuffer()
      expect((await refused(whole.subarray(0, 300), 'jpeg')).code).toBe('corrupt')
      expect((await refused(noise.subarray(0, noise.length / 2), 'jpeg')).code).toBe('corrupt')
    })

    it('stops at the time limit', async () => {
      expect((await refused(await paper(1200, 1600), 'png', { maxMilliseconds: 1 })).code).toBe('too_large')
    })

    it('finds no report on an empty sheet', async () => {
      const result = await extract(await paper(600, 800))
      expect(result).toMatchObject({ ok: false, error: { code: 'not_a_report' } })
    })
  },
)
