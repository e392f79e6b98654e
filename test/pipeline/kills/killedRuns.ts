import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Sqlite } from '../../../db/sqlite.ts'
import type { PracticePortal } from '../../portals/portal.ts'
import { random } from '../../portals/random.ts'
import type { Random } from '../../portals/random.ts'
import { startPracticePortals } from '../../portals/startPracticePortals.ts'
import type { PracticePortals } from '../../portals/startPracticePortals.ts'
import { differences, naturalRows } from './naturalRows.ts'
import { compile, start } from './program.ts'
import type { LogEvent, Program } from './program.ts'

export const phases = ['listing', 'fetching', 'extracting', 'committing'] as const
export type Phase = (typeof phases)[number]

export interface KillsOptions {
  /** Kills that count: reports were committed, and others were still to fetch. */
  readonly kills: number
  /** The same seed kills after the same events. */
  readonly seed: string
  readonly portals: readonly PracticePortal[]
  readonly say: (line: string) => void
}

export interface KillsOutcome {
  readonly kills: Readonly<Record<Phase, number>>
  /** Kills before anything was committed, or after everything was. */
  readonly uncounted: number
  /** Runs that were killed, some of them many times, and came to their end. */
  readonly runs: number
  /** Requests that an answer had been recorded for, and that were made again all the same. Must be none. */
  readonly askedAgain: readonly string[]
  /** Requests that were under way when a run was killed: answered, and never recorded. */
  readonly inFlight: number
  readonly differences: readonly string[]
}

/**
 * Kills a refresh over practice portals with SIGKILL, again and again, until it has come to its end, and compares what it
 * leaves with a run that nobody disturbed.
 */
export async function killedRuns(options: KillsOptions): Promise<KillsOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-kills-'))
  const practice = await startPracticePortals({ ports: 'any', portals: options.portals })
  const program = compile()
  try {
    const registry = join(folder, 'portals.csv')
    writeFileSync(registry, practice.registryCsv)
    return await new Harness(options, { folder, practice, program, registry }).run()
  } finally {
    program.remove()
    await practice.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Stage {
  readonly folder: string
  readonly practice: PracticePortals
  readonly program: Program
  readonly registry: string
}

/** What an undisturbed run does and leaves. */
interface Undisturbed {
  readonly rows: ReadonlyMap<string, readonly string[]>
  readonly logged: ReadonlyMap<string, number>
  readonly reports: number
}

class Harness {
  readonly #options: KillsOptions
  readonly #stage: Stage
  readonly #chance: Random
  readonly #kills: Record<Phase, number> = { listing: 0, fetching: 0, extracting: 0, committing: 0 }
  #uncounted = 0

  constructor(options: KillsOptions, stage: Stage) {
    this.#options = options
    this.#stage = stage
    this.#chance = random(options.seed)
  }

  async run(): Promise<KillsOutcome> {
    const { say, kills } = this.#options
    const undisturbed = await this.#undisturbed()
    say(`undisturbed: ${undisturbed.reports} reports`)
    const askedAgain: string[] = []
    const different: string[] = []
    let runs = 0
    let inFlight = 0
    while (this.#counted() < kills && different.length === 0) {
      runs += 1
      const path = join(this.#stage.folder, `killed-${runs}.sqlite`)
      const before = this.#stage.practice.requests.length
      await this.#killUntilDone(path, undisturbed.reports)
      const logged = loggedRequests(path)
      const again = [...logged].filter(([key, count]) => count > (undisturbed.logged.get(key) ?? 0))
      askedAgain.push(...again.map(([key, count]) => `${key} ×${count}`))
      const recorded = [...logged.values()].reduce((sum, count) => sum + count, 0)
      inFlight += this.#stage.practice.requests.length - before - recorded
      different.push(
        ...differences(undisturbed.rows, naturalRows(path)).map((line) => `run ${runs}: ${line}`),
      )
      say(`run ${runs} came to its end; ${this.#counted()} kills so far, ${JSON.stringify(this.#kills)}`)
      for (const end of ['', '-wal', '-shm', '.documents', '.lock'])
        rmSync(path + end, { recursive: true, force: true })
    }
    const { ...counts } = this.#kills
    return { kills: counts, uncounted: this.#uncounted, runs, askedAgain, inFlight, differences: different }
  }

  #counted(): number {
    return Object.values(this.#kills).reduce((sum, count) => sum + count, 0)
  }

  #given(path: string): string[] {
    return ['refresh', '--db', path, '--portals', this.#stage.registry, '--delay', '0', '--json']
  }

  async #undisturbed(): Promise<Undisturbed> {
    const path = join(this.#stage.folder, 'undisturbed.sqlite')
    const { ended, events } = start(this.#stage.program, this.#given(path))
    const { status } = await ended
    if (status !== 0 && status !== 1)
      throw new Error(`the undisturbed run ended with ${status}: ${lastLines(events)}`)
    return { rows: naturalRows(path), logged: loggedRequests(path), reports: progressOf(path).versions }
  }

  async #killUntilDone(path: string, reports: number): Promise<void> {
    for (;;) {
      // The last phases of a run are few: a run whose kills are all used up ends in peace.
      const left = this.#options.kills - this.#counted()
      const aim = left > 0 ? this.#aim(reports) : null
      let seen = 0
      let killing = false
      const listing = new Set<string>()
      const isAimedAt = ({ msg, portal = '' }: LogEvent, phase: Phase) => {
        if (msg === 'listing') listing.add(portal)
        if (msg === 'listed') listing.delete(portal)
        return msg === phase || (phase === 'listing' && msg === 'answered' && listing.has(portal))
      }
      const { ended, events } = start(this.#stage.program, this.#given(path), (event, child) => {
        if (aim === null || killing || !isAimedAt(event, aim.phase)) return
        seen += 1
        if (seen < aim.after) return
        killing = true
        if (aim.milliseconds === 0) child.kill('SIGKILL')
        else void pause(aim.milliseconds).then(() => child.kill('SIGKILL'))
      })
      const { status, signal } = await ended
      if (signal !== 'SIGKILL') {
        if (status === 0 || status === 1) return
        throw new Error(`a run ended with ${status ?? signal}: ${lastLines(events)}`)
      }
      const now = progressOf(path)
      const phase = phaseOf(events)
      const counts = phase !== null && now.versions > 0 && now.versions < reports
      if (counts) this.#kills[phase] += 1
      else this.#uncounted += 1
    }
  }

  /** After which event, and how long after it. */
  #aim(reports: number) {
    // Reading takes longest and would be hit most: the phases that were hit least are aimed at.
    const fewest = Math.min(...Object.values(this.#kills))
    const [first = phases[0], ...others] = phases.filter((each) => this.#kills[each] === fewest)
    const phase = this.#chance.pick([first, ...others])
    const portals = this.#options.portals.length
    const after =
      phase === 'listing' ? this.#chance.int(1, portals) : this.#chance.int(1, Math.ceil(reports / 16))
    return {
      phase,
      after,
      milliseconds: this.#chance.pick([0, 0, this.#chance.int(1, 10), this.#chance.int(1, 120)]),
    }
  }
}

/** What the portal that moved last was doing when a run was killed; null before the first line of its log. */
export function phaseOf(events: readonly LogEvent[]): Phase | null {
  const doing = new Map<string, Phase>()
  let last: Phase | null = null
  for (const { msg, portal } of events) {
    if (portal === undefined) continue
    if (isPhase(msg)) doing.set(portal, msg)
    // After a list was read or a report was stored, the next thing on the line is the next request.
    else if (msg === 'listed' || msg === 'committed') doing.set(portal, 'fetching')
    last = doing.get(portal) ?? last
  }
  return last
}

function isPhase(text: string): text is Phase {
  return phases.some((phase) => phase === text)
}

/** How far a run has come: versions stored by all of its lives. */
function progressOf(path: string): { readonly versions: number } {
  try {
    const sqlite = new Sqlite(path, { fileMustExist: true })
    const count = (table: string) =>
      sqlite.prepare<[], { n: number }>(`select count(*) as n from ${table}`).get()?.n ?? 0
    const progress = { versions: count('report_version') }
    sqlite.close()
    return progress
  } catch {
    // Killed before there was a schema.
    return { versions: 0 }
  }
}

/** How often each request was answered and recorded. */
function loggedRequests(path: string): ReadonlyMap<string, number> {
  const sqlite = new Sqlite(path, { readonly: true })
  const rows = sqlite
    .prepare<[], { request: string; n: number }>(
      `select method || ' ' || url as request, count(*) as n from fetch group by method, url`,
    )
    .all()
  sqlite.close()
  return new Map(rows.map(({ request, n }) => [request, n]))
}

function lastLines(events: readonly LogEvent[]): string {
  return events
    .slice(-5)
    .map((event) => JSON.stringify(event))
    .join('\n')
}
