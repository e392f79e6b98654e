/** Damages documents at random, seeded, and counts what is read otherwise than printed: `npx tsx scripts/mutations.ts --documents 2100`. */
import { parseArgs } from 'node:util'
import { mutationTable, soakMutations } from '../test/extract/mutations/soakMutations.ts'

const { values } = parseArgs({ options: { documents: { type: 'string', default: '2100' } } })
const report = soakMutations(Number(values.documents))
console.log(mutationTable(report))
process.exitCode = report.silent.length > 0 ? 1 : 0
