import type { BadOutcome } from '../../crawlers/fetch/outcome.ts'

/** What a failing host does instead of answering. Symptoms as published crawlers noted them (portals.md, section 6). */

export const troubleKinds = [
  'river_security',
  'jsl',
  'script_challenge',
  'slider',
  'login',
  'hijacked',
  'stub',
  'soft_404',
  'forbidden_later',
  'user_agent',
  'cookie_gate',
  'cookie_once',
  'robots_forbid',
  'robots_broken',
  'asks_to_wait',
  'unavailable',
  'reset',
  'slow',
  'wrong_type',
  'broken_gzip',
] as const
export type TroubleKind = (typeof troubleKinds)[number]

export interface TroubledRequest {
  readonly path: string
  readonly userAgent: string
  readonly cookie: string
  /** How many requests came before this one. */
  readonly before: number
}

export type TroubleAction =
  | { readonly kind: 'serve'; readonly afterMilliseconds?: number; readonly contentType?: string }
  | { readonly kind: 'reset' }
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }

interface Trouble {
  /** How the portal's visit ends; null: it is overcome, and every report is found. */
  readonly outcome: BadOutcome | null
  readonly act: (request: TroubledRequest) => TroubleAction
}

const serve: TroubleAction = { kind: 'serve' }
const html = { 'content-type': 'text/html; charset=utf-8' }

function answer(status: number, body: string, headers: Readonly<Record<string, string>> = {}): TroubleAction {
  return { kind: 'answer', status, headers: { ...html, ...headers }, body }
}

function always(action: TroubleAction): Trouble['act'] {
  return ({ path }) => (path === '/robots.txt' ? answer(404, 'Not Found') : action)
}

const home =
  '<html><head><title>首页</title></head><body><h1>某县人民政府</h1><ul><li><a href="/zwgk/">政府信息公开</a></li><li><a href="/xw/">新闻</a></li></ul></body></html>'
/** 1,166 bytes, as seen. */
const stub = `<html><body><script>${'var a=[];'.repeat(124)}${' '.repeat(7)}</script></body></html>`

const troubles: Readonly<Record<TroubleKind, Trouble>> = {
  river_security: {
    outcome: 'river_security',
    act: always(
      answer(412, `<html><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=44367;</script></html>`, {
        'set-cookie': 'FSSBBIl1UgzbN7NS=5zWmEr2; Path=/; HttpOnly',
      }),
    ),
  },
  jsl: {
    outcome: 'jsl',
    act: always(
      answer(
        521,
        `<script>document.cookie=('_')+('_')+('j')+('s')+('l');location.href=location.pathname</script>`,
        { 'set-cookie': '__jsluid_h=3f1f; max-age=31536000; path=/; HttpOnly' },
      ),
    ),
  },
  script_challenge: {
    outcome: 'script_challenge',
    act: always(
      answer(200, `<html><script>var arg1='3BAE9E';setCookie("acw_sc__v2", arg1);</script></html>`),
    ),
  },
  slider: {
    outcome: 'slider',
    act: always(answer(200, '<html><title>安全验证</title><body>请拖动滑块完成滑动验证</body></html>')),
  },
  login: {
    outcome: 'login',
    act: always(
      answer(
        200,
        '<html><title>用户登录</title><body><form>用户名<input name="u">密码<input type="password" name="p"><button>登录</button></form></body></html>',
      ),
    ),
  },
  hijacked: {
    outcome: 'hijacked',
    act: always(answer(200, '<html><title>彩票平台_娱乐城_官网</title><body><p>广告</p></body></html>')),
  },
  stub: { outcome: 'stub', act: always(answer(200, stub)) },
  // Every address shows the home page.
  soft_404: { outcome: 'soft_404', act: always(answer(200, home)) },
  forbidden_later: {
    outcome: 'forbidden',
    act: ({ before }) => (before < 5 ? serve : answer(403, '<html><body>Forbidden</body></html>')),
  },
  user_agent: {
    outcome: 'user_agent',
    act: ({ userAgent }) =>
      userAgent.startsWith('Mozilla/') ? serve : answer(405, '<html><body>Not Allowed</body></html>'),
  },
  // The cookie that it waits for is made by a script that no crawler runs.
  cookie_gate: {
    outcome: 'cookie_gate',
    act: ({ path }) =>
      path === '/robots.txt'
        ? answer(404, '')
        : answer(302, '', { location: path, 'set-cookie': 'CT6T=1; path=/' }),
  },
  cookie_once: {
    outcome: null,
    act: ({ path, cookie }) =>
      cookie.includes('C3VK=') || path === '/robots.txt'
        ? serve
        : answer(302, '', { location: path, 'set-cookie': 'C3VK=8a1; max-age=300; path=/' }),
  },
  robots_forbid: {
    outcome: 'robots',
    act: ({ path }) =>
      path === '/robots.txt'
        ? answer(200, 'User-agent: *\nDisallow: /\n', { 'content-type': 'text/plain' })
        : serve,
  },
  robots_broken: {
    outcome: 'robots',
    act: ({ path }) => (path === '/robots.txt' ? answer(503, 'Service Unavailable') : serve),
  },
  asks_to_wait: {
    outcome: null,
    act: ({ path, before }) =>
      path !== '/robots.txt' && before < 3 ? answer(429, '', { 'retry-after': '1' }) : serve,
  },
  unavailable: { outcome: 'server_error', act: always(answer(503, 'Service Unavailable')) },
  reset: { outcome: 'reset', act: always({ kind: 'reset' }) },
  slow: {
    outcome: null,
    act: ({ path }) => (path === '/' ? { kind: 'serve', afterMilliseconds: 10_000 } : serve),
  },
  wrong_type: {
    outcome: null,
    act: ({ path }) =>
      path === '/robots.txt' ? serve : { kind: 'serve', contentType: 'application/octet-stream' },
  },
  broken_gzip: {
    outcome: 'malformed',
    act: always(answer(200, 'this is no gzip', { 'content-encoding': 'gzip' })),
  },
}

/** What a troubled host does with a request. */
export function actionOf(trouble: TroubleKind, request: TroubledRequest): TroubleAction {
  return troubles[trouble].act(request)
}

/** How a visit to such a host ends; null where every report is found all the same. */
export function outcomeOf(trouble: TroubleKind): BadOutcome | null {
  return troubles[trouble].outcome
}
