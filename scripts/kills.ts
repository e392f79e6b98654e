/**
 * Kills refreshes at random instants and compares what they leave with a run that nobody disturbed:
 * `npx tsx scripts/kills.ts --kills 30 [--seed TEXT] [--portals ID,ID] [--night second]`. Ends with 1 where anything differs.
 */
import { parseArgs } from 'node:util'
import { killedRuns, phases } from '../test/pipeline/kills/killedRuns.ts'
import { allPracticePortals } from '../test/portals/allPracticePortals.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '30' },
    seed: { type: 'string', default: 'nianbao' },
    night: { type: 'string', default: 'first' },
    portals: { type: 'string', default: 'wuhu,lucheng,jiangjin' },
  },
})
/** By default: lists asked for by POST, columns that are reports themselves, pages of their own for units. */
const visited = new Set(values.portals.split(','))

const began = performance.now()
const outcome = await killedRuns({
  kills: Number(values.kills),
  seed: values.seed,
  portals: allPracticePortals.filter(({ id }) => visited.has(id)),
  night: values.night === 'second' ? 'second' : 'first',
  say: (line) => console.error(line),
})
const killed = phases.map((phase) => `${phase} ${outcome.kills[phase]}`).join(', ')
console.log(
  `${values.kills} kills (${killed}; ${outcome.uncounted} more at instants that do not count) in ${outcome.runs} runs, ${Math.round((performance.now() - began) / 1000)} s`,
)
console.log(
  `asked again although an answer was recorded: ${outcome.askedAgain.length}; in flight when killed: ${outcome.inFlight}`,
)
console.log(`differences from the undisturbed run: ${outcome.differences.length}`)
for (const line of [...outcome.askedAgain, ...outcome.differences].slice(0, 40)) console.log(line)
if (outcome.askedAgain.length + outcome.differences.length > 0) process.exitCode = 1
