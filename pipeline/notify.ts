import { spawn } from 'node:child_process'
import type { RefreshSummary } from './refresh.ts'
import { printable } from './terminal.ts'

/** A receiver that takes longer is given up. Milliseconds. */
const usualPatience = 30_000

/** What a receiver is told: one JSON object. */
export type Notice = Pick<
  RefreshSummary,
  'run_id' | 'started_at' | 'portals' | 'reports' | 'changes' | 'new_errors'
>

export function noticeOf(summary: RefreshSummary): Notice {
  const { run_id, started_at, portals, reports, changes, new_errors } = summary
  return {
    run_id,
    started_at,
    portals,
    reports,
    changes: changes.map((change) => ({
      ...change,
      name: printable(change.name),
      error: change.error === null ? null : printable(change.error),
    })),
    new_errors: new_errors.map(printable),
  }
}

/**
 * Tells somebody of a run. An http address is sent the notice by POST; anything else is a program and its arguments,
 * parted by blanks, which is started without a shell and reads the notice from standard input: nothing that a portal
 * says becomes an argument.
 * @param patience milliseconds after which a receiver is given up
 * @returns null, or what went wrong
 */
export async function notify(
  target: string,
  notice: Notice,
  patience = usualPatience,
): Promise<string | null> {
  const text = JSON.stringify(notice)
  try {
    return /^https?:\/\//u.test(target)
      ? await post(target, text, patience)
      : await run(target, text, patience) // https://hooks.example/x
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function post(url: string, body: string, patience: number): Promise<string | null> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal: AbortSignal.timeout(patience),
  })
  await answer.body?.cancel()
  return answer.ok ? null : `it answered with status ${answer.status}`
}

function run(line: string, input: string, patience: number): Promise<string | null> {
  const [program = '', ...given] = line.trim().split(/\s+/u) // /usr/local/bin/tell --to desk
  return new Promise((resolve) => {
    const child = spawn(program, given, {
      stdio: ['pipe', 'ignore', 'inherit'],
      shell: false,
      timeout: patience,
      // One that does not care for SIGTERM would keep the run, and the writer's lock, for ever.
      killSignal: 'SIGKILL',
    })
    child.once('error', (error) => resolve(error.message))
    child.once('close', (status, signal) => {
      resolve(status === 0 ? null : `it ended with ${status === null ? String(signal) : `status ${status}`}`)
    })
    // A program that does not read its input has closed it already.
    child.stdin.once('error', () => undefined)
    child.stdin.end(input)
  })
}
