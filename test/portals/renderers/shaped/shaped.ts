import type { Article, Column } from '../../column.ts'
import type { PlatformId } from '../../portal.ts'
import { escapeHtml } from '../../report/markup.ts'
import { hexFor, numberFor } from '../../site.ts'
import type { Site } from '../../site.ts'
import { metadataTable } from '../parts.ts'
import { pagesOf } from '../renderer.ts'
import type { ListPage, Renderer } from '../renderer.ts'
import { belowBy } from './below.ts'
import { doorsBy } from './doors.ts'
import { finishes } from './finishes.ts'
import { pagersBy } from './pagers.ts'
import { rowsBy } from './rows.ts'
import { filled } from './shape.ts'
import type { Shape } from './shape.ts'
import { tabsBy } from './tabs.ts'

/** The renderer of a system that is described as data. */
export function shaped(platform: PlatformId, shape: Shape): Renderer {
  const listPath = (site: Site, { path }: Column, number = 1): string =>
    shape.list_in === 'openness' && path === site.root.path && number === 1
      ? shape.standing.openness
      : filled(number === 1 ? shape.list : shape.further, {
          ...columnValues(site, path),
          n: number,
          k: number - 1,
        })
  const articlePath = (site: Site, article: Article): string =>
    filled(shape.article, { ...columnValues(site, article.columnPath), ...articleValues(article) })
  const pagesIn = (site: Site, column: Column): ListPage[] => {
    const pages = pagesOf(column.articles, shape.perPage)
    return pages.map((articles, index) => ({
      path: listPath(site, column, index + 1),
      html: [
        belowBy[shape.below ?? 'links'](column.children, (child) => listPath(site, child)),
        rowsBy[shape.rows](site, articles, (article) => articlePath(site, article)),
        pagersBy[shape.pager]({
          at: index + 1,
          count: pages.length,
          page: (number) => listPath(site, column, number),
        }),
      ].join('\n'),
    }))
  }
  const wrappings: Readonly<
    Record<NonNullable<Shape['list_in']>, (site: Site, column: Column) => ListPage[]>
  > = {
    frames: (site, column) => inFrames(pagesIn(site, column), listPath(site, column)),
    more: (site, column) => {
      const [first, ...others] = pagesIn(site, column)
      const whole = `${listPath(site, column)}more.html`
      const newest = rowsBy[shape.rows](site, column.articles.slice(0, 5), (article) =>
        articlePath(site, article),
      )
      const below = belowBy[shape.below ?? 'links'](column.children, (child) => listPath(site, child))
      return [
        {
          path: listPath(site, column),
          html: `${below}${newest}<a class="more" href="${whole}">更多&gt;&gt;</a>`,
        },
        ...(first === undefined ? [] : [{ ...first, path: whole }]),
        ...others,
      ]
    },
    openness: (site, column) =>
      column === site.root ? [inOpenness(site, pagesIn(site, column))] : pagesIn(site, column),
  }
  return {
    platform,
    standingPath: (_site, page) => shape.standing[page],
    columnPath: (site, column) => listPath(site, column),
    articlePath,
    filePath: (site, article, extension) =>
      filled(shape.file, {
        ...columnValues(site, article.columnPath),
        ...articleValues(article),
        id: numberFor(`${article.key} file`),
      }) + extension,
    listPages: (site, column) =>
      shape.list_in === undefined ? pagesIn(site, column) : wrappings[shape.list_in](site, column),
    articleBody: (_site, article, inner) =>
      `<div class="con"><h1>${escapeHtml(article.title)}</h1>${metadataTable(article, '发布机构')}<div id="zoomcon">${inner}</div></div>`,
    ...(shape.tabs !== undefined && { tabs: tabsBy[shape.tabs] }),
    ...(shape.door !== undefined && {
      door: ({ portal }) => doorsBy[shape.door ?? 'meta'](portal.name, shape.standing.openness),
    }),
    ...(shape.units === 'page' && {
      unitsPath: () => shape.standing.openness.replace(/(\.\w+)?$/, '/bm$1').replace('//', '/'),
    }),
    ...(shape.finish !== undefined && {
      finish: (html: string, site: Site) =>
        (shape.finish ?? []).reduce((page, name) => finishes[name](page, site), html),
    }),
    ...(shape.by_query === true && {
      key: (url: URL) =>
        `${url.pathname}?${[...url.searchParams]
          .map((pair) => pair.join('='))
          .sort()
          .join('&')}`,
    }),
  }

  /** All tabs in one page, three of them hidden. */
  function inOpenness(site: Site, lists: readonly ListPage[]): ListPage {
    const decoys = site.decoys.map(
      (decoy) =>
        `<div class="part" style="display:none"><h3>${decoy.label}</h3>${rowsBy[shape.rows](site, decoy.articles, (article) => articlePath(site, article))}</div>`,
    )
    return {
      path: shape.standing.openness,
      html: `<div class="part"><h3>政府信息公开指南</h3><p>本机关负责向公众提供其主动公开的信息。</p></div>
<div class="part" style="display:none"><h3>政府信息公开年报</h3>${lists.map(({ html }) => html).join('')}</div>${decoys.join('')}`,
    }
  }
}

/** The list in a frame of a frame of the column's page. */
function inFrames(lists: readonly ListPage[], first: string): ListPage[] {
  const [middle, inner] = [`${first}right.html`, `${first}list.html`]
  return [
    { path: first, html: `<iframe id="right" src="${middle}" width="100%" frameborder="0"></iframe>` },
    {
      path: middle,
      html: `<html><body><iframe src="${inner}" name="inner"></iframe></body></html>`,
      is: 'bare',
    },
    ...lists.map((list, index): ListPage => ({
      path: index === 0 ? inner : list.path,
      html: `<html><body>${list.html}</body></html>`,
      is: 'bare',
    })),
  ]
}

function columnValues(site: Site, path: readonly string[]): Record<string, string | number> {
  const key = `${site.portal.id}/${path.join('/')}`
  return {
    path: path.join('/'),
    slug: path.join('-'),
    cat: 100 + (numberFor(key) % 90_000),
    colhex: hexFor(key).slice(0, 24),
  }
}

function articleValues({ key, publishedOn }: Article): Record<string, string | number> {
  const [yyyy = '', mm = '', dd = ''] = publishedOn.split('-')
  const id = numberFor(key)
  return {
    id,
    hex: hexFor(key),
    ts: `${yyyy}${mm}${dd}${String(id).slice(0, 6)}`,
    yyyy,
    mm,
    dd,
    m: Number(mm),
    d: Number(dd),
  }
}
