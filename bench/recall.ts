import { platforms } from '../crawlers/platforms.ts'
import { allPracticePortals } from '../test/portals/allPracticePortals.ts'
import { PracticeWalks } from '../test/crawlers/practiceWalk.ts'
import type { PracticeWalk } from '../test/crawlers/practiceWalk.ts'

/** Over the practice portals of one publishing system and one organisation. */
export interface RecallRow {
  readonly platform: string
  readonly organisation: string
  readonly portals: number
  readonly reports: number
  /** Share of the reports that were found, in percent. */
  readonly recall: number
  /** Share of the links that lead to a report, in percent. */
  readonly precision: number
  readonly requests: number
  readonly per_report: number
  /** Recall with every platform but `generic` switched off, in percent. */
  readonly generic_recall: number
}

interface Pair {
  readonly known: PracticeWalk
  readonly plain: PracticeWalk
}

/** Recall, precision and requests per report over all practice portals, by platform and organisation, and a line for all. */
export async function benchRecall(): Promise<RecallRow[]> {
  const walks = await PracticeWalks.start()
  const groups = new Map<string, Pair[]>()
  try {
    for (const { id, platform, organisation, trouble } of allPracticePortals) {
      if (trouble !== undefined) continue
      const pair = { known: await walks.walked(id, platforms), plain: await walks.walked(id, []) }
      const key = `${platform} ${organisation}`
      groups.set(key, [...(groups.get(key) ?? []), pair])
    }
  } finally {
    await walks.close()
  }
  const rows = [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, pairs]) => {
      const [platform = '', organisation = ''] = key.split(' ')
      return rowOf(platform, organisation, pairs)
    })
  return [...rows, rowOf('all', '', [...groups.values()].flat())]
}

function rowOf(platform: string, organisation: string, pairs: readonly Pair[]): RecallRow {
  const sum = (of: (pair: Pair) => number): number => pairs.reduce((all, pair) => all + of(pair), 0)
  const reports = sum(({ known }) => known.expected)
  const found = reports - sum(({ known }) => known.missed.length)
  const links = sum(({ known }) => known.links.length)
  const requests = sum(({ known }) => known.requests)
  return {
    platform,
    organisation,
    portals: pairs.length,
    reports,
    recall: percent(found, reports),
    precision: percent(links - sum(({ known }) => known.extra.length), links),
    requests,
    per_report: Math.round((100 * requests) / reports) / 100,
    generic_recall: percent(reports - sum(({ plain }) => plain.missed.length), reports),
  }
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.round((1_000 * part) / whole) / 10
}
