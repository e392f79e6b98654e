import type { Command } from 'commander'
import type { ExitStatus } from '../exit.ts'

/** What every command is told. */
export interface CommonOptions {
  readonly db: string
  readonly config?: string
  readonly json?: true
}

/** A command adds itself to the program; its action returns the exit status. */
export type AddCommand = (program: Command, run: Run) => void

/** Wraps an action: errors become one line and a status. */
export type Run = <Arguments extends readonly unknown[]>(
  action: (...given: Arguments) => Promise<ExitStatus>,
) => (...given: Arguments) => Promise<void>
