import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { exit } from '../exit.ts'
import { withReader } from '../open-store.ts'
import { say } from '../terminal.ts'
import type { AddCommand, CommonOptions } from './command.ts'

interface Options extends CommonOptions {
  readonly out: string
}

export const addReport: AddCommand = (program, run) => {
  program
    .command('report')
    .description('one self-contained HTML page: coverage, figures, findings, health')
    .option('--out <file>', 'where to write it', 'data/report.html')
    .action(
      run(async (_own: Options, command: { optsWithGlobals(): Options }) => {
        const { db, json, out } = command.optsWithGlobals()
        // Drawing takes a second to load: no other command should wait for it.
        const { reportPage } = await import('../report.ts')
        const html = await withReader(db, ({ connection }) =>
          reportPage(connection, new Date().toISOString()),
        )
        mkdirSync(dirname(out), { recursive: true })
        writeFileSync(`${out}.tmp`, html)
        renameSync(`${out}.tmp`, out)
        say(
          json
            ? JSON.stringify({ report: out, bytes: Buffer.byteLength(html) })
            : `wrote ${out}: open it in a browser`,
        )
        return exit.done
      }),
    )
}
