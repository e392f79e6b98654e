/** Exit statuses (docs/commands.md). */
export const exit = {
  done: 0,
  /** Done, but something needs a look: a portal blocked or failing, a file unreadable. */
  look: 1,
  usage: 2,
  /** Internal error, a busy practice port, or a database newer than the program. */
  internal: 3,
  /** Another run holds the database. */
  locked: 4,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitStatus = (typeof exit)[keyof typeof exit]

/** An error that says what to do, and with which status the program ends. */
export class Stop extends Error {
  readonly status: ExitStatus

  constructor(status: ExitStatus, message: string) {
    super(message)
    this.name = 'Stop'
    this.status = status
  }
}
