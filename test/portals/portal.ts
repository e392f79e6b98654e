import type { FormId } from '../../extract/forms/form.ts'
import { shapeIds } from './renderers/shaped/shapeIds.ts'
import type { TroubleKind } from './troubles.ts'

/**
 * A practice portal is a description: who publishes there, what, how it is arranged, and on which publishing system.
 * Renderers (`renderers/`) turn a description into pages; nothing here knows HTML.
 */

export const platformIds = [
  'trs',
  'ucap',
  'ucap_pc',
  'hanweb',
  'jpaas',
  'gkmlpt',
  'nfcms',
  'lonsun',
  'openness',
  'vsb',
  'epoint',
  'hebei',
  'shaanxi',
  'gongkai',
  'nmg',
  'content_n',
  'extensionless',
  // Systems in no list, which only the generic way can read.
  'dynamic',
  'dated',
  ...shapeIds,
] as const
/** The publishing system that a portal imitates: one renderer each, or a shape. */
export type PlatformId = (typeof platformIds)[number]

/** How the annual-report column is arranged (portals.md lists the shapes that real portals have). */
export type Organisation =
  /** One list of everything. */
  | 'flat'
  /** One list for the portal's own government, and one column for every other agency. */
  | 'units'
  /** A folder for each year. */
  | 'year_folders'
  /** A folder for each year, and in it one for the government, the departments, the towns. */
  | 'years_by_type'
  /** A column for each agency and year whose own page is the report. */
  | 'column_is_report'
  /** One table: a row for each agency, a column for each year. */
  | 'table_by_year'
  /** One page with everything, without paging: a heading for each agency, its years as links. */
  | 'aggregated'
  /** Every agency has a 政府信息公开 page of its own with its own annual column; the portal's column holds the government's. */
  | 'unit_sites'
  /** No annual column: the reports stand among the notices (通知公告). */
  | 'in_notices'

export interface PracticePortal {
  readonly id: string
  readonly name: string
  /** GB/T 2260 code of the place whose portal it is. */
  readonly divisionCode: string
  readonly platform: PlatformId
  readonly organisation: Organisation
  /** The fixed port of the demo; null for portals that only tests start. */
  readonly port: number | null
  /** `gbk`: sent as GBK under a gb2312 declaration, as old systems do. */
  readonly encoding: 'utf-8' | 'gbk'
  /** The <meta> tags of 国办发〔2017〕47号: as prescribed, absent, or with a blank behind each name. */
  readonly metaTags: 'standard' | 'none' | 'trailing_blank'
  /** The text of robots.txt; null: answered with 404. */
  readonly robots: string | null
  /** Oddities that the renderer of the platform knows how to draw. */
  readonly quirks?: readonly Quirk[]
  /** Columns beside the annual one that look like it; where nothing is said, the two that every portal has. */
  readonly decoys?: readonly NeighbourKind[]
  /** Portals (by id) to whose annual columns this one's column links. */
  readonly linksTo?: readonly string[]
  /** What the host does instead of answering as it should. */
  readonly trouble?: TroubleKind
  readonly agencies: readonly PracticeAgency[]
  readonly neighbours: readonly Neighbour[]
}

export type Quirk =
  /** Lists exist only as JSON that a script asks for (`ucap`). */
  | 'scripted_lists'
  /** File names say 1970-01-01 whatever the day (`trs`). */
  | 'date_1970'
  /** Lists link each article twice, once with ?isMobile=true (`trs`). */
  | 'mobile_duplicates'
  /** The list stands in an <iframe> of the column's page (`trs`). */
  | 'iframe_lists'

export const agencyKinds = ['government', 'department', 'township'] as const
export type AgencyKind = (typeof agencyKinds)[number]

export interface PracticeAgency {
  /** As its reports print it. */
  readonly name: string
  /** Latin letters, unique within the portal: stands in paths and file names. */
  readonly slug: string
  readonly kind: AgencyKind
  /** Reporting years, first and last. */
  readonly years: readonly [number, number]
  /** Applications that it receives in a usual year. */
  readonly scale: number
  readonly title: TitleStyle
  readonly layout: TableLayout
  /** How the report of a year is published; `page` where nothing is said. */
  readonly formats?: Readonly<Record<number, Format>>
  /** Years whose figures are given; the generator makes the others around them. */
  readonly given?: Readonly<Record<number, GivenFigures>>
  /** `column_is_report`: one column a year whose page is the report (organisation `units`). Lists where nothing is said. */
  readonly shows?: 'list' | 'column_is_report'
  readonly edits?: readonly Edit[]
  /** Where the years before and after do not join, on purpose. */
  readonly carryBreaks?: readonly CarryBreak[]
}

/** `page`: tables in the page. `pdf`, `docx`, `doc`: a page with a link alone. `both`: tables, and the same as PDF. `image`: pictures of tables. */
export type Format = 'page' | 'pdf' | 'docx' | 'doc' | 'both' | 'image'

/** All figures of a report: those named here, and 0 in every other cell of the form. Keys: `requests.granted.total`. */
export type GivenFigures = Readonly<Record<string, number>>

export type TitleStyle =
  /** 长沙市财政局2023年政府信息公开工作年度报告 */
  | 'full'
  /** 2023年度长沙市财政局政府信息公开年度报告 */
  | 'year_first'
  /** 2023年度政府信息公开工作年度报告: the agency stands in the metadata, the first sentence and the signature. */
  | 'without_agency'
  /** The list says 2023年, the page the full title. */
  | 'bare_year'

export interface TableLayout {
  /** `spans`: rowspan and colspan as the form is issued. `padded`: no spans, empty cells instead, as a spreadsheet pastes. */
  readonly cells: 'spans' | 'padded'
  /** One table for section 二, or one for each item of 第二十条. */
  readonly proactive: 'one' | 'each'
  /** One data row of 15 figures, or three tables of five. */
  readonly disputes: 'row' | 'three'
  /** `word`: what Word leaves behind when pasted. */
  readonly markup: 'plain' | 'styled' | 'word'
  /** `issued`: labels as issued. `narrow`: ASCII brackets. `spaced`: blanks between the letters of short labels. */
  readonly labels: 'issued' | 'narrow' | 'spaced'
  /** What stands in a blank cell. */
  readonly blank: '' | '&nbsp;' | '\u3000'
}

/** One printed figure that differs from the generated one. */
export interface Edit {
  readonly year: number
  /** `requests.granted.total` */
  readonly at: string
  readonly print: Print
  /** Rules that the printed report then breaks; none where the edit is only a way of writing. */
  readonly breaks: readonly string[]
}

export type Print =
  | { readonly kind: 'blank' }
  | { readonly kind: 'dash'; readonly dash: '-' | '—' | '/' }
  /** 1,234 */
  | { readonly kind: 'thousands' }
  /** １０ */
  | { readonly kind: 'full_width' }
  /** Another number than the true one. */
  | { readonly kind: 'misprint'; readonly value: number }

/** What is carried in differs from what the year before carried out; the year is consistent in itself. */
export interface CarryBreak {
  readonly year: number
  readonly column: string
  readonly add: number
}

/** A page of the annual-report column that is no annual report. */
export interface Neighbour {
  readonly kind: NeighbourKind
  /** The year it is about. */
  readonly year: number
  readonly publishedOn: string
}

export const neighbourKinds = [
  'website_return',
  'law_based_government',
  'notice',
  'explanation',
  'picture',
  'budget',
  'enterprise',
  'company',
  'yearbook',
  'training',
  'legal_person',
] as const
export type NeighbourKind = (typeof neighbourKinds)[number]

/** One report as it is published. */
export interface PracticeReport {
  /** `changsha/ybj/2023`: portal, agency, reporting year. */
  readonly id: string
  readonly portal: PracticePortal
  readonly agency: PracticeAgency
  readonly year: number
  readonly form: FormId
  readonly title: string
  readonly linkText: string
  /** ISO date. */
  readonly publishedOn: string
  readonly format: Format
  /** Every cell of the form as printed: `requests.granted.total` → "6"; "" is a blank. */
  readonly printed: ReadonlyMap<string, string>
  readonly breaks: readonly BrokenRule[]
}

export interface BrokenRule {
  readonly rule: string
  /** The misprinted cell, or the cell that does not join the year before. */
  readonly at: string
}
