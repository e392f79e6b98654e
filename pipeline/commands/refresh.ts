import type { Command } from 'commander'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CrawlError } from '../../crawlers/crawl-error.ts'
import type { Portal } from '../../crawlers/portal.ts'
import { readRegistry, selectPortals } from '../../crawlers/registry.ts'
import { keptDocuments, pruneDocuments } from '../../db/kept-documents.ts'
import type { KeptDocuments } from '../../db/kept-documents.ts'
import type { Store } from '../../db/store.ts'
import { budget } from '../budget.ts'
import { duePortals } from '../due-portals.ts'
import { exit, Stop } from '../exit.ts'
import type { ExitStatus } from '../exit.ts'
import { interrupt } from '../interrupt.ts'
import { logger } from '../logger.ts'
import { notify, noticeOf } from '../notify.ts'
import { withReader, withWriter } from '../open-store.ts'
import { publishApart } from '../publish-apart.ts'
import { requirePublishTarget } from '../publish-target.ts'
import { refresh } from '../refresh.ts'
import type { RefreshOptions, RefreshSummary } from '../refresh.ts'
import { complain, printable, say, table } from '../terminal.ts'
import { packageRoot } from '../version.ts'
import type { AddCommand, CommonOptions } from './command.ts'

/** As the command line gives them; schedule has the same. */
export interface RefreshCommandOptions extends CommonOptions {
  readonly portals?: string
  readonly portal?: readonly string[]
  readonly due?: true
  readonly budget?: string
  readonly limit?: string
  readonly delay?: string
  readonly contact?: string
  readonly browser?: string
  readonly failOn?: string
  readonly publish?: string
  readonly dryRun?: true
  readonly notify?: string
  readonly keepDocuments?: string
}

export const addRefresh: AddCommand = (program, run) => {
  addRefreshOptions(
    program
      .command('refresh')
      .description('the main job: discover, fetch, extract, verify, store; only what is new or changed'),
  )
    .option('--due', 'only portals that are due, and no document that was looked at lately')
    .option('--dry-run', 'the walk alone: which documents would be fetched; the database stays as it is')
    .action(
      run(async (_own: RefreshCommandOptions, command: { optsWithGlobals(): RefreshCommandOptions }) => {
        const options = command.optsWithGlobals()
        const registry = await registryOf(options.portals)
        const chosen = chosenOf(registry, options.portal)
        if (options.dryRun) return dryRun(registry, chosen, options)
        return withWriter(options.db, 'refresh', async (store) => {
          const interrupted = interrupt()
          try {
            const status = await refreshOnce(store, { registry, chosen, options, signal: interrupted.signal })
            return interrupted.status() ?? status
          } finally {
            interrupted.release()
          }
        })
      }),
    )
}

/** The options of a run, however it is begun. */
export function addRefreshOptions(command: Command): Command {
  return command
    .option('--portals <file>', 'the registry (default: data/portals.csv here, else the list that ships)')
    .option('--portal <id...>', 'only these: ids, division codes, or prefixes of codes (34 for all of Anhui)')
    .option(
      '--budget <amount>',
      'stop beginning new work after a time (2h, 90m) or a number of requests (5000)',
    )
    .option('--limit <n>', 'documents fetched at the most')
    .option('--delay <ms>', 'least pause between requests to one host', '1000')
    .option(
      '--contact <text>',
      'whom a webmaster can write to; part of the user agent',
      process.env['NIANBAO_CONTACT'],
    )
    .option(
      '--browser <path>',
      'the Chromium or Chrome for lists that only scripts draw (default: whichever is found)',
    )
    .option('--publish <file>', 'afterwards, a compact copy for others to open')
    .option(
      '--fail-on <any|new>',
      'exit 1 on any trouble, or only on what the run before did not have',
      'any',
    )
    .option(
      '--notify <target>',
      'where a portal changes its state: an http address to POST to, or a program that reads JSON from standard input',
    )
    .option(
      '--keep-documents <all|current|none>',
      'which source files stay beside the database: of every version, of those in use, none',
      'all',
    )
}

/** What a run is about. */
export interface RunOrder {
  readonly registry: readonly Portal[]
  readonly chosen: readonly Portal[]
  readonly options: RefreshCommandOptions
  readonly signal: AbortSignal
}

/** One run, and what follows it: its summary, the notice, the files that are not kept, the published copy. */
export async function refreshOnce(store: Store, order: RunOrder): Promise<ExitStatus> {
  const { options, signal } = order
  const kept = keptOf(options.keepDocuments ?? 'all')
  if (options.publish !== undefined) requirePublishTarget(options.publish, options.db)
  try {
    const summary = await refresh(settings(store, order))
    printSummary(summary, options)
    pruneDocuments(store.connection, kept)
    const untold = options.notify === undefined ? null : await tellOwed(store, options.notify)
    if (untold !== null) complain(`--notify: ${untold}; the next run tells it again`)
    const copied =
      options.publish === undefined || signal.aborted
        ? exit.done
        : await publishApart(options.publish, options.db, signal)
    const troubles = options.failOn === 'new' ? summary.new_errors : summary.errors
    if (copied === exit.internal) return exit.internal
    return troubles.length > 0 || untold !== null || copied !== exit.done ? exit.look : exit.done
  } catch (error) {
    return wronglyUsed(error)
  }
}

/**
 * Tells of this run's changes, and first of those of runs before it that were killed, or whose receiver did not answer.
 * @returns null, or what went wrong with which run; what comes behind it is kept as well, so that all is told in order
 */
async function tellOwed(store: Store, receiver: string): Promise<string | null> {
  for (const { runId, summary } of store.runs.owedNotices()) {
    const wrong = await notify(receiver, noticeOf(JSON.parse(summary) as RefreshSummary))
    if (wrong !== null) return `${wrong}; its receiver was not told of run ${runId}`
    store.runs.told(runId)
  }
  return null
}

function settings(store: Store, { registry, chosen, options, signal }: RunOrder): RefreshOptions {
  if (options.failOn !== 'any' && options.failOn !== 'new') {
    throw new Stop(exit.usage, `--fail-on: expected any or new, got ${options.failOn}`)
  }
  return {
    store,
    registry,
    portals: options.due ? duePortals(store, registry, chosen, new Date()) : chosen,
    contact: options.contact ?? null,
    delayMs: wholeNumber('--delay', options.delay ?? '1000'),
    ...(options.browser !== undefined && { browser: options.browser }),
    budget: budget(options.budget),
    limit: options.limit === undefined ? Infinity : wholeNumber('--limit', options.limit),
    recheck: options.due ? 'look-back' : 'validators',
    notifies: options.notify !== undefined,
    log: logger(),
    signal,
  }
}

/** The walk alone, on a copy of the database that is thrown away: what a run would fetch. */
async function dryRun(
  registry: readonly Portal[],
  chosen: readonly Portal[],
  options: RefreshCommandOptions,
): Promise<ExitStatus> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-dry-'))
  const copy = join(folder, 'copy.sqlite')
  try {
    if (existsSync(options.db)) await withReader(options.db, async (store) => store.publish(copy))
    return await withWriter(copy, 'dry run', async (store) => {
      const interrupted = interrupt()
      const summary = await refresh({
        ...settings(store, { registry, chosen, options, signal: interrupted.signal }),
        limit: 0,
      })
      interrupted.release()
      const now = new Date().toISOString()
      const policy = { checkedBefore: null, limit: 1_000_000 }
      const links = chosen.flatMap(({ id }) => store.links.toFetch(id, policy, now))
      for (const { portalId, url, title } of links)
        if (!options.json) say(printable([portalId, url, title].join('\t')))
      if (options.json) say(JSON.stringify({ ...summary, would_fetch: links.map(({ url }) => url) }))
      else say(`${links.length} documents would be fetched`)
      return interrupted.status() ?? (summary.errors.length > 0 ? exit.look : exit.done)
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @throws Stop (wrong usage) where there is no such registry, or it is none */
export async function registryOf(file: string | undefined): Promise<Portal[]> {
  const own = join('data', 'portals.csv')
  const path = file ?? (existsSync(own) ? own : join(packageRoot, 'data', 'portals.csv'))
  const registry = await readRegistry(path).catch(wronglyUsed)
  // An empty list is a file that was cut off sooner than a wish: every portal would be forgotten.
  if (registry.length === 0) throw new Stop(exit.usage, `${path}: it names no portal`)
  return registry
}

/** What is wrong with a registry, with a word that chooses from it, or with a contact. */
function wronglyUsed(error: unknown): never {
  if (error instanceof CrawlError) throw new Stop(exit.usage, error.message)
  throw error
}

/** @throws Stop (wrong usage) for a word that chooses nothing */
export function chosenOf(
  registry: readonly Portal[],
  wanted: readonly string[] | undefined,
): readonly Portal[] {
  if (!wanted) return registry
  try {
    return selectPortals(registry, wanted)
  } catch (error) {
    return wronglyUsed(error)
  }
}

function keptOf(text: string): KeptDocuments {
  const kept = keptDocuments.find((each) => each === text)
  if (kept === undefined)
    throw new Stop(exit.usage, `--keep-documents: expected all, current or none, got ${text}`)
  return kept
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d+$/u.test(text)) throw new Stop(exit.usage, `${option}: expected a whole number, got ${text}`)
  return Number(text)
}

export function printSummary(summary: RefreshSummary, { json }: Pick<CommonOptions, 'json'>): void {
  for (const error of summary.errors) complain(error)
  if (json) {
    say(JSON.stringify(summary))
    return
  }
  const { portals, reports } = summary
  say(
    table(
      ['portals ok', 'blocked', 'failing', 'requests', 'MB', 'new', 'changed', 'unchanged', 'findings'],
      [
        [
          portals.ok,
          portals.blocked,
          portals.failing,
          summary.requests,
          (summary.bytes / 1e6).toFixed(1),
          reports.new,
          reports.changed,
          reports.unchanged,
          summary.findings,
        ],
      ],
    ),
  )
  say(`${reports.new} new, ${reports.changed} changed`)
}
