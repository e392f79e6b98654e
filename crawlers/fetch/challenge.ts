import type { BadOutcome } from './outcome.ts'

/** What an answer is recognised by. Every condition that is given must hold. */
interface Sign {
  readonly outcome: BadOutcome
  readonly status?: readonly number[]
  readonly cookie?: RegExp
  readonly body?: RegExp
  readonly title?: RegExp
  /** Only pages smaller than this are judged: a real page may mention anything. Characters. */
  readonly under?: number
}

/**
 * Challenges, gates and lies, in the order they are tried. They are recognised and named, never solved.
 * The facts are from published crawlers' notes on the products named.
 */
const signs: readonly Sign[] = [
  // 瑞数: FSSBBIl1UgzbN7NT=…, $_ts=window['$_ts']
  { outcome: 'river_security', status: [400, 412, 202, 468], body: /\$_ts\b|FSSBBIl1UgzbN7N|\$_ss\b/ },
  { outcome: 'river_security', status: [412, 202], cookie: /FSSBBIl1UgzbN7N|[A-Za-z0-9]{10,}[STOP]=/ }, // FSSBBIl1UgzbN7NS=
  { outcome: 'river_security', status: [412] },
  { outcome: 'river_security', status: [200], body: /\$_ts\s*=\s*window\[/, under: 60_000 },
  // 加速乐: __jsluid_s=…; document.cookie=…;location.href=…
  { outcome: 'jsl', status: [521] },
  { outcome: 'jsl', body: /__jsl_clearance|document\.cookie=\('_'\)\+/, under: 20_000 }, // document.cookie=('_')+('_')+('j')
  // PBOC and others: wzws_cid; Aliyun: acw_sc__v2, arg1='…'; SafeLine; yundun.
  {
    outcome: 'script_challenge',
    body: /wzwschallenge|wzws_cid|acw_sc__v2|safeline_bot_challenge|SafeLineChallenge|yd_cookie|_waf_bd8ce2ce37/i,
    under: 60_000,
  },
  {
    outcome: 'script_challenge',
    cookie: /(wzws_c?id|safeline_bot_challenge|yd_cookie)=/,
    body: /<script/i,
    under: 4_000,
  },
  {
    outcome: 'slider',
    body: /滑动验证|拖动滑块|滑块验证|请完成安全验证|请输入验证码后继续|captcha-slider|nc-container/,
    under: 30_000,
  },
  { outcome: 'login', title: /^\s*(用户登录|登录|统一身份认证.*|请登录|Login)\s*$/i, under: 60_000 },
  { outcome: 'login', body: /<input[^>]+type=["']?password[^]*(登录|登 录|login)/i, under: 6_000 },
  { outcome: 'hijacked', title: /博彩|棋牌|赌场|彩票平台|娱乐城|体育投注|成人视频|百家乐/ },
  {
    outcome: 'soft_404',
    status: [200],
    title: /^\s*(404|页面不存在|找不到(该|此)?(页面|网页)|无法找到|not found|页面未找到|错误页面|出错了)/i,
  },
  {
    outcome: 'soft_404',
    status: [200],
    body: /(您(所)?访问的(页面|网页|内容)(不存在|已(被)?删除|已关闭|未找到)|抱歉[，,]?(您(要)?访问的)?页面(不存在|找不到|无法))/,
    under: 12_000,
  },
]

/** What a page says it is, when it is no page. Null: take it as a page. */
export function challengeOf(status: number, cookies: string, text: string): BadOutcome | null {
  const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1] ?? '' // <title>404 页面不存在</title>
  for (const sign of signs) {
    if (sign.status !== undefined && !sign.status.includes(status)) continue
    if (sign.under !== undefined && text.length >= sign.under) continue
    if (sign.cookie !== undefined && !sign.cookie.test(cookies)) continue
    if (sign.title !== undefined && !sign.title.test(title)) continue
    if (sign.body !== undefined && !sign.body.test(text)) continue
    return sign.outcome
  }
  // 202 Accepted with nothing to read: the page comes only to who has run its script.
  if (status === 202 && /<script/i.test(text) && visibleIn(text.slice(0, 20_000)).length < 120)
    return 'script_challenge'
  return isStub(status, text) ? 'stub' : null
}

/**
 * A script and nothing else: an obfuscated redirect or a cookie setter (1,166 bytes at 萍乡). A script or meta element that
 * plainly names where to go is an ordinary redirect, and a small fragment or JSON is an ordinary answer.
 */
function isStub(status: number, text: string): boolean {
  if (status !== 200 || text.length > 1_500 || !/<script/i.test(text)) return false
  if (pageRedirect(text) !== null || /<(a|li|table|datastore|iframe|frame)\b/i.test(text)) return false // <a href=…>
  const visible = visibleIn(text)
  return visible.length < 40 && !saysEmpty.test(visible)
}

/** A list that says it is empty is an answer: 暂无相关信息 */
const saysEmpty = /暂无|没有|无相关|无数据|nodata|norecord/i

/**
 * `<meta http-equiv="refresh" content="0;url=/x/">`, `location.href="/x/"`: where a page sends its reader at once, or null. Where
 * a script chooses between two, the one for phones is not taken.
 */
export function pageRedirect(text: string): string | null {
  if (text.length > 4_000) return null
  const meta =
    /<meta[^>]+http-equiv=["']?refresh[^>]+content=["']?\s*(\d+)\s*;\s*url\s*=\s*['"]?([^"'>\s]+)/i.exec(text)
  if (meta?.[2] !== undefined) return Number(meta[1]) <= 10 ? meta[2] : null
  // A page with something to read goes on only when something is pressed: its scripts wait in functions and attributes.
  if (visibleIn(text).length > 120) return null
  const scripts = [...text.matchAll(/<script[^>]*>([^]*?)<\/script>|<body[^>]*\bonload=(["'])([^]*?)\2/gi)]
    .map(([, inline, , loaded]) => inline ?? loaded ?? '')
    .join('\n')
  const targets = [...scripts.matchAll(sent)].map(([, , set, , called]) => set ?? called ?? '')
  return targets.find((target) => !forPhones.test(target)) ?? targets[0] ?? null
}

/** window.location.href = "/x/", location.replace('/x/'); not "/x?id=" + id */
const sent =
  /location(?:\.href)?\s*=\s*(["'])([^"'\s]+)\1(?!\s*\+)|location\.(?:replace|assign)\(\s*(["'])([^"'\s]+)\3\s*\)/gi
const forPhones = /\b(wap|mobile|phone|3g|m)\b/i // /wap/, https://m.x.gov.cn/

function visibleIn(text: string): string {
  return text
    .replace(/<(script|style|title|noscript|noframes)\b[^]*?<\/\1>|<[^>]*>/gi, '')
    .replaceAll(/&nbsp;|\s+/g, '')
}
