import { cellsView } from './cells.ts'
import { changesView } from './changes.ts'
import { findingsView } from './findings.ts'
import { portalsView } from './portals.ts'
import { reportsView, versionsView } from './reports.ts'
import { tableCellsView, unplacedView } from './tables.ts'
import type { View } from './view.ts'
import { wideViews } from './wide.ts'

/** Every public view. To add one: write its object, list it here. */
export const views: readonly View[] = [
  reportsView,
  cellsView,
  ...wideViews,
  findingsView,
  unplacedView,
  tableCellsView,
  versionsView,
  changesView,
  portalsView,
]
