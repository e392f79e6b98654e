import PQueue from 'p-queue'
import type { Browser as Chromium, BrowserContext, Page as Tab } from 'playwright-core'
import { hasScriptedNext, rowsShown } from '../needs-browser.ts'
import { parsePage } from '../page.ts'
import type { RenderedPage, RenderRequest, Unrendered } from '../render.ts'
import { nextPageText } from '../vocabulary.ts'
import type { BrowserProxy } from './browser-proxy.ts'
import { openBrowserProxy } from './browser-proxy.ts'
import type { Client } from './client.ts'
import { findBrowser } from './find-browser.ts'
import { ownCertificate } from './own-certificate.ts'

export interface BrowserOptions {
  /** Through which everything the browser wants is asked. */
  readonly client: Client
  /** `--browser`: the program to start; null: whichever is found. */
  readonly path: string | null
  /** Told once, before the browser starts, of what a person should know: that its sandbox is off. */
  readonly warn: (message: string) => void
  readonly signal?: AbortSignal
}

/** Pages drawn at once: each holds some hundred megabytes. */
const tabs = 2
/** A page counts as drawn when nothing has been asked for so long. Milliseconds. */
const quietMs = 500
/** Its scripts are paced like everything else; what has not come by then is left out. Milliseconds. */
const drawnWithinMs = 90_000
const turnedWithinMs = 30_000
const clickWithinMs = 3_000

/** Nothing of these is needed to read links. Without style sheets a pager is not hidden, either. */
const notLoaded: ReadonlySet<string> = new Set([
  'image',
  'media',
  'font',
  'stylesheet',
  'manifest',
  'ping',
  'eventsource',
  'websocket',
])

/**
 * Draws the few pages whose lists exist only after scripts ran. One browser, started at its first page, with a profile of its
 * own that is removed with it. It cannot reach the network: each page has a proxy of ours, where the client asks for it.
 */
export class Browser {
  readonly #options: BrowserOptions
  readonly #queue = new PQueue({ concurrency: tabs })
  readonly #certificate = ownCertificate()
  #started: Promise<Chromium | Unrendered> | null = null

  constructor(options: BrowserOptions) {
    this.#options = options
  }

  /** Draws a page and, where the next one exists only as a script's action, those behind it, until the first row repeats. */
  readonly render = (wanted: RenderRequest): Promise<readonly RenderedPage[] | Unrendered> =>
    this.#queue.add(async () => {
      if (this.#isStopped()) return stopped
      this.#started ??= this.#start()
      const chromium = await this.#started
      if ('code' in chromium) return chromium
      const proxy = await openBrowserProxy(this.#options.client, wanted.portalId, this.#certificate)
      try {
        return await this.#draw(chromium, proxy, wanted)
      } catch (error) {
        if (this.#isStopped()) return stopped
        const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
        // A browser that died is started again for the next page.
        if (!chromium.isConnected()) this.#started = null
        return { code: 'browser_failed', message: `the browser could not draw ${wanted.url}: ${said}` }
      } finally {
        await proxy.close()
      }
    })

  /** Ends the browser and removes its profile. */
  async close(): Promise<void> {
    const chromium = await this.#started
    if (chromium !== null && !('code' in chromium)) await chromium.close()
  }

  #isStopped(): boolean {
    return this.#options.signal?.aborted === true
  }

  async #start(): Promise<Chromium | Unrendered> {
    // Loaded when it is needed: most runs need no browser.
    const { chromium } = await import('playwright-core')
    const program = findBrowser(this.#options.path, chromium.executablePath())
    if (typeof program !== 'string') return program
    const isRoot = process.getuid?.() === 0
    if (isRoot)
      this.#options.warn('the browser runs without its sandbox, since it runs as root: use another account')
    try {
      const started = await chromium.launch({
        executablePath: program,
        headless: true,
        chromiumSandbox: !isRoot,
        // The program has its own way of stopping: it commits first, then closes this browser.
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
        args: [
          ...switches,
          `--ignore-certificate-errors-spki-list=${this.#certificate.publicKeyHash}`,
          // What belongs to no page of ours goes to a port where nobody listens.
          '--proxy-server=http://127.0.0.1:9',
          '--proxy-bypass-list=<-loopback>',
        ],
      })
      this.#options.signal?.addEventListener('abort', () => void started.close(), { once: true })
      return started
    } catch (error) {
      const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
      return {
        code: 'browser_failed',
        message: `${program} does not start: ${said}; give --browser another one`,
      }
    }
  }

  async #draw(chromium: Chromium, proxy: BrowserProxy, wanted: RenderRequest): Promise<RenderedPage[]> {
    const context = await chromium.newContext({
      proxy: { server: proxy.url, bypass: '<-loopback>' },
      serviceWorkers: 'block',
      acceptDownloads: false,
      locale: 'zh-CN',
    })
    try {
      await shut(context)
      const tab = await context.newPage()
      tab.setDefaultTimeout(drawnWithinMs)
      tab.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}))
      const answer = await tab.goto(wanted.url, { waitUntil: 'domcontentloaded', timeout: drawnWithinMs })
      if (answer?.ok() !== true) throw new Error(proxy.refused[0] ?? 'no answer')
      await proxy.quiet(quietMs, drawnWithinMs, this.#options.signal ?? null)
      const drawn = [await taken(tab)]
      const seen = new Set(drawn.map(shown))
      while (drawn.length < wanted.pages && (await turned(tab, drawn.at(-1)))) {
        await proxy.quiet(quietMs, turnedWithinMs, this.#options.signal ?? null)
        const next = await taken(tab)
        if (seen.has(shown(next))) break
        seen.add(shown(next))
        drawn.push(next)
      }
      return drawn
    } finally {
      await context.close()
    }
  }
}

const stopped: Unrendered = { code: 'stopped', message: 'the run was stopped' }

/** No telemetry, updates or predictions; no QUIC and no WebRTC, which would go past a proxy. */
const switches = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
] as const

async function shut(context: BrowserContext): Promise<void> {
  await context.route('**/*', (route) =>
    notLoaded.has(route.request().resourceType()) ? route.abort() : route.continue(),
  )
  // The proxy lets none through either; closed here, a page learns of it at once.
  await context.routeWebSocket(/.*/, (socket) => void socket.close())
  // A window that opens is none that was asked for.
  context.on('page', (tab) => void tab.opener().then((opener) => (opener === null ? null : tab.close())))
}

async function taken(tab: Tab): Promise<RenderedPage> {
  return { url: tab.url(), html: await tab.content() }
}

function shown({ url, html }: RenderedPage): string {
  return rowsShown(parsePage({ url }, url, html))
}

/** Presses 下一页 where it is a script's action; false where there is none. */
async function turned(tab: Tab, last: RenderedPage | undefined): Promise<boolean> {
  if (last === undefined || !hasScriptedNext(parsePage({ url: last.url }, last.url, last.html))) return false
  const next = tab.getByText(nextPageText).or(tab.getByTitle(nextPageText)).last()
  try {
    await next.click({ timeout: clickWithinMs })
    return true
  } catch {
    // Switched off, covered, or gone meanwhile: the list ends here.
    return false
  }
}
