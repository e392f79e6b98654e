import { failure } from '../decode.ts'
import type { ExtractError, Result } from '../extraction.ts'

/** One stream of an OLE compound file, by its name in the root folder. */
export type OleStreams = ReadonlyMap<string, Uint8Array>

/** Sector numbers from here on are marks, not sectors (MS-CFB 2.1). */
const endOfChain = 0xfffffffe
const lastSector = 0xfffffffa
/** Directory entry types (MS-CFB 2.6.1). */
const [stream, root] = [2, 5]
const noEntry = 0xffffffff

/**
 * Reads the streams of an OLE compound file (MS-CFB): Word 97–2003, Excel 97–2003, WPS, and encrypted Office files.
 * Streams of the root folder only; a chain of sectors that runs in a circle or out of the file is `corrupt`, so that no
 * library behind this one has to follow it.
 */
export function openOle(bytes: Uint8Array): Result<OleStreams, ExtractError> {
  try {
    return { ok: true, value: streamsOf(new Container(bytes)) }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return failure('corrupt', `the OLE container is damaged or cut off (${error.message}); fetch it again`)
  }
}

class Container {
  readonly view: Buffer
  readonly sectorSize: number
  readonly fat: Uint32Array

  constructor(bytes: Uint8Array) {
    this.view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const shift = this.view.readUInt16LE(30)
    if (shift !== 9 && shift !== 12) throw new RangeError(`sector shift ${shift}`)
    this.sectorSize = 1 << shift
    this.fat = this.#allocation()
  }

  sector(number: number): Buffer {
    const from = (number + 1) * this.sectorSize
    // The last sector of a file may be cut short by the program that wrote it.
    if (from >= this.view.length) throw new RangeError(`sector ${number} lies behind the end`)
    return this.view.subarray(from, from + this.sectorSize)
  }

  chain(start: number): Buffer {
    return Buffer.concat(chainOf(start, this.fat).map((number) => this.sector(number)))
  }

  /** The sector allocation table: its sectors are listed in the header, and on in a chain of lists. */
  #allocation(): Uint32Array {
    const listed: number[] = []
    for (let at = 76; at < 512; at += 4) listed.push(this.view.readUInt32LE(at))
    const most = this.view.length / this.sectorSize
    for (let next = this.view.readUInt32LE(68), lists = 0; next < lastSector; lists += 1) {
      if (lists > most) throw new RangeError('its sector lists run in a circle')
      const list = this.sector(next)
      for (let at = 0; at + 8 <= list.length; at += 4) listed.push(list.readUInt32LE(at))
      next = list.length === this.sectorSize ? list.readUInt32LE(list.length - 4) : endOfChain
    }
    const sectors = listed.filter((number) => number < lastSector)
    if (sectors.length > most) throw new RangeError('it lists more sectors than it has')
    return numbers(Buffer.concat(sectors.map((number) => this.sector(number))))
  }
}

function chainOf(start: number, table: Uint32Array): number[] {
  const chain: number[] = []
  for (let sector = start; sector < lastSector; sector = table[sector] ?? noEntry) {
    if (chain.length > table.length) throw new RangeError('a chain of sectors runs in a circle')
    chain.push(sector)
  }
  return chain
}

function numbers(bytes: Buffer): Uint32Array {
  const values = new Uint32Array(bytes.length >> 2)
  for (const index of values.keys()) values[index] = bytes.readUInt32LE(index * 4)
  return values
}

interface Entry {
  readonly name: string
  readonly type: number
  readonly left: number
  readonly right: number
  readonly child: number
  readonly start: number
  readonly size: number
}

function streamsOf(container: Container): OleStreams {
  const { view } = container
  const directory = container.chain(view.readUInt32LE(48))
  const entries: Entry[] = []
  for (let at = 0; at + 128 <= directory.length; at += 128) entries.push(entryAt(directory, at))
  const top = entries.find(({ type }) => type === root)
  if (!top) throw new RangeError('it has no root folder')
  const small = smallStreams(container, top)
  const cutoff = view.readUInt32LE(56)
  const streams = new Map<string, Uint8Array>()
  for (const { name, type, start, size } of within(top, entries)) {
    if (type !== stream) continue
    const bytes = size < cutoff ? small(start) : container.chain(start)
    if (size > bytes.length + container.sectorSize)
      throw new RangeError(`stream ${name} is shorter than it claims`)
    streams.set(name, bytes.subarray(0, size))
  }
  return streams
}

function entryAt(directory: Buffer, at: number): Entry {
  const length = Math.min(64, directory.readUInt16LE(at + 64))
  return {
    name: directory.toString('utf16le', at, at + Math.max(0, length - 2)),
    type: directory.readUInt8(at + 66),
    left: directory.readUInt32LE(at + 68),
    right: directory.readUInt32LE(at + 72),
    child: directory.readUInt32LE(at + 76),
    start: directory.readUInt32LE(at + 116),
    size: directory.readUInt32LE(at + 120),
  }
}

/** The entries of a folder: a binary tree of siblings below its first child. Each is visited once, whatever it points to. */
function within(folder: Entry, entries: readonly Entry[]): Entry[] {
  const found = new Set<Entry>()
  const open = [folder.child]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const entry = entries[next]
    if (!entry || found.has(entry)) continue
    found.add(entry)
    open.push(entry.left, entry.right)
  }
  return [...found]
}

/** Streams below the cutoff share one stream, in sectors of 64 bytes with a table of their own. */
function smallStreams(container: Container, top: Entry): (start: number) => Buffer {
  const tableStart = container.view.readUInt32LE(60)
  const table = tableStart < lastSector ? numbers(container.chain(tableStart)) : new Uint32Array()
  const shared = top.start < lastSector ? container.chain(top.start) : Buffer.alloc(0)
  return (start) =>
    Buffer.concat(chainOf(start, table).map((number) => shared.subarray(number * 64, (number + 1) * 64)))
}
