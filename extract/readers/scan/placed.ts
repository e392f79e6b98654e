import type { Block, Place } from '../../document.ts'
import { asDisplayed } from '../pdf/geometry.ts'
import type { Sheet } from './sheet.ts'

type Laid = Pick<Sheet, 'page' | 'width' | 'height' | 'scale' | 'skew' | 'direction' | 'unturned'>

/** Blocks whose boxes lie on the pages as they were scanned: askew, on their sides. */
export function asScanned(blocks: readonly Block[], sheets: readonly Laid[]): Block[] {
  const byPage = new Map(sheets.map((sheet) => [sheet.page, sheet]))
  return blocks.map((block): Block => {
    if (block.kind === 'paragraph')
      return { ...block, place: block.place && placeAsScanned(block.place, byPage) }
    return {
      ...block,
      cells: block.cells.map((cell) => ({ ...cell, place: placeAsScanned(cell.place, byPage) })),
    }
  })
}

/** Where a place of the straightened page lies on the page as it was scanned. */
export function placeAsScanned(place: Place, sheets: ReadonlyMap<number, Laid>): Place {
  const sheet = 'box' in place ? sheets.get(place.page) : undefined
  if (!sheet || !('box' in place)) return place
  const [left, top, right, bottom] = place.box
  const [cx, cy] = [(left + right) / 2, (top + bottom) / 2]
  // The straightened sheet was turned about its middle, and grew so that no corner was cut off.
  const [x, y] = [cx - sheet.width / sheet.scale / 2, cy - sheet.height / sheet.scale / 2]
  const angle = (sheet.skew * Math.PI) / 180
  const [width, height] = [sheet.unturned.width / sheet.scale, sheet.unturned.height / sheet.scale]
  const dx = x * Math.cos(angle) - y * Math.sin(angle) + width / 2 - cx
  const dy = x * Math.sin(angle) + y * Math.cos(angle) + height / 2 - cy
  const sideways = sheet.direction === 'up' || sheet.direction === 'down'
  const box = asDisplayed(
    { left: left + dx, top: top + dy, right: right + dx, bottom: bottom + dy },
    sheet.direction,
    sideways ? height : width,
    sideways ? width : height,
  )
  return { page: place.page, box: [tenths(box.left), tenths(box.top), tenths(box.right), tenths(box.bottom)] }
}

/** A tenth of a point is finer than any scan. */
function tenths(points: number): number {
  return Math.round(points * 10) / 10
}
