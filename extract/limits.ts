/** What one document may cost. A file beyond a limit gives `too_large`, never half a report. */
export interface Limits {
  /** Bytes of the file as it came. */
  readonly maxBytes: number
  /** Bytes of everything that an archive (ZIP, DOCX, XLSX, OFD, gzip) unpacks to. */
  readonly maxUnpackedBytes: number
  readonly maxPages: number
  /** Slots of all tables together, spans expanded. */
  readonly maxSlots: number
  /** Milliseconds that reading may take. */
  readonly maxMilliseconds: number
}

export const defaultLimits: Limits = {
  maxBytes: 64 * 1024 * 1024,
  maxUnpackedBytes: 256 * 1024 * 1024,
  maxPages: 500,
  maxSlots: 400_000,
  maxMilliseconds: 60_000,
}
