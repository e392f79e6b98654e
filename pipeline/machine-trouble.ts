/** What the machine lacks or refuses, by the codes of SQLite and of the system: what it means and what to do. */
const troubles: readonly (readonly [RegExp, string])[] = [
  [
    /^(SQLITE_FULL|ENOSPC|EDQUOT)$/u,
    'the disk is full; what was stored is whole: make room, then run it again',
  ],
  [
    /^(SQLITE_READONLY|EROFS$|EACCES$|EPERM$)/u,
    'it may not be written, nor anything beside it: look at the permissions of the file and of its folder (a published copy can be read anywhere)',
  ],
  [
    /^SQLITE_CORRUPT/u,
    'the database is damaged: restore it from a backup; the last published copy is a file of its own',
  ],
  [/^(SQLITE_BUSY|SQLITE_LOCKED)/u, 'another program keeps the database locked: close it, then run it again'],
  [
    /^(EMFILE|ENFILE)$/u,
    'no further file can be opened: raise the limit of open files (ulimit -n), then run it again',
  ],
  [
    /^(SQLITE_IOERR|EFBIG$|EIO$)/u,
    'the disk does not take or give what it should; what was stored is whole: look at its space, the limit of file sizes (ulimit -f) and its health',
  ],
  [
    /^(SQLITE_CANTOPEN|ENOENT$|ENOTDIR$|EISDIR$|EEXIST$)/u,
    'it cannot be opened: look whether its folder is there, and whether it is a file',
  ],
]

/** True for an error of the machine, not of the program and not of a portal. */
export function isOfMachine(error: unknown): error is Error {
  return meaningOf(error) !== null
}

/**
 * One line for people: where, what, what to do; null for an error that is not the machine's.
 * @param database what SQLite speaks of where it names no file
 */
export function machineTrouble(error: unknown, database: string): string | null {
  const meaning = meaningOf(error)
  if (meaning === null || !(error instanceof Error)) return null
  const path = 'path' in error && typeof error.path === 'string' ? error.path : database
  return `${path}: ${meaning} (${error.message})`
}

function meaningOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  const code = String(error.code)
  return troubles.find(([pattern]) => pattern.test(code))?.[1] ?? null
}
