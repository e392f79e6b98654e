import { readFile, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import { pMapIterable } from 'p-map'
import type { Extraction, ExtractError, Hints, Result } from '../../extract/extraction.ts'
import { defaultLimits } from '../../extract/limits.ts'
import { exit } from '../exit.ts'
import { ExtractPool } from '../extract-pool.ts'
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
        const pool = new ExtractPool({ threads: Math.min(availableParallelism(), paths.length) })
        const read = async ({ path, bytes }: File) => ({
          path,
          result: bytes.ok ? await pool.extract(bytes.value, hintsOf(path, options)) : bytes,
        })
        // In the order of the arguments, and never far ahead of what is printed. A thread that is done finds the bytes of
        // its next file at hand, and one long scan does not keep the others waiting.
        const files = pMapIterable(paths, fileAt, { concurrency: pool.threads })
        const results = pMapIterable(files, read, {
          concurrency: pool.threads,
          backpressure: pool.threads * 16,
        })
        const rows: (string | number | null)[][] = []
        let unread = 0
        try {
          for await (const { path, result } of results) {
            if (!result.ok) unread += 1
            if (options.json) {
              const line = result.ok
                ? extractionJson(path, result.value)
                : extractErrorJson(path, result.error)
              say(JSON.stringify(line))
            } else if (result.ok) rows.push(summary(path, result.value))
            else complain(`${path}: ${result.error.code}: ${result.error.message}`)
          }
        } finally {
          await pool.close()
        }
        if (rows.length > 0) {
          say(table(['file', 'agency', 'year', 'forms', 'figures', 'doubtful', 'findings'], rows))
        }
        return unread > 0 ? exit.look : exit.done
      }),
    )
}

interface File {
  readonly path: string
  readonly bytes: Result<Uint8Array, ExtractError>
}

async function fileAt(path: string): Promise<File> {
  return { path, bytes: await bytesAt(path) }
}

async function bytesAt(path: string): Promise<Result<Uint8Array, ExtractError>> {
  try {
    const { size } = await stat(path)
    if (size > defaultLimits.maxBytes) {
      return failed('too_large', `${size} bytes, more than the ${defaultLimits.maxBytes} that are read`)
    }
    return { ok: true, value: await readFile(path) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOENT') return failed('not_found', 'no such file; check the path')
    if (code === 'EISDIR') return failed('unsupported', 'a directory; name the files in it')
    if (code === 'EACCES') return failed('not_found', 'the file may not be read; check its permissions')
    throw error
  }
}

function hintsOf(path: string, { url }: Options): Hints {
  return { fileName: basename(path), ...(url === undefined ? {} : { url }) }
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
