import type { Block, Place } from '../../document.ts'
import { asDisplayed } from '../pdf/geometry.ts'
import { boxAsTaken } from './flat.ts'
import type { Sheet } from './sheet.ts'

type Laid = Pick<Sheet, 'leaf' | 'sheet' | 'scale' | 'skew' | 'direction' | 'unturned' | 'warp'>

/** Blocks whose boxes lie on the pages as they were scanned: askew, on their sides. */
export function asScanned(blocks: readonly Block[], byPage: ReadonlyMap<number, Laid>): Block[] {
  return blocks.map((block): Block => {
    if (block.kind === 'paragraph')
      return { ...block, place: block.place && placeAsScanned(block.place, byPage) }
    return {
      ...block,
      cells: block.cells.map((cell) => ({ ...cell, place: placeAsScanned(cell.place, byPage) })),
    }
  })
}

/**
 * Where a place of the straightened page lies on the page as it was scanned.
 * @param sheets by the pages that the reader counts: two may lie on one sheet
 */
export function placeAsScanned(place: Place, sheets: ReadonlyMap<number, Laid>): Place {
  const laid = 'box' in place ? sheets.get(place.page) : undefined
  if (!laid || !('box' in place)) return place
  const { sheet, scale, unturned, direction, warp } = laid
  const [left, top, right, bottom] = place.box
  const moved = sheet.left / scale
  const [cx, cy] = [(left + right) / 2 + moved, (top + bottom) / 2]
  // The straightened sheet was turned about its middle, and grew so that no corner was cut off.
  const [x, y] = [cx - sheet.width / scale / 2, cy - sheet.height / scale / 2]
  const angle = (laid.skew * Math.PI) / 180
  const [width, height] = [unturned.width / scale, unturned.height / scale]
  const dx = x * Math.cos(angle) - y * Math.sin(angle) + width / 2 - cx + moved
  const dy = x * Math.sin(angle) + y * Math.cos(angle) + height / 2 - cy
  const sideways = direction === 'up' || direction === 'down'
  const shown = asDisplayed(
    { left: left + dx, top: top + dy, right: right + dx, bottom: bottom + dy },
    direction,
    sideways ? height : width,
    sideways ? width : height,
  )
  const box = [shown.left, shown.top, shown.right, shown.bottom] as const
  const [x0, y0, x1, y1] = warp ? boxAsTaken(box, warp) : box
  return { page: laid.leaf, box: [tenths(x0), tenths(y0), tenths(x1), tenths(y1)] }
}

/** A tenth of a point is finer than any scan. */
function tenths(points: number): number {
  return Math.round(points * 10) / 10
}
