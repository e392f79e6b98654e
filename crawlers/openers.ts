/** Addresses that functions of a page put together from what they are called with. */
export type Openers = (call: string) => string | null

/** function view(id) { window.open('/info/detail_' + id + '.html') } */
const opening =
  /function\s+(\w+)\s*\(\s*(\w+)[^)]{0,200}\)\s*\{[^{}]{0,600}?(?:location(?:\.href)?\s*=|location\.(?:assign|replace)\(|window\.open\()\s*(["'])([^"'\s]+)\3\s*\+\s*\2\b\s*(?:\+\s*(["'])([^"'\s]*)\5)?(?!\s*\+)/g
/** javascript:view('20231'), view(20241) */
const call = /(\w+)\(\s*(["']?)([\w-]+)\2\s*[,)]/

/** What the functions of a page's scripts open: `view(7)` → `/info/detail_7.html`. */
export function openersIn(scripts: string): Openers {
  if (!/function/.test(scripts) || !/location|window\.open/.test(scripts)) return () => null
  const known = new Map(
    [...scripts.matchAll(opening)].map(([, name, , , before = '', , after = '']) => [
      name ?? '',
      { before, after },
    ]),
  )
  return (script) => {
    const [, name = '', , argument = ''] = call.exec(script) ?? []
    const found = known.get(name)
    return found === undefined ? null : `${found.before}${argument}${found.after}`
  }
}
