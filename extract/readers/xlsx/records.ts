/** The type of a font's record (MS-XLS 2.3), and its flag for a stroke through what it sets. */
export const fontRecord = 0x0031
export const struckOut = 0x0008

/** A font by the number that formats and runs give it. There is no font 4: those after it are counted one too high. */
export function fontAt<Font>(fonts: readonly Font[], number: number): Font | undefined {
  return fonts[number > 4 ? number - 1 : number]
}

/** One record of a BIFF8 stream (MS-XLS 2.1.4). */
export interface BiffRecord {
  readonly type: number
  readonly data: Buffer
}

/** The records from an offset to the end of the stream, a last one that is cut off included. */
export function* recordsFrom(stream: Buffer, from: number): Generator<BiffRecord> {
  for (let at = from; at + 4 <= stream.length;) {
    const type = stream.readUInt16LE(at)
    const data = stream.subarray(at + 4, at + 4 + stream.readUInt16LE(at + 2))
    at += 4 + data.length
    yield { type, data }
  }
}
