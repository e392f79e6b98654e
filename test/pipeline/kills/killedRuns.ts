import { copyFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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
  /**
   * `first`: everything is new. `second`: a night on which some reports are new, some replaced, some gone, and the rest is
   * asked for conditionally and as it was.
   */
  readonly night: 'first' | 'second'
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
    const stage = { folder, practice, program, registry }
    const base = options.night === 'second' ? await nightBefore(stage) : null
    return await new Harness(options, { ...stage, base }).run()
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
  /** The database that each run begins with; null where it begins with none. */
  readonly base: string | null
}

/** Published between the two nights. */
const isLate = (_id: unknown, index: number) => index % 3 === 0
const isReplaced = (_id: unknown, index: number) => index % 6 === 1
const replacedCell = { table: 'requests', row: 'new_received', column: 'total' } as const

/** Runs over portals that lack a third of their reports, and then lets them move on. */
async function nightBefore({ folder, practice, program, registry }: Omit<Stage, 'base'>): Promise<string> {
  const path = join(folder, 'night-before.sqlite')
  const portals = practice.portals.map((running) => ({
    running,
    reports: running.expectedReports().reports,
  }))
  for (const { running, reports } of portals)
    for (const { id } of reports.filter(isLate)) running.withhold(id)
  const { ended, events } = start(program, given(path, registry))
  const { status } = await ended
  if (status !== 0) throw new Error(`the night before ended with ${status}: ${lastLines(events)}`)
  const { table, row, column } = replacedCell
  for (const { running, reports } of portals) {
    for (const { id } of reports.filter(isLate)) running.publish(id)
    const printing = reports.filter(({ figures }) =>
      figures.some(({ at }) => at.table === table && at.row === row && at.column === column),
    )
    for (const { id } of printing.filter(isReplaced))
      running.replaceReport(id, { [`${table}.${row}.${column}`]: '4321' })
    const [, , gone] = reports
    if (gone !== undefined) running.vanish(gone.id)
  }
  return path
}

function given(path: string, registry: string): string[] {
  return ['refresh', '--db', path, '--portals', registry, '--delay', '0', '--json']
}

/** What an undisturbed run does and leaves. */
interface Undisturbed {
  readonly rows: ReadonlyMap<string, readonly string[]>
  readonly logged: ReadonlyMap<string, number>
  /** Versions before it, and after. */
  readonly versions: { readonly before: number; readonly after: number }
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
    const { versions } = undisturbed
    say(`undisturbed: ${versions.after - versions.before} reports`)
    const recordedBefore = this.#stage.base === null ? 0 : sumOf(loggedRequests(this.#stage.base))
    const askedAgain: string[] = []
    const different: string[] = []
    let runs = 0
    let inFlight = 0
    while (this.#counted() < kills && different.length === 0) {
      runs += 1
      const path = join(this.#stage.folder, `killed-${runs}.sqlite`)
      const before = this.#stage.practice.requests.length
      this.#begin(path)
      await this.#killUntilDone(path, versions)
      const logged = loggedRequests(path)
      const again = [...logged].filter(([key, count]) => count > (undisturbed.logged.get(key) ?? 0))
      askedAgain.push(...again.map(([key, count]) => `${key} ×${count}`))
      const recorded = sumOf(logged) - recordedBefore
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

  #begin(path: string): void {
    const { base } = this.#stage
    if (base === null) return
    copyFileSync(base, path)
    cpSync(`${base}.documents`, `${path}.documents`, { recursive: true })
  }

  async #undisturbed(): Promise<Undisturbed> {
    const path = join(this.#stage.folder, 'undisturbed.sqlite')
    this.#begin(path)
    const before = progressOf(path).versions
    const { ended, events } = start(this.#stage.program, given(path, this.#stage.registry))
    const { status } = await ended
    if (status !== 0 && status !== 1)
      throw new Error(`the undisturbed run ended with ${status}: ${lastLines(events)}`)
    const versions = { before, after: progressOf(path).versions }
    return { rows: naturalRows(path), logged: loggedRequests(path), versions }
  }

  async #killUntilDone(path: string, versions: Undisturbed['versions']): Promise<void> {
    for (;;) {
      // The last phases of a run are few: a run whose kills are all used up ends in peace.
      const left = this.#options.kills - this.#counted()
      const aim = left > 0 ? this.#aim(versions.after - versions.before) : null
      let seen = 0
      let killing = false
      // A kill before anything was committed does not count, and does not bring the run further either.
      let committed = progressOf(path).versions > versions.before
      const listing = new Set<string>()
      const isAimedAt = ({ msg, portal = '' }: LogEvent, phase: Phase) => {
        if (msg === 'listing') listing.add(portal)
        if (msg === 'listed') listing.delete(portal)
        return msg === phase || (phase === 'listing' && msg === 'answered' && listing.has(portal))
      }
      const { ended, events } = start(
        this.#stage.program,
        given(path, this.#stage.registry),
        (event, child) => {
          committed ||= event.msg === 'committed'
          if (aim === null || killing || !isAimedAt(event, aim.phase) || !committed) return
          seen += 1
          if (seen < aim.after) return
          killing = true
          if (aim.milliseconds === 0) child.kill('SIGKILL')
          else void pause(aim.milliseconds).then(() => child.kill('SIGKILL'))
        },
      )
      const { status, signal } = await ended
      if (signal !== 'SIGKILL') {
        if (status === 0 || status === 1) return
        throw new Error(`a run ended with ${status ?? signal}: ${lastLines(events)}`)
      }
      const now = progressOf(path)
      const phase = phaseOf(events)
      const counts = phase !== null && now.versions > versions.before && now.versions < versions.after
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

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
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
