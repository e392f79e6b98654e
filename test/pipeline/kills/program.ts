import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { packageRoot } from '../../../pipeline/version.ts'

/** The program as it ships, compiled into a folder of its own: nobody else's build gets in the way. */
export interface Program {
  readonly cli: string
  remove(): void
}

export function compile(): Program {
  const folder = join(packageRoot, 'node_modules', '.cache', `nianbao-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  const tsc = join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc')
  const options = ['-p', 'tsconfig.build.json', '--outDir', folder, '--declaration', 'false']
  spawnSync(process.execPath, [tsc, ...options], { cwd: packageRoot, stdio: 'ignore' })
  return {
    cli: join(folder, 'pipeline', 'cli.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** One line of the program's log. */
export interface LogEvent {
  readonly msg: string
  readonly portal?: string
  readonly [name: string]: unknown
}

export interface Started {
  readonly child: ChildProcess
  /** Every event of its log so far. */
  readonly events: readonly LogEvent[]
  /** Standard output, once it has ended. */
  readonly ended: Promise<{
    readonly status: number | null
    readonly signal: string | null
    readonly output: string
  }>
}

/** Starts `nianbao` with the given arguments; its log is read as it comes. */
export function start(
  { cli }: Program,
  given: readonly string[],
  each: (event: LogEvent, child: ChildProcess) => void = () => undefined,
): Started {
  const child = spawn(process.execPath, [cli, ...given], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NIANBAO_LOG: 'debug' },
  })
  const events: LogEvent[] = []
  const lines = createInterface({ input: child.stderr })
  lines.on('line', (line) => {
    const event = parsed(line)
    events.push(event)
    each(event, child)
  })
  let output = ''
  child.stdout.on('data', (piece: Buffer) => {
    output += piece.toString()
  })
  const ended = new Promise<Awaited<Started['ended']>>((resolve) => {
    child.on('close', (status, signal) => resolve({ status, signal, output }))
  })
  return { child, events, ended }
}

function parsed(line: string): LogEvent {
  try {
    return JSON.parse(line) as LogEvent
  } catch {
    return { msg: line }
  }
}
