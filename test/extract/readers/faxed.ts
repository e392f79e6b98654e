import type { Sharp } from 'sharp'

const [stripOffsets, stripLengths] = [273, 279]

/** A small picture in black and white as fax machines pack it (ITU-T T.6), without the TIFF around it. */
export async function faxed(picture: Sharp): Promise<Buffer> {
  const tiff = await picture
    .greyscale()
    .threshold(128)
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1, miniswhite: true })
    .toBuffer()
  const number = (at: number, bytes: 2 | 4): number =>
    tiff.toString('latin1', 0, 2) === 'II' ? tiff.readUIntLE(at, bytes) : tiff.readUIntBE(at, bytes)
  const directory = number(4, 4)
  const entries = Array.from({ length: number(directory, 2) }, (_, index) => directory + 2 + index * 12)
  const single = (tag: number): number => {
    const entry = entries.find((at) => number(at, 2) === tag)
    if (entry === undefined || number(entry + 4, 4) !== 1)
      throw new Error('the picture has more than one strip')
    return number(entry + 8, number(entry + 2, 2) === 3 ? 2 : 4)
  }
  const from = single(stripOffsets)
  return tiff.subarray(from, from + single(stripLengths))
}

/** The same as JBIG2 in a PDF has it (ITU-T T.88): a page, and one region that is packed as a fax is. */
export function jbig2(fax: Uint8Array, width: number, height: number): Buffer {
  const page = Buffer.alloc(19)
  page.writeUInt32BE(width, 0)
  page.writeUInt32BE(height, 4)
  const region = Buffer.alloc(18)
  region.writeUInt32BE(width, 0)
  region.writeUInt32BE(height, 4)
  region.writeUInt8(1, 17)
  return Buffer.concat([segment(0, 48, page), segment(1, 38, Buffer.concat([region, fax]))])
}

function segment(number: number, type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(11)
  head.writeUInt32BE(number, 0)
  head.writeUInt8(type, 4)
  head.writeUInt8(1, 6)
  head.writeUInt32BE(data.length, 7)
  return Buffer.concat([head, data])
}
