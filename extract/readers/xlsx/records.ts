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
