import type { Block, Grid, Place } from '../../document.ts'

/** Boxes that differ by less than this, in points, are one: places are rounded. */
const sameBox = 0.11

/** Edges of columns within this of each other, in points, are one. */
const sameEdge = 6
/** Columns of figures stand in this share of a table, counted from its left. */
const figuresFrom = 0.45

/**
 * Tables that go on from the page before with other columns of figures: a rule is lost on one of the two pages, and
 * nobody can say which columns the figures of either belong to.
 */
function tornApart(blocks: readonly Block[]): Set<Block> {
  const torn = new Set<Block>()
  for (const [index, block] of blocks.entries()) {
    const before = blocks[index - 1]
    if (block.kind !== 'grid' || before?.kind !== 'grid') continue
    const [above, below] = [edgesOf(before), edgesOf(block)]
    if (!above || !below || below.page !== above.page + 1) continue
    if (Math.abs(above.left - below.left) > sameEdge || Math.abs(above.right - below.right) > sameEdge)
      continue
    const from = above.left + (above.right - above.left) * figuresFrom
    const misses = (one: readonly number[], other: readonly number[]): boolean =>
      one.some((x) => x > from && !other.some((own) => Math.abs(own - x) <= sameEdge))
    if (misses(above.xs, below.xs) || misses(below.xs, above.xs)) torn.add(before).add(block)
  }
  return torn
}

interface Edges {
  readonly page: number
  readonly left: number
  readonly right: number
  readonly xs: readonly number[]
}

function edgesOf({ cells }: Grid): Edges | null {
  const boxes = cells.flatMap(({ place }) => ('box' in place ? [place] : []))
  const last = boxes.at(-1)
  if (!last) return null
  const lefts = boxes.map(({ box }) => box[0])
  return {
    page: last.page,
    left: Math.min(...lefts),
    right: Math.max(...boxes.map(({ box }) => box[2])),
    xs: [...new Set(lefts)],
  }
}

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
  const torn = tornApart(blocks)
  return blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return block.place ? [block.place] : []
    return block.cells.flatMap(({ place }) => (isSure(place) && !torn.has(block) ? [] : [place]))
  })
}
