import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CrawlError } from '../../crawlers/crawl-error.ts'
import type { Portal } from '../../crawlers/portal.ts'
import { readRegistry, selectPortals } from '../../crawlers/registry.ts'
import type { Store } from '../../db/store.ts'
import { budget } from '../budget.ts'
import { exit, Stop } from '../exit.ts'
import type { ExitStatus } from '../exit.ts'
import { interrupt } from '../interrupt.ts'
import { logger } from '../logger.ts'
import { withReader, withWriter } from '../open-store.ts'
import { refresh } from '../refresh.ts'
import type { RefreshOptions, RefreshSummary } from '../refresh.ts'
import { complain, printable, say, table } from '../terminal.ts'
import { packageRoot } from '../version.ts'
import type { AddCommand, CommonOptions } from './command.ts'

interface Options extends CommonOptions {
  readonly portals?: string
  readonly portal?: readonly string[]
  readonly due?: true
  readonly budget?: string
  readonly limit?: string
  readonly delay?: string
  readonly contact?: string
  readonly failOn?: string
  readonly publish?: string
  readonly dryRun?: true
}

export const addRefresh: AddCommand = (program, run) => {
  program
    .command('refresh')
    .description('the main job: discover, fetch, extract, verify, store; only what is new or changed')
    .option('--portals <file>', 'the registry (default: data/portals.csv here, else the list that ships)')
    .option('--portal <id...>', 'only these: ids, division codes, or prefixes of codes (34 for all of Anhui)')
    .option('--due', 'only portals that are due, and no document that was looked at lately')
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
      '--fail-on <any|new>',
      'exit 1 on any trouble, or only on what the run before did not have',
      'any',
    )
    .action(
      run(async (_own: Options, command: { optsWithGlobals(): Options }) => {
        const options = command.optsWithGlobals()
        const registry = await registryOf(options.portals)
        const chosen = choose(registry, options.portal)
        if (options.dryRun) return dryRun(registry, chosen, options)
        return withWriter(options.db, 'refresh', (store) => refreshOnce(store, registry, chosen, options))
      }),
    )
}

async function refreshOnce(
  store: Store,
  registry: readonly Portal[],
  chosen: readonly Portal[],
  options: Options,
): Promise<ExitStatus> {
  const before = new Set(lastErrors(store))
  const interrupted = interrupt()
  try {
    const summary = await refresh(settings(store, registry, chosen, options, interrupted.signal))
    printSummary(summary, options)
    if (options.publish !== undefined && !interrupted.signal.aborted) store.publish(options.publish)
    const troubles =
      options.failOn === 'new' ? summary.errors.filter((error) => !before.has(error)) : summary.errors
    return interrupted.status() ?? (troubles.length > 0 ? exit.look : exit.done)
  } catch (error) {
    if (error instanceof CrawlError) throw new Stop(exit.usage, error.message)
    throw error
  } finally {
    interrupted.release()
  }
}

function settings(
  store: Store,
  registry: readonly Portal[],
  chosen: readonly Portal[],
  options: Options,
  signal: AbortSignal,
): RefreshOptions {
  if (options.failOn !== 'any' && options.failOn !== 'new') {
    throw new Stop(exit.usage, `--fail-on: expected any or new, got ${options.failOn}`)
  }
  return {
    store,
    registry,
    portals: options.due ? dueAmong(store, registry, chosen) : chosen,
    contact: options.contact ?? null,
    delayMs: wholeNumber('--delay', options.delay ?? '1000'),
    budget: budget(options.budget),
    limit: options.limit === undefined ? Infinity : wholeNumber('--limit', options.limit),
    recheck: options.due ? 'look-back' : 'validators',
    log: logger(),
    signal,
  }
}

/** The walk alone, on a copy of the database that is thrown away: what a run would fetch. */
async function dryRun(
  registry: readonly Portal[],
  chosen: readonly Portal[],
  options: Options,
): Promise<ExitStatus> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-dry-'))
  const copy = join(folder, 'copy.sqlite')
  try {
    if (existsSync(options.db)) await withReader(options.db, async (store) => store.publish(copy))
    return await withWriter(copy, 'dry run', async (store) => {
      const interrupted = interrupt()
      const summary = await refresh({
        ...settings(store, registry, chosen, options, interrupted.signal),
        limit: 0,
      })
      interrupted.release()
      const now = new Date().toISOString()
      const policy = { maxAttempts: Infinity, checkedBefore: null, limit: 1_000_000 }
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

async function registryOf(file: string | undefined): Promise<Portal[]> {
  const own = join('data', 'portals.csv')
  const path = file ?? (existsSync(own) ? own : join(packageRoot, 'data', 'portals.csv'))
  try {
    return await readRegistry(path)
  } catch (error) {
    if (error instanceof CrawlError) throw new Stop(exit.usage, error.message)
    throw error
  }
}

function choose(registry: readonly Portal[], wanted: readonly string[] | undefined): readonly Portal[] {
  if (!wanted) return registry
  const chosen = selectPortals(registry, wanted)
  if (chosen.length === 0)
    throw new Stop(exit.usage, `--portal: no portal of the registry is ${wanted.join(', ')}`)
  return chosen
}

function dueAmong(store: Store, registry: readonly Portal[], chosen: readonly Portal[]): Portal[] {
  store.portals.register(registry)
  const byId = new Map(chosen.map((portal) => [portal.id, portal]))
  return store.portals.due(new Date().toISOString()).flatMap(({ portalId }) => byId.get(portalId) ?? [])
}

function lastErrors(store: Store): string[] {
  const summary: unknown = JSON.parse(store.runs.last('refresh')?.summary ?? '{}')
  return typeof summary === 'object' &&
    summary !== null &&
    'errors' in summary &&
    Array.isArray(summary.errors)
    ? summary.errors.map(String)
    : []
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
