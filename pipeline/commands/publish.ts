import { exit } from '../exit.ts'
import { withReader } from '../open-store.ts'
import { say } from '../terminal.ts'
import type { AddCommand, CommonOptions } from './command.ts'

export const addPublish: AddCommand = (program, run) => {
  program
    .command('publish')
    .description('a consistent, compact, checked copy of the database for others to open')
    .argument('<file>', 'replaced at one instant, once the copy has passed its checks')
    .action(
      run(async (file: string, _own: CommonOptions, command: { optsWithGlobals(): CommonOptions }) => {
        const { db, json } = command.optsWithGlobals()
        return withReader(db, async (store) => {
          store.publish(file)
          say(json ? JSON.stringify({ published: file }) : `published ${file}`)
          return exit.done
        })
      }),
    )
}
