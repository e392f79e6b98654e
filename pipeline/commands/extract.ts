import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { extract } from '../../extract/extract.ts'
import type { Extraction, ExtractError, Result } from '../../extract/extraction.ts'
import { defaultLimits } from '../../extract/limits.ts'
import { exit } from '../exit.ts'
import { extractErrorJson, extractionJson } from '../extraction-json.ts'
import { complain, say, table } from '../terminal.ts'
import type { AddCommand, CommonOptions } from './command.ts'

interface Options extends CommonOptions {
  readonly url?: string
}

export const addExtract: AddCommand = (program, run) => {
  program
    .command('extract')
    .description('read files and print every cell; stores nothing')
    .argument('<path...>', 'HTML, PDF, Word, Excel, RTF, OFD, text or ZIP files')
    .option('--url <url>', 'the address the file came from: a hint for agency and year')
    .action(
      run(async (paths: string[], _own: Options, command: { optsWithGlobals(): Options }) => {
        const options = command.optsWithGlobals()
        const rows: (string | number | null)[][] = []
        let unread = 0
        for (const path of paths) {
          const result = await extractFile(path, options.url)
          if (options.json)
            say(
              JSON.stringify(
                result.ok ? extractionJson(path, result.value) : extractErrorJson(path, result.error),
              ),
            )
          else if (result.ok) rows.push(summary(path, result.value))
          if (!result.ok) {
            unread += 1
            if (!options.json) complain(`${path}: ${result.error.code}: ${result.error.message}`)
          }
        }
        if (rows.length > 0)
          say(table(['file', 'agency', 'year', 'forms', 'figures', 'doubtful', 'findings'], rows))
        return unread > 0 ? exit.look : exit.done
      }),
    )
}

async function extractFile(path: string, url: string | undefined): Promise<Result<Extraction, ExtractError>> {
  try {
    const { size } = await stat(path)
    if (size > defaultLimits.maxBytes) {
      return failed('too_large', `${size} bytes, more than the ${defaultLimits.maxBytes} that are read`)
    }
    return await extract(await readFile(path), {
      fileName: basename(path),
      ...(url === undefined ? {} : { url }),
    })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOENT') return failed('not_found', 'no such file; check the path')
    if (code === 'EISDIR') return failed('unsupported', 'a directory; name the files in it')
    if (code === 'EACCES') return failed('not_found', 'the file may not be read; check its permissions')
    throw error
  }
}

function failed(code: ExtractError['code'], message: string): Result<never, ExtractError> {
  return { ok: false, error: { code, message } }
}

function summary(path: string, extraction: Extraction): (string | number | null)[] {
  const forms = Object.entries(extraction.forms).flatMap(([name, form]) => (form ? [`${name} ${form}`] : []))
  const count = (statuses: readonly string[]) =>
    extraction.cells.filter(({ status }) => statuses.includes(status)).length
  return [
    path,
    extraction.agency?.name ?? '?',
    extraction.year ?? '?',
    forms.join(', ') || 'none',
    count(['number']),
    count(['uncertain', 'missing', 'unreadable']),
    extraction.findings.length,
  ]
}
