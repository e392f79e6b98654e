import type { BadOutcome } from '../../crawlers/fetch/outcome.ts'
import { cellsOf, unitOf } from '../../extract/forms/forms.ts'
import type { CellAddress, FormId } from '../../extract/forms/form.ts'
import { formsOf } from './figures.ts'
import type { BrokenRule, Format, PracticePortal, PracticeReport } from './portal.ts'
import { renderers } from './renderers/renderers.ts'
import { reportsOf } from './reports.ts'
import { extensionOf } from './routes.ts'
import { articlesOf, columnsOf, siteOf } from './site.ts'
import type { Site } from './site.ts'
import { outcomeOf } from './troubles.ts'

/** The truth about a portal: what a crawl must bring home, and what it must leave. */
export interface ExpectedPortal {
  /** How a visit ends where the host is troubled; null where every report is found. */
  readonly outcome: BadOutcome | null
  /** What the portal holds; nothing of it is found where `outcome` is a trouble. */
  readonly reports: readonly ExpectedReport[]
  /** Pages of the annual-report columns that are no reports. */
  readonly neighbours: readonly string[]
}

export interface ExpectedReport {
  readonly id: string
  readonly portalId: string
  /** As the report prints it. */
  readonly agency: string
  readonly year: number
  readonly title: string
  /** ISO date. */
  readonly publishedOn: string
  readonly format: Format
  /** The page that lists link to. */
  readonly pageUrl: string
  /** The attached file; null where there is none. */
  readonly attachmentUrl: string | null
  /** Where the figures stand: the attachment for `pdf`, `docx`, `doc`; the page for `page`; either for `both`. */
  readonly contentUrls: readonly string[]
  readonly form: FormId
  /** Every cell of the form's tables, in the form's order. */
  readonly figures: readonly ExpectedFigure[]
  /** Rules broken on purpose; every other identity holds. */
  readonly breaks: readonly BrokenRule[]
}

/** A cell as printed. `value` is null for a blank, a dash, and what stands in a picture. */
export interface ExpectedFigure {
  readonly at: CellAddress
  readonly raw: string
  readonly value: number | null
  readonly status: 'number' | 'blank' | 'dash' | 'unreadable'
  readonly unit: string | null
}

/** The truth about a portal as described; at its fixed port where no other address is given. */
export function expectedReports(portal: PracticePortal, baseUrl = fixedUrl(portal)): ExpectedPortal {
  return expectedOf(siteOf(portal, baseUrl, reportsOf(portal), new Map()))
}

function fixedUrl({ id, port }: PracticePortal): string {
  if (port === null) throw new Error(`portal ${id} has no fixed port: give the address at which it runs`)
  return `http://127.0.0.1:${port}`
}

/** The truth about a site as it stands. */
export function expectedOf(site: Site): ExpectedPortal {
  const renderer = renderers[site.portal.platform]
  const absolute = (path: string) => new URL(path, site.baseUrl).href
  const reports = columnsOf(site).flatMap((column) =>
    column.articles.flatMap((article) => {
      if (article.kind !== 'report') return []
      const pagePath =
        column.shows === 'report' ? renderer.columnPath(site, column) : renderer.articlePath(site, article)
      const extension = extensionOf(article)
      const attachment =
        extension === null || article.report.format === 'image'
          ? null
          : absolute(renderer.filePath(site, article, extension))
      return [expectedReport(article.report, absolute(pagePath), attachment)]
    }),
  )
  const neighbours = articlesOf(site)
    .filter(({ kind }) => kind === 'neighbour')
    .map((article) => absolute(renderer.articlePath(site, article)))
  const { trouble } = site.portal
  return { outcome: trouble === undefined ? null : outcomeOf(trouble), reports, neighbours }
}

function expectedReport(
  report: PracticeReport,
  pageUrl: string,
  attachmentUrl: string | null,
): ExpectedReport {
  return {
    id: report.id,
    portalId: report.portal.id,
    agency: report.agency.name,
    year: report.year,
    title: report.title,
    publishedOn: report.publishedOn,
    format: report.format,
    pageUrl,
    attachmentUrl,
    contentUrls: contentUrls(report.format, pageUrl, attachmentUrl),
    form: report.form,
    figures: expectedFigures(report),
    breaks: report.format === 'image' ? [] : report.breaks,
  }
}

function contentUrls(format: Format, page: string, attachment: string | null): string[] {
  if (attachment === null) return [page]
  return format === 'both' ? [page, attachment] : [attachment]
}

function expectedFigures(report: PracticeReport): ExpectedFigure[] {
  return formsOf(report.form).flatMap((form) =>
    [...cellsOf(form)].map(({ at, row, column }) => ({
      at,
      ...(report.format === 'image'
        ? unreadable
        : readFigure(report.printed.get(`${at.table}.${at.row}.${at.column}`) ?? '')),
      unit: unitOf(row, column),
    })),
  )
}

const unreadable = { raw: '', value: null, status: 'unreadable' } as const

/** What a printed figure says. Written apart from the product's own reading, so that one checks the other. */
function readFigure(raw: string): Pick<ExpectedFigure, 'raw' | 'value' | 'status'> {
  if (raw === '') return { raw, value: null, status: 'blank' }
  if (['-', '—', '/'].includes(raw)) return { raw, value: null, status: 'dash' }
  // NFKC turns １０ into 10.
  const digits = raw.normalize('NFKC')
  const value = Number(digits.replaceAll(',', ''))
  if (Number.isNaN(value)) throw new Error(`the practice portals print ${raw}, which is no figure`)
  return { raw, value, status: 'number' }
}
