/** Reads the JSON summaries of one demo run, or of two in a row, and fails where they are not what a demo must give. */
import { readFileSync } from 'node:fs'

const [first, second] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')))
const problems = []
expect(first.portals.ok === 5, 'the first run must complete five portals')
expect(first.portals.failing === 0 && first.portals.blocked === 0, 'no practice portal may fail')
expect(first.reports.new > 0, 'the first run must find reports')
if (second) {
  expect(
    second.reports.new === 0 && second.reports.changed === 0,
    'the second run must find nothing new or changed',
  )
  expect(second.bytes < first.bytes / 10, 'the second run must not download documents again')
}
if (problems.length > 0) {
  for (const problem of problems) console.error(`demo: ${problem}`)
  console.error(JSON.stringify([first, second], null, 1))
  process.exit(1)
}
console.log(
  `demo: ${first.reports.new} reports, ${first.requests} requests${second ? `, then ${second.requests} and nothing new` : ''}`,
)

function expect(holds, message) {
  if (!holds) problems.push(message)
}
