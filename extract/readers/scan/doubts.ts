import type { Block, Place } from '../../document.ts'

/** Boxes that differ by less than this, in points, are one: places are rounded. */
const sameBox = 0.11

/**
 * The places whose reading is in doubt: every cell that was not read for certain, and all running text, which is read
 * once only.
 * @param sure the cells that were read for certain
 */
export function doubtsIn(blocks: readonly Block[], sure: readonly Place[]): Place[] {
  const byPage = new Map<number, (readonly number[])[]>()
  for (const place of sure) {
    if (!('box' in place)) continue
    const boxes = byPage.get(place.page) ?? []
    boxes.push(place.box)
    byPage.set(place.page, boxes)
  }
  const isSure = (place: Place): boolean =>
    'box' in place &&
    (byPage
      .get(place.page)
      ?.some((box) => place.box.every((edge, index) => Math.abs(edge - (box[index] ?? 0)) < sameBox)) ??
      false)
  return blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return block.place ? [block.place] : []
    return block.cells.flatMap(({ place }) => (isSure(place) ? [] : [place]))
  })
}
