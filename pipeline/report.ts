import type { Connection } from '../db/connection.ts'
import { svgOf } from './report/chart.ts'
import {
  coverageChart,
  disputesChart,
  findingsChart,
  groundsChart,
  outcomesChart,
  receivedChart,
} from './report/charts.ts'
import { reportFacts } from './report/facts.ts'
import { page } from './report/page.ts'

/**
 * One HTML page about the whole database, complete in itself: no network, no script.
 * @param now ISO 8601, printed as the time at which it was made
 */
export async function reportPage(connection: Pick<Connection, 'sqlite'>, now: string): Promise<string> {
  const facts = reportFacts(connection)
  const drawings = {
    coverage: await svgOf(coverageChart(facts)),
    received: await svgOf(receivedChart(facts)),
    outcomes: await svgOf(outcomesChart(facts)),
    grounds: await svgOf(groundsChart(facts)),
    disputes: await svgOf(disputesChart(facts)),
    findings: await svgOf(findingsChart(facts)),
  }
  return page(facts, drawings, now)
}
