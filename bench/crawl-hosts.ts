/** Practice hosts for `crawl.ts`, in a process of their own: `crawl-hosts.ts HOSTS PAGES`. They are 127.20.0.1, 127.20.0.2 … on one port. */
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const [hosts = 1, pages = 2] = process.argv.slice(2).map(Number)

/** A list page of some 5 KB, as static portals have them: navigation, rows with dates, a counter in a script. */
function listPage(number: number): string {
  const nav = Array.from(
    { length: 30 },
    (_, at) => `<li class="nav-item"><a href="/channel${at}/" target="_self">栏目第${at}号</a></li>`,
  )
  const rows = Array.from({ length: 20 }, (_, at) => {
    const id = number * 100 + at
    const title = `长沙市医疗保障局${2024 - at}年政府信息公开工作年度报告`
    return `<li><a href="./202401/t20240115_${100000 + id}.html" target="_blank" title="${title}">${title}</a><span>2024-01-15</span></li>`
  })
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>政府信息公开年报</title></head><body><ul>${nav.join('')}</ul>
<ul class="list">${rows.join('')}</ul><script>createPageHTML(${pages - 1}, ${number}, "index", "html");</script></body></html>`
}

const home = `<html><head><title>某县人民政府</title></head><body><a href="/zfxxgknb/">政府信息公开年报</a><a href="/xw/">新闻动态</a><p>${'某县人民政府门户网站'.repeat(10)}</p></body></html>`
const lists = Array.from({ length: pages }, (_, number) => listPage(number))

function answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
  const number = Number(/index_(\d+)\.html$/.exec(url)?.[1] ?? 0) // /zfxxgknb/index_3.html
  const page = url === '/' ? home : url.startsWith('/zfxxgknb/') ? lists[number] : undefined
  if (page === undefined) response.writeHead(404).end()
  else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
}

let port = 0
for (let at = 0; at < hosts; at += 1) {
  const server = createServer({ keepAliveTimeout: 60_000 }, answer)
  const address = `127.20.${Math.floor(at / 250)}.${(at % 250) + 1}`
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, resolve)
  })
  port = (server.address() as AddressInfo).port
}
process.on('disconnect', () => process.exit(0))
process.send?.(port)
