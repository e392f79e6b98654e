import { join } from 'node:path'
import { CrawlError } from '../../crawlers/crawl-error.ts'
import type { Portal } from '../../crawlers/portal.ts'
import { addPortal } from '../../crawlers/registry.ts'
import { exit, Stop } from '../exit.ts'
import { complain, say } from '../terminal.ts'
import type { AddCommand } from './command.ts'
import { browserOption, looked } from './probe.ts'
import type { LookOptions } from './probe.ts'

interface Options extends LookOptions {
  readonly name?: string
  readonly division?: string
  readonly portals: string
}

export const addAdd: AddCommand = (program, run) => {
  program
    .command('add')
    .description('probes a portal and writes it into your registry file')
    .argument('<url>', "the portal's home page")
    .option('--name <name>', 'what to call it: a hint, the reports say whose they are')
    .option('--division <code>', 'its GB/T 2260 code, six digits')
    .option('--portals <file>', 'the registry file', join('data', 'portals.csv'))
    .option(
      '--contact <text>',
      'whom a webmaster can write to; part of the user agent',
      process.env['NIANBAO_CONTACT'],
    )
    .option('--delay <ms>', 'least pause between requests to one host', '1000')
    .option(...browserOption)
    .action(
      run(async (url: string, _own: Options, command: { optsWithGlobals(): Options }) => {
        const options = command.optsWithGlobals()
        if (options.division !== undefined && !/^\d{6}$/u.test(options.division)) {
          throw new Stop(exit.usage, `--division: expected six digits, got ${options.division}`)
        }
        const { discovery } = await looked(url, options)
        const portal: Portal = {
          id: idOf(url, options.division),
          name: options.name ?? new URL(url).hostname,
          divisionCode: options.division ?? null,
          startUrl: url,
          platform: discovery.platform,
          columnUrl: discovery.columnUrls[0] ?? null,
          note: '',
        }
        await written(options.portals, portal)
        say(
          options.json
            ? JSON.stringify(portal)
            : `added ${portal.id} to ${options.portals} (platform ${portal.platform ?? 'unknown'})`,
        )
        if (discovery.state === 'ok') return exit.done
        complain(`${portal.id}: ${discovery.state}: ${discovery.error ?? 'no report was found'}`)
        return exit.look
      }),
    )
}

async function written(file: string, portal: Portal): Promise<void> {
  try {
    await addPortal(file, portal)
  } catch (error) {
    if (error instanceof CrawlError) throw new Stop(exit.usage, error.message)
    throw error
  }
}

/** `430100-changsha`, `127.0.0.1-8101`: readable, and one host's own. */
function idOf(url: string, division: string | undefined): string {
  const { hostname, port } = new URL(url)
  const host = hostname.replace(/^www\./u, '').replace(/\.gov\.cn$/u, '') // www.changsha.gov.cn
  return [division, host, port].filter((part) => part !== undefined && part !== '').join('-')
}
