/** What a reader of the figures has to know before comparing them. */
export interface UsageWarning {
  readonly warning: string
  /** The view that it is about. */
  readonly about: string
  readonly title: string
  readonly text: string
}

/** Known oddities of the data: published, not fixed. */
export const usageWarnings: readonly UsageWarning[] = [
  {
    warning: 'blank_is_not_zero',
    about: 'v_requests',
    title: 'A blank is not a zero',
    text: 'Null means that no figure is printed, or that none could be read. Some agencies leave out zeros throughout. Sums skip nulls: count the figures that a sum is made of, and look at status in v_cells.',
  },
  {
    warning: 'form_break_2019',
    about: 'v_proactive',
    title: 'Forms 2019 and 2021 do not compare in section 二',
    text: 'Only the column decisions means the same in both. 对外公开总数量 (2019) is not 现行有效件数 (2021), and form 2019 counts fee items where form 2021 has an amount in 万元.',
  },
  {
    warning: 'form_2014',
    about: 'v_statistics',
    title: 'The return of 2014 is another survey',
    text: 'It counts by other grounds, by channel and by reply; it was sent upward and only some agencies attached it. Its figures stand for the agency alone (本级) or for its whole territory (本行政区域汇总). v_crosswalk says what is near to the later forms; nothing in it is the same.',
  },
  {
    warning: 'territory_or_agency',
    about: 'v_totals',
    title: 'Do not add a government and its agencies',
    text: "A government's report may count the requests to all agencies of its territory, or only to its own office; its text says which. Adding both counts them twice: sum one kind at a time.",
  },
  {
    warning: 'coverage_first',
    about: 'v_coverage',
    title: 'A growing total may be a growing collection',
    text: 'The number of reports in the file differs from year to year. Compare the same agencies in both years, and print the number of reports beside a total.',
  },
  {
    warning: 'identities_break',
    about: 'v_findings',
    title: 'Printed sums do not always hold',
    text: 'Agencies publish tables whose sums are wrong. Figures are stored as printed. Cause publisher: two readings agree on what is printed; extraction: they do not, so look at the source.',
  },
  {
    warning: 'doubtful_cells',
    about: 'v_cells',
    title: 'Some figures are in doubt',
    text: "A cell of status uncertain has a value that may be wrong. Views with one column a figure leave it out; v_cells has it. doubtful counts a report's cells of that kind.",
  },
  {
    warning: 'amounts',
    about: 'v_proactive',
    title: 'Amounts mix units',
    text: '行政事业性收费 is asked for in 万元; some agencies print 元 (finding years.unit_jump or counts.unit). 采购总金额 of form 2019 has no unit but a printed one. One such figure can outweigh a province.',
  },
  {
    warning: 'reforms',
    about: 'v_series',
    title: 'Agencies are merged and renamed',
    text: 'A reform ends one series and begins another: names are kept as printed. carried_in may then not follow from the year before.',
  },
  {
    warning: 'small_numbers',
    about: 'v_rates',
    title: 'A share of few is no rate',
    text: 'Most agencies handle fewer than ten requests a year. Weigh by outcome_total__total (sum of parts by sum of wholes), or leave small ones out; do not average shares.',
  },
  {
    warning: 'late_by_date_printed',
    about: 'v_coverage',
    title: 'Late is by the printed date',
    text: "published_on is the page's or the report's own date. A page that was moved may carry the date of the move.",
  },
  {
    warning: 'short_phrases',
    about: 'search',
    title: 'Search finds three characters or more',
    text: "The index is made of runs of three characters: match '复议' finds nothing, match '行政复议' does. For one or two characters use text like '%复议%' over v_sections, which reads every section.",
  },
]
