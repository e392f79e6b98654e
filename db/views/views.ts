import { cellsView } from './cells.ts'
import { changesView } from './changes.ts'
import { coverageView } from './coverage.ts'
import { crosswalkView } from './crosswalk.ts'
import { dictionaryViews } from './dictionary.ts'
import { findingsView } from './findings.ts'
import { newsView } from './news.ts'
import { portalsView } from './portals.ts'
import { ratesView } from './rates.ts'
import { reportsView, versionsView } from './reports.ts'
import { sectionsView } from './sections.ts'
import { seriesView } from './series.ts'
import { tableCellsView, unplacedView } from './tables.ts'
import { totalsView } from './totals.ts'
import type { View } from './view.ts'
import { wideViews } from './wide.ts'

/** Every public view. To add one: write its object, list it here. */
export const views: readonly View[] = [
  reportsView,
  cellsView,
  ...wideViews,
  seriesView,
  ratesView,
  totalsView,
  coverageView,
  newsView,
  findingsView,
  unplacedView,
  tableCellsView,
  sectionsView,
  versionsView,
  changesView,
  portalsView,
  crosswalkView,
  ...dictionaryViews,
]
