import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { fileType } from '../../../extract/decode.ts'
import { defaultLimits } from '../../../extract/limits.ts'
import { loadImaging } from '../../../extract/readers/scan/imaging.ts'
import { leavesOfPdf, leavesOfPicture } from '../../../extract/readers/scan/leaves.ts'
import type { Raster } from '../../../extract/readers/scan/raster.ts'
import { faxed, jbig2 } from './faxed.ts'
import { pictureBook } from './scanning.ts'

const imaging = await loadImaging()

/** White paper with a black square at (20, 20) and a red one at (60, 20), 20 pixels each. */
const pixels = Buffer.alloc(100 * 80 * 3, 255)
for (let y = 20; y < 40; y++) {
  pixels.fill(0, (y * 100 + 20) * 3, (y * 100 + 40) * 3)
  for (let x = 60; x < 80; x++) pixels.set([0xe0, 0x20, 0x20], (y * 100 + x) * 3)
}
const paper = sharp(pixels, { raw: { width: 100, height: 80, channels: 3 } })

/** The same paper by OpenJPEG: `opj_compress -i paper.png -o paper.jp2 -r 8 -n 3`. */
const jpeg2000 = new URL('../../fixtures/pictures/paper.jp2', import.meta.url)

/** 24 bits a pixel, rows from the bottom, blue first. */
function bmp(): Buffer {
  const file = Buffer.alloc(54 + 300 * 80)
  file.write('BM')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(54, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(100, 18)
  file.writeInt32LE(80, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(24, 28)
  for (let y = 0; y < 80; y++) {
    for (let x = 0; x < 100; x++) {
      const [red = 0, green = 0, blue = 0] = pixels.subarray((y * 100 + x) * 3)
      file.set([blue, green, red], 54 + (79 - y) * 300 + x * 3)
    }
  }
  return file
}

function shade(background: string): Promise<Buffer> {
  return sharp({ create: { width: 60, height: 40, channels: 3, background } })
    .png()
    .toBuffer()
}

function at({ data, width }: Raster, x: number, y: number): number {
  return data[y * width + x] ?? -1
}

describe.skipIf(imaging === null)('pictures of pages', () => {
  it.each(['png', 'jpeg', 'gif', 'webp', 'tiff', 'bmp'] as const)(
    'opens %s: black is print, and a red seal is paper',
    async (format) => {
      if (!imaging) return
      const bytes = format === 'bmp' ? bmp() : await paper.clone().toFormat(format).toBuffer()
      expect(fileType(bytes)).toBe(format)
      const leaves = await leavesOfPicture(bytes, format, imaging, defaultLimits)
      expect(leaves.pages).toBe(1)
      const { raster } = await leaves.leaf(1)
      expect([raster.width, raster.height]).toEqual([100, 80])
      expect(at(raster, 30, 30)).toBeLessThan(40)
      expect(at(raster, 70, 30)).toBeGreaterThan(235)
      expect(at(raster, 5, 5)).toBeGreaterThan(235)
    },
  )

  it('knows the scale from the resolution that a scanner states, else takes the page for A4', async () => {
    if (!imaging) return
    const blank = { create: { width: 1240, height: 1754, channels: 3, background: '#fff' } } as const
    const stated = await sharp(blank).withMetadata({ density: 150 }).png().toBuffer()
    const silent = await sharp(blank).png().toBuffer()
    for (const bytes of [stated, silent]) {
      const { scale } = await (await leavesOfPicture(bytes, 'png', imaging, defaultLimits)).leaf(1)
      expect(scale * 72).toBeCloseTo(150, 0)
    }
  })

  it('reads every page of a TIFF', async () => {
    if (!imaging) return
    const bytes = await sharp([await shade('#000'), await shade('#fff'), await shade('#000')], {
      join: { animated: true },
    })
      .tiff()
      .toBuffer()
    const leaves = await leavesOfPicture(bytes, 'tiff', imaging, defaultLimits)
    expect(leaves.pages).toBe(3)
    const shades: number[] = []
    for (let number = 1; number <= leaves.pages; number++) {
      const { raster } = await leaves.leaf(number)
      expect([raster.width, raster.height]).toEqual([60, 40])
      shades.push(at(raster, 30, 20))
    }
    expect(shades).toEqual([0, 255, 0])
  })

  it.each(['CCITT G4', 'JBIG2', 'JPEG', 'JPEG 2000'] as const)(
    'takes a page as %s packed it into its PDF',
    async (packing) => {
      if (!imaging) return
      const [width, height] = [100, 80]
      const g4 = await faxed(paper.clone())
      const packed = {
        'CCITT G4': {
          bytes: g4,
          entries: `/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns ${width} /Rows ${height} >>`,
        },
        JBIG2: {
          bytes: jbig2(g4, width, height),
          entries: '/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode',
        },
        JPEG: {
          bytes: await paper.clone().jpeg().toBuffer(),
          entries: '/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode',
        },
        'JPEG 2000': {
          bytes: readFileSync(jpeg2000),
          entries: '/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /JPXDecode',
        },
      }[packing]
      const leaves = await leavesOfPdf(
        pictureBook([{ width, height, ...packed }], 100),
        imaging,
        defaultLimits,
      )
      const { raster, scale } = await leaves.leaf(1)
      await leaves.close()
      expect([raster.width, raster.height]).toEqual([width, height])
      expect(scale * 72).toBeCloseTo(100, 0)
      expect(at(raster, 30, 30)).toBeLessThan(40)
      expect(at(raster, 5, 5)).toBeGreaterThan(235)
      expect(at(raster, 50, 60)).toBeGreaterThan(235)
    },
  )
})
