import { spawn } from 'node:child_process'
import { exit } from './exit.ts'

/**
 * Publishes in a process of its own: copying a large database keeps a process from hearing that it is to stop, and a run
 * has to end within ten seconds. What is wrong is on standard error.
 * @returns the status of `nianbao publish`; null where the signal ended it
 */
export function publishApart(file: string, database: string, signal: AbortSignal): Promise<number | null> {
  const [, program = ''] = process.argv
  const given = [...process.execArgv, program, '--db', database, 'publish', file]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, given, { stdio: ['ignore', 'ignore', 'inherit'], signal })
    child.once('error', (error) => {
      if (!signal.aborted) reject(error)
    })
    child.once('close', (status) => resolve(signal.aborted ? null : (status ?? exit.internal)))
  })
}
