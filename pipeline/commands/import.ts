import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Store } from '../../db/store.ts'
import type { Agency } from '../../extract/agency.ts'
import { extract, extractorVersion } from '../../extract/extract.ts'
import type { Extraction } from '../../extract/extraction.ts'
import { identify } from '../../extract/identity.ts'
import { exit, Stop } from '../exit.ts'
import { withWriter } from '../open-store.ts'
import { settle } from '../settle.ts'
import { complain, say } from '../terminal.ts'
import type { AddCommand, CommonOptions } from './command.ts'

interface Options extends CommonOptions {
  readonly url?: string
  readonly agency?: string
  readonly year?: string
}

export const addImport: AddCommand = (program, run) => {
  program
    .command('import')
    .description('stores local files as reports (source manual): for what no crawler can reach')
    .argument('<path...>', 'files of any format that extract reads')
    .option('--url <url>', 'the address that the file came from')
    .option('--agency <name>', 'whose report it is, where the file does not say')
    .option('--year <year>', 'the reporting year, where the file does not say')
    .action(
      run(async (paths: string[], _own: Options, command: { optsWithGlobals(): Options }) => {
        const options = command.optsWithGlobals()
        if (options.year !== undefined && !/^20\d\d$/u.test(options.year)) {
          throw new Stop(exit.usage, `--year: expected a year such as 2023, got ${options.year}`)
        }
        if (paths.length > 1 && (options.url ?? options.agency ?? options.year) !== undefined) {
          throw new Stop(
            exit.usage,
            '--url, --agency and --year describe one file: import several without them, or one at a time',
          )
        }
        if (options.agency !== undefined && !toldAgency(options.agency))
          throw new Stop(
            exit.usage,
            `--agency: ${options.agency} is not read as an agency's name; print it in full, with its places`,
          )
        return withWriter(options.db, 'import', async (store) => {
          const results = []
          for (const path of paths) results.push(await importFile(store, path, options))
          const { troubles } = settle(store)
          for (const { message } of troubles) complain(message)
          if (options.json) say(JSON.stringify(results))
          return results.every(({ error }) => error === null) && troubles.length === 0 ? exit.done : exit.look
        })
      }),
    )
}

interface Imported {
  readonly file: string
  readonly outcome: string | null
  readonly report_id: number | null
  readonly error: string | null
}

async function importFile(store: Store, path: string, options: Options): Promise<Imported> {
  const trouble = (error: string): Imported => {
    complain(`${path}: ${error}`)
    return { file: path, outcome: null, report_id: null, error }
  }
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (error) {
    return trouble(`cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  const url = options.url ?? pathToFileURL(resolve(path)).href
  const result = await extract(bytes, {
    fileName: basename(path),
    ...(options.url === undefined ? {} : { url }),
  })
  if (!result.ok) return trouble(`${result.error.code}: ${result.error.message}`)
  const now = new Date().toISOString()
  const link = store.links.imported({ url, title: result.value.title }, now)
  const saved = store.reports.save({
    linkId: link.linkId,
    record: asTold(result.value, options),
    document: store.documents.put(bytes),
    url,
    retrievedAt: now,
    extractor: extractorVersion,
  })
  if (!options.json) say(`${path}: ${saved.outcome}, report ${saved.reportId}`)
  return { file: path, outcome: saved.outcome, report_id: saved.reportId, error: null }
}

/** What the person says stands where the file says nothing; it never overrides what is printed. */
function asTold(extraction: Extraction, { agency, year }: Options): Extraction {
  const told = agency === undefined ? null : toldAgency(agency)
  return {
    ...extraction,
    agency: extraction.agency ?? told,
    year: extraction.year ?? (year === undefined ? null : Number(year)),
  }
}

function toldAgency(name: string): Agency | null {
  return identify({ title: `${name}2000年政府信息公开工作年度报告` }).agency
}
