import type { PlatformId } from '../portal.ts'
import type { Article, Column } from '../column.ts'
import type { Site } from '../site.ts'

/** Pages that every portal has beside its columns. */
export const standingPages = ['home', 'openness', 'guide', 'rules', 'statutory'] as const
export type StandingPage = (typeof standingPages)[number]

/** How one publishing system draws a portal: addresses, list markup, paging, the frame around an article. */
export interface Renderer {
  readonly platform: PlatformId
  standingPath(site: Site, page: StandingPage): string
  /** Address of a column's first page. */
  columnPath(site: Site, column: Column): string
  articlePath(site: Site, article: Article): string
  /** Address of an article's attachment. */
  filePath(site: Site, article: Article, extension: string): string
  /** All pages of a column that lists, first page first. */
  listPages(site: Site, column: Column): ListPage[]
  /** An article's text in the system's own container, with whatever the system puts above it. */
  articleBody(site: Site, article: Article, inner: string): string
  /** Answers beside pages: list services that scripts call. By path. */
  services?(site: Site): ReadonlyMap<string, Service>
  /** The path under which a request is looked up: systems differ in which part of the query tells pages apart. */
  key?(url: URL): string
  /** The tabs of the statutory column, where they are no plain links. */
  tabs?(items: readonly (readonly [text: string, href: string])[]): string
  /** What answers at / where the home page stands elsewhere. */
  door?(site: Site): Door
  /** The page that lists units, where it is one of its own. */
  unitsPath?(): string
  /** The last touch to every page that is sent. */
  finish?(html: string, site: Site): string
}

export interface Door {
  /** Where the home page stands. */
  readonly behind: string
  /** Whole pages, by path. */
  readonly pages: ReadonlyMap<string, string>
}

export interface ListPage {
  readonly path: string
  readonly html: string
  /** Tags of its own for the page's <head>. */
  readonly head?: string
  /** `bare`: the whole page, as frames hold it, without what stands around others. */
  readonly is?: 'bare'
}

/** What a list service is asked: query and form fields together, the body as it came, and the page that sent it. */
export interface ServiceRequest {
  readonly method: string
  readonly fields: URLSearchParams
  readonly body: string
  readonly referer: string | null
}

export interface ServiceAnswer {
  readonly status: number
  readonly contentType: string
  readonly text: string
}

export type Service = (request: ServiceRequest) => ServiceAnswer

export function jsonAnswer(value: unknown): ServiceAnswer {
  return { status: 200, contentType: 'application/json', text: JSON.stringify(value) }
}

export function refused(status: number, text: string): ServiceAnswer {
  return { status, contentType: 'text/html', text }
}

/** Cuts a list into pages; an empty list is one empty page. */
export function pagesOf<Value>(values: readonly Value[], perPage: number): Value[][] {
  const count = Math.max(1, Math.ceil(values.length / perPage))
  return Array.from({ length: count }, (_, page) => values.slice(page * perPage, (page + 1) * perPage))
}
