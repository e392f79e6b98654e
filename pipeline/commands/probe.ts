import type { Probe } from '../../crawlers/probe.ts'
import { exit } from '../exit.ts'
import { interrupt } from '../interrupt.ts'
import { lookAt } from '../probe-client.ts'
import { printable, say, table } from '../terminal.ts'
import type { AddCommand, CommonOptions } from './command.ts'

export interface LookOptions extends CommonOptions {
  readonly contact?: string
  readonly delay: string
  readonly browser?: string
}

export const addProbe: AddCommand = (program, run) => {
  program
    .command('probe')
    .description(
      'says which platform a portal runs, where its annual-report column is, what it would crawl; changes nothing',
    )
    .argument('<url>', "the portal's home page, or a page of its annual-report column")
    .option(
      '--contact <text>',
      'whom a webmaster can write to; part of the user agent',
      process.env['NIANBAO_CONTACT'],
    )
    .option('--delay <ms>', 'least pause between requests to one host', '1000')
    .option(...browserOption)
    .action(
      run(async (url: string, _own: LookOptions, command: { optsWithGlobals(): LookOptions }) => {
        const options = command.optsWithGlobals()
        const found = await looked(url, options)
        if (options.json) say(JSON.stringify(probeJson(found)))
        else show(found)
        return found.discovery.state === 'ok' ? exit.done : exit.look
      }),
    )
}

/** As `refresh` has it. */
export const browserOption = [
  '--browser <path>',
  'the Chromium or Chrome for lists that only scripts draw (default: whichever is found)',
] as const

/** The look, which Ctrl-C ends. */
export async function looked(url: string, { contact, delay, browser }: LookOptions): Promise<Probe> {
  const interrupted = interrupt()
  try {
    return await lookAt({
      url,
      contact: contact ?? null,
      delayMs: Number(delay),
      browser: browser ?? null,
      signal: interrupted.signal,
    })
  } finally {
    interrupted.release()
  }
}

function probeJson({ discovery }: Probe): object {
  const { platform, columnUrls, state, error, links, pages, cut } = discovery
  return {
    platform,
    column_urls: columnUrls,
    state,
    error,
    pages,
    cut,
    links: links.map(({ url, title, publishedOn, certain }) => ({
      url,
      title,
      published_on: publishedOn,
      certain,
    })),
  }
}

/** Enough links to see whether they are the right ones. */
const shown = 15

function show({ discovery }: Probe): void {
  const { platform, columnUrls, state, error, links, pages, cut } = discovery
  say(table(['platform', 'state', 'pages', 'links'], [[platform ?? 'unknown', state, pages, links.length]]))
  if (error !== null) say(printable(error))
  for (const url of columnUrls) say(printable(`column: ${url}`))
  say(
    table(
      ['published', 'title', 'address'],
      links.slice(0, shown).map(({ publishedOn, title, url }) => [publishedOn ?? '', title, url]),
    ),
  )
  if (links.length > shown) say(`… and ${links.length - shown} more; --json lists them all`)
  for (const reason of cut) say(printable(`left out: ${reason}`))
}
