/**
 * Damages documents at random and counts what is read otherwise than printed: `npx tsx scripts/mutations.ts --documents 2100 --seed 0`.
 * Each document has a seed of its own, from that number on: 1 gives nearly the same documents as 0.
 */
import { parseArgs } from 'node:util'
import { mutationTable, soakMutations } from '../test/extract/mutations/soakMutations.ts'

const { values } = parseArgs({
  options: { documents: { type: 'string', default: '2100' }, seed: { type: 'string', default: '0' } },
})
const report = soakMutations(Number(values.documents), Number(values.seed))
console.log(mutationTable(report))
for (const error of report.silent.slice(0, 20)) console.log(JSON.stringify(error))
process.exitCode = report.silent.length > 0 ? 1 : 0
