import type { PortalHealth } from '../../db/status.ts'
import { canReadScans } from '../../extract/equipment.ts'
import { exit, Stop } from '../exit.ts'
import { withReader } from '../open-store.ts'
import { say, table } from '../terminal.ts'
import type { AddCommand, CommonOptions } from './command.ts'

interface Options extends CommonOptions {
  readonly portal?: string
}

/** Portals in trouble that are named before the rest is only counted. */
const mostPortals = 30

export const addStatus: AddCommand = (program, run) => {
  program
    .command('status')
    .description('coverage, portal health, open findings, what changed, what is due, disk use')
    .option('--portal <id>', 'one portal alone')
    .action(
      run(async (_own: Options, command: { optsWithGlobals(): Options }) => {
        const { db, json, portal } = command.optsWithGlobals()
        return withReader(db, async ({ status }) => {
          const portals = status
            .portals()
            .filter(({ portal_id }) => portal === undefined || portal_id === portal)
          if (portal !== undefined && portals.length === 0)
            throw new Stop(
              exit.usage,
              `--portal: the database has no portal ${portal}; status lists them all`,
            )
          const facts = {
            totals: status.totals(),
            coverage: status.coverage(),
            portals,
            links: status.links(portal),
            findings: status.findings(),
            changes: status.changes(portal),
            alternatives: status.alternatives(),
            waiting_for_ocr: status.waitingForOcr(),
            can_read_scans: await canReadScans(),
            disk: status.diskUse(),
          }
          say(json ? JSON.stringify(facts) : drawn(facts))
          return exit.done
        })
      }),
    )
}

/** What fits on a line; --json has the rest. */
function portalLine({
  portal_id,
  name,
  state,
  since,
  reports,
  listed,
  usual_listed,
  owed,
  next_due_at,
  error,
}: PortalHealth): object {
  return {
    portal: portal_id,
    name,
    state,
    since: since?.slice(0, 10) ?? null,
    reports,
    listed,
    usual: usual_listed,
    owed,
    due: next_due_at?.slice(0, 10) ?? null,
    error: error !== null && error.length > 60 ? `${error.slice(0, 59)}…` : error,
  }
}

type Facts = Record<'coverage' | 'links' | 'findings' | 'changes', readonly object[]> & {
  readonly portals: readonly PortalHealth[]
  readonly totals: object
  readonly alternatives: readonly object[]
  readonly waiting_for_ocr: number
  readonly can_read_scans: boolean
  readonly disk: object
}

function waitingLine({ waiting_for_ocr: waiting, can_read_scans: canRead }: Facts): string {
  if (waiting === 0) return 'Scans that wait to be read: none'
  const what = canRead
    ? 'the next refresh reads them, without the network'
    : 'install tesseract with its Chinese model (apt install tesseract-ocr tesseract-ocr-chi-sim), and the next refresh reads them'
  return `Scans that wait to be read: ${waiting}; ${what}`
}

/** In trouble, or ok with a word on why that may not be so. One that no run has come to is no news. */
function needsLook({ state, error }: PortalHealth): boolean {
  return (state !== 'ok' && state !== 'never_visited') || error !== null
}

function byState(portals: readonly PortalHealth[]): object[] {
  const counts = new Map<string, number>()
  for (const { state } of portals) counts.set(state, (counts.get(state) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([state, count]) => ({ state, portals: count }))
}

function drawn(facts: Facts): string {
  const { portals } = facts
  const shown = portals.length <= mostPortals ? portals : portals.filter(needsLook).slice(0, mostPortals)
  const rest = portals.length - shown.length
  return [
    titled('Totals', [facts.totals]),
    titled('Coverage by reporting year', facts.coverage),
    ...(portals.length <= mostPortals ? [] : [titled('Portals by state', byState(portals))]),
    titled(
      rest > 0 ? 'Portals that need a look' : 'Portals',
      shown.map((portal) => portalLine(portal)),
    ) + (rest > 0 ? `\n… and ${rest} more; --json lists them all` : ''),
    titled('Links', facts.links),
    titled('Findings', facts.findings),
    limited('What the last run changed, cell by cell', facts.changes),
    titled('Contents kept as alternatives', facts.alternatives),
    waitingLine(facts),
    titled('Disk use in bytes', [facts.disk]),
  ].join('\n\n')
}

/** A replaced report can change every one of its 200 cells. */
const mostChanges = 40

function limited(title: string, rows: readonly object[]): string {
  const rest = rows.length - mostChanges
  return (
    titled(title, rows.slice(0, mostChanges)) +
    (rest > 0 ? `\n… and ${rest} more; --json lists them all` : '')
  )
}

function titled(title: string, rows: readonly object[]): string {
  if (rows.length === 0) return `${title}: none`
  return `${title}\n${table(
    Object.keys(rows[0] ?? {}),
    rows.map((row) => Object.values(row).map((value) => (value === null ? '' : String(value)))),
  )}`
}
