import { escapeHtml } from './report/markup.ts'
import { noticesLabel } from './organise.ts'
import { childLinks } from './renderers/parts.ts'
import { renderers } from './renderers/renderers.ts'
import type { StandingPage } from './renderers/renderer.ts'
import { htmlPage, path } from './shell.ts'
import { chanceFor } from './site.ts'
import type { Site } from './site.ts'

/** Home page, and the 政府信息公开 page with its tabs (国办公开办函〔2019〕61号): 指南, 制度, 法定主动公开内容, 年报. */

export function standingPage(site: Site, page: StandingPage): string {
  const { label, main } = contents[page]
  const body = page === 'home' ? home(site) : `${tabs(site)}\n<div class="right">${main(site)}</div>`
  return htmlPage(site, {
    title: label,
    breadcrumb: page === 'home' ? [] : ['政府信息公开', label],
    main: body,
    ...(page === 'home' ? {} : { column: { name: label, type: types[page] } }),
  })
}

/** Column types as the national guide lists them. */
const types: Readonly<Record<Exclude<StandingPage, 'home'>, string>> = {
  openness: '信息公开目录',
  guide: '信息公开指南',
  rules: '政策文件',
  statutory: '信息公开目录',
}

const contents: Readonly<Record<StandingPage, { label: string; main: (site: Site) => string }>> = {
  home: { label: '首页', main: () => '' },
  openness: {
    label: '政府信息公开',
    main: (site) => `<p>${site.portal.name}的政府信息公开栏目，左侧为各分栏目。</p>${unitNavigation(site)}`,
  },
  guide: {
    label: '政府信息公开指南',
    main: (site) => `<p>公众可以到${site.portal.name}政务服务中心查阅政府信息，也可以在线提出申请。</p>`,
  },
  rules: {
    label: '政府信息公开制度',
    main: () => '<ul><li>中华人民共和国政府信息公开条例</li><li>信息发布审核制度</li></ul>',
  },
  statutory: {
    label: '法定主动公开内容',
    main: () => '<ul><li>机构职能</li><li>规划计划</li><li>财政预决算</li><li>重大建设项目</li></ul>',
  },
}

/** Departments and towns with pages of their own. */
function unitNavigation(site: Site): string {
  if (site.units.length === 0) return ''
  const renderer = renderers[site.portal.platform]
  const own = renderer.unitsPath?.()
  return own === undefined
    ? `<h3>部门、乡镇信息公开</h3>${childLinks(site.units, (unit) => renderer.columnPath(site, unit))}`
    : `<p><a href="${escapeHtml(own)}">部门信息公开</a></p>`
}

/** The page of the units alone: they are called as people call them, 财政局. */
export function unitsPage(site: Site): string {
  const renderer = renderers[site.portal.platform]
  const called = site.units.map((unit) => ({ ...unit, label: unit.label.replace(site.portal.name, '') }))
  return htmlPage(site, {
    title: '部门信息公开',
    breadcrumb: ['政府信息公开', '部门信息公开'],
    main: childLinks(called, (unit) => renderer.columnPath(site, unit)),
  })
}

/** What portals call the annual column. */
const annualLabels = [
  '政府信息公开年报',
  '政府信息公开年度报告',
  '政府信息公开工作年度报告',
  '信息公开年报',
  '信息公开年度报告',
  '公开年报',
  '年度报告',
] as const

/** The tabs in this portal's order and words. */
export function tabs(site: Site): string {
  const chance = chanceFor(site, 'tabs')
  const renderer = renderers[site.portal.platform]
  const annual = chance.pick(annualLabels)
  const items: [string, string][] = [
    ['政府信息公开指南', path(site, 'guide')],
    ['政府信息公开制度', path(site, 'rules')],
    ['法定主动公开内容', path(site, 'statutory')],
    [site.root.label === noticesLabel ? noticesLabel : annual, renderer.columnPath(site, site.root)],
    ...site.decoys.map((decoy): [string, string] => [decoy.label, renderer.columnPath(site, decoy)]),
  ]
  if (renderer.tabs !== undefined) return renderer.tabs(items)
  const tag = chance.pick(['li', 'div', 'dd'])
  const name = chance.pick(['tab', 'leftnav', 'xxgk-tab'])
  const links = items.map(([text, href]) => `<${tag}><a href="${escapeHtml(href)}">${text}</a></${tag}>`)
  return `<div class="${name}">${links.join(chance.pick(['', '\n']))}<a class="ysq" href="${escapeHtml(path(site, 'guide'))}">依申请公开</a></div>`
}

function home(site: Site): string {
  const { name } = site.portal
  const openness = escapeHtml(path(site, 'openness'))
  return `<h1>${name}人民政府</h1>
<div class="news"><h3>今日要闻</h3><ul><li>${name}召开惠民政策座谈会</li><li>${name}发布节日值班安排</li></ul></div>
<div class="gk"><h3>政务公开</h3><a href="${openness}"><span>政府信息公开</span></a></div>`
}
