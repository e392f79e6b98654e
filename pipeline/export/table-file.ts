/** A row as SQLite gives it, in the order of the columns. */
export type Row = readonly (string | number | null)[]

/** One exported file while it is written. */
export interface TableFile {
  write(rows: readonly Row[]): Promise<void>
  /** Ends the file and gives its size and digest. */
  close(): Promise<{ readonly bytes: number; readonly sha256: string }>
}
