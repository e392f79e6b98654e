import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { identify } from '../../extract/identity.ts'
import type { Evidence } from '../../extract/identity.ts'
import { exit } from '../exit.ts'
import { say } from '../terminal.ts'
import type { AddCommand } from './command.ts'

export const addIdentify: AddCommand = (program, run) => {
  program
    .command('identify')
    .description(
      'JSON lines in ({url, title, text, portal_division}), one JSON line out for each: whose report, of which year',
    )
    .argument('[file]', 'JSON lines; standard input where absent')
    .action(
      run(async (file: string | undefined) => {
        const input = file === undefined ? process.stdin : createReadStream(file)
        let bad = 0
        for await (const line of createInterface({ input, crlfDelay: Infinity })) {
          if (line.trim() === '') continue
          const answer = identified(line)
          if ('error' in answer) bad += 1
          say(JSON.stringify(answer))
        }
        return bad > 0 ? exit.look : exit.done
      }),
    )
}

const fields = ['url', 'title', 'text', 'portal_division'] as const

function identified(line: string): object {
  const evidence = evidenceIn(line)
  if (typeof evidence === 'string') return { error: evidence }
  const { isReport, year, yearFrom, agency, agencyFrom } = identify(evidence)
  return {
    is_report: isReport,
    year,
    year_from: yearFrom,
    agency: agency?.name ?? null,
    agency_from: agencyFrom,
  }
}

/** The evidence that a line gives, or what is wrong with the line. */
function evidenceIn(line: string): Evidence | string {
  let given: unknown
  try {
    given = JSON.parse(line)
  } catch {
    return 'not JSON: expected one object a line'
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return 'not an object: expected {"url", "title", "text", "portal_division"}'
  const known = new Map<string, unknown>(Object.entries(given))
  for (const field of fields) {
    const value = known.get(field)
    if (value !== undefined && value !== null && typeof value !== 'string')
      return `${field}: expected a text, got ${typeof value}`
  }
  const text = (field: (typeof fields)[number]) => {
    const value = known.get(field)
    return typeof value === 'string' ? value : undefined
  }
  const [url, title, body, portalDivision] = fields.map((field) => text(field))
  return {
    ...(url === undefined ? {} : { url }),
    ...(title === undefined ? {} : { title }),
    ...(body === undefined ? {} : { text: body }),
    ...(portalDivision === undefined ? {} : { portalDivision }),
  }
}
