import { escapeHtml } from './report/markup.ts'
import { renderers } from './renderers/renderers.ts'
import type { StandingPage } from './renderers/renderer.ts'
import { chanceFor } from './site.ts'
import type { Article } from './column.ts'
import type { Site } from './site.ts'

/** What stands around every page of a portal: head, navigation, breadcrumb, foot. */

export interface PageParts {
  readonly title: string
  /** Names of the columns above the page, outermost first. */
  readonly breadcrumb: readonly string[]
  readonly main: string
  readonly head?: string
  /** The page's column, as `ColumnName` and `ColumnType` state it. */
  readonly column?: { readonly name: string; readonly type: string }
  /** The article that the page shows. */
  readonly article?: Article
}

export function htmlPage(site: Site, parts: PageParts): string {
  const chance = chanceFor(site, 'shell')
  const main = chance.pick(['main', 'container', 'wrap', 'content-box'])
  const charset = site.portal.encoding === 'gbk' ? 'gb2312' : 'utf-8'
  const breadcrumb = ['首页', ...parts.breadcrumb]
    .map(escapeHtml)
    .join(chance.pick([' > ', ' &gt;&gt; ', ' / ']))
  return `<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=${charset}">
<title>${escapeHtml(parts.title)}_${escapeHtml(site.portal.name)}人民政府</title>
${metaTags(site, parts)}${parts.head ?? ''}
</head>
<body>
${navigation(site, chance.pick(['nav', 'menu', 'topnav']))}
<div class="${chance.pick(['position', 'crumbs', 'dqwz'])}">当前位置：${breadcrumb}</div>
<div class="${main}">
${parts.main}
</div>
${footer(site)}
</body>
</html>
`
}

function navigation(site: Site, name: string): string {
  const openness = path(site, 'openness')
  const items = [
    ['首页', path(site, 'home')],
    [chanceFor(site, 'navigation').pick(['政府信息公开', '信息公开', '政务公开']), openness],
    ['办事服务', path(site, 'home')],
    ['互动交流', path(site, 'home')],
  ] as const
  const links = items.map(([text, href]) => `<li><a href="${escapeHtml(href)}">${text}</a></li>`)
  return `<div class="${name}"><ul>${links.join('')}</ul></div>`
}

function footer(site: Site): string {
  return `<div class="footer"><p>主办：${site.portal.name}人民政府办公室　网站标识码：${siteCode(site)}</p><p><a href="http://www.gov.cn/">中国政府网</a></p></div>`
}

export function path(site: Site, page: StandingPage): string {
  return renderers[site.portal.platform].standingPath(site, page)
}

/** Ten digits, the first six the division code. */
function siteCode({ portal }: Site): string {
  return `${portal.divisionCode}0001`
}

/** The labels of 国办发〔2017〕47号 as this portal keeps them. */
function metaTags(site: Site, { column, article }: PageParts): string {
  const { metaTags: style, name } = site.portal
  if (style === 'none') return ''
  const tags: [string, string][] = [
    ['SiteName', `${name}人民政府`],
    ['SiteDomain', new URL(site.baseUrl).host],
    ['SiteIDCode', siteCode(site)],
  ]
  if (column) tags.push(['ColumnName', column.name], ['ColumnType', column.type])
  if (article) {
    tags.push(
      ['ArticleTitle', article.title],
      ['PubDate', `${article.publishedOn} 09:30`],
      ['ContentSource', article.source],
    )
  }
  const blank = style === 'trailing_blank' ? ' ' : ''
  return tags.map(([key, value]) => `<meta name="${key}${blank}" content="${escapeHtml(value)}">\n`).join('')
}
