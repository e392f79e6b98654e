export const databaseErrorCodes = [
  'newer',
  'locked',
  'not_ours',
  'not_found',
  'collision',
  'forms_changed',
  'damaged',
  'shrunk',
] as const
/**
 * `newer`: the file was written by a newer program. `locked`: another run holds it. `not_ours`: a SQLite file of
 * another program, or no SQLite file. `collision`: two natural keys share one id. `forms_changed`: a published form's
 * unit or cell differs from what the file was filled with. `damaged`: a check of the file failed. `shrunk`: a publication
 * would have far fewer rows than the last one.
 */
export type DatabaseErrorCode = (typeof databaseErrorCodes)[number]

/** What went wrong with the database, and what to do. */
export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode

  constructor(code: DatabaseErrorCode, message: string) {
    super(message)
    this.name = 'DatabaseError'
    this.code = code
  }
}
