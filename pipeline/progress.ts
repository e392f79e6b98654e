import { MultiBar, Presets } from 'cli-progress'
import type { Logger } from 'pino'
import { printable } from './terminal.ts'

/** What a run has done so far. */
export interface Tally {
  portals: { ok: number; blocked: number; failing: number }
  links: number
  documents: number
  reports: { new: number; changed: number; unchanged: number }
  cells: number
  findings: number
}

export function emptyTally(): Tally {
  return {
    portals: { ok: 0, blocked: 0, failing: 0 },
    links: 0,
    documents: 0,
    reports: { new: 0, changed: 0, unchanged: 0 },
    cells: 0,
    findings: 0,
  }
}

/** Shows a run: drawn on a terminal, a line a portal in a log. */
export interface Progress {
  readonly portalBegan: (id: string) => void
  readonly portalEnded: (id: string, state: string, error: string | null) => void
  readonly moved: () => void
  readonly close: () => void
}

export function progress(total: number, tally: Tally, log: Logger): Progress {
  return process.stderr.isTTY ? drawn(total, tally) : logged(tally, log)
}

function drawn(total: number, tally: Tally): Progress {
  const bars = new MultiBar(
    {
      format:
        '{bar} {value}/{total} portals · {links} links · {documents} documents · {reports} reports · {cells} cells · {findings} findings · {eta_formatted} left · {at}',
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
      linewrap: false,
    },
    Presets.shades_classic,
  )
  let at = ''
  const payload = () => ({ ...flat(tally), at })
  const bar = bars.create(total, 0, payload())
  return {
    portalBegan: (id) => {
      at = printable(id)
      bar.update(payload())
    },
    portalEnded: () => bar.increment(1, payload()),
    moved: () => bar.update(payload()),
    close: () => bars.stop(),
  }
}

function logged(tally: Tally, log: Logger): Progress {
  return {
    portalBegan: (portal) => log.debug({ portal }, 'portal began'),
    portalEnded: (portal, state, error) => {
      const level = state === 'ok' ? 'info' : 'warn'
      log[level](
        { portal, state, ...(error === null ? {} : { error: printable(error) }), ...flat(tally) },
        'portal done',
      )
    },
    moved: () => undefined,
    close: () => undefined,
  }
}

function flat({ links, documents, reports, cells, findings }: Tally) {
  return { links, documents, reports: reports.new + reports.changed + reports.unchanged, cells, findings }
}
