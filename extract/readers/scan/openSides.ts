import type { Stroke } from '../pdf/drawing.ts'

/** Ends of rules within this of each other, in points, stand at one edge of a table. */
const sameEdge = 4
/** So many rules that end at one edge are a table's; fewer are underlines. */
const fewest = 3
/** A rule that reaches this far beyond the last one across it, in points, leaves a cell open. */
const deepest = 9

/**
 * The rules that a table without outer borders leaves out: where rules end in the open at one edge, and another rule
 * crosses them further in, a rule is drawn along their ends.
 */
export function closingStrokes(strokes: readonly Stroke[]): Stroke[] {
  const across = strokes.filter(({ axis }) => axis === 'across')
  const down = strokes.filter(({ axis }) => axis === 'down')
  return [...closing(across, down), ...closing(down, across)]
}

function closing(rules: readonly Stroke[], crossing: readonly Stroke[]): Stroke[] {
  return (['from', 'to'] as const).flatMap((end) =>
    edges(rules, end)
      .flatMap((edge) => tables(edge, crossing))
      .flatMap((group): Stroke[] => {
        const at = group.reduce((sum, rule) => sum + rule[end], 0) / group.length
        const [first, last] = [
          Math.min(...group.map((rule) => rule.at)),
          Math.max(...group.map((rule) => rule.at)),
        ]
        const crossed = crossing.filter(
          (rule) => rule.from < last && rule.to > first && group.some((own) => crosses(own, rule)),
        )
        const nearest = Math.min(...crossed.map((rule) => Math.abs(rule.at - at)))
        // A rule at the edge itself closes the table; without any further in there is no table.
        if (crossed.length === 0 || nearest < deepest) return []
        return [{ axis: rules[0]?.axis === 'across' ? 'down' : 'across', at, from: first, to: last }]
      }),
  )
}

/** Rules that end at one edge. */
function edges(rules: readonly Stroke[], end: 'from' | 'to'): Stroke[][] {
  const groups: Stroke[][] = []
  for (const rule of rules.toSorted((a, b) => a[end] - b[end])) {
    const group = groups.at(-1)
    if (group && rule[end] - (group[0]?.[end] ?? 0) <= sameEdge) group.push(rule)
    else groups.push([rule])
  }
  return groups
}

/** Rules at one edge parted where no rule across leads from one to the next: tables that stand over each other. */
function tables(edge: readonly Stroke[], crossing: readonly Stroke[]): Stroke[][] {
  const groups: Stroke[][] = []
  for (const rule of edge.toSorted((a, b) => a.at - b.at)) {
    const group = groups.at(-1)
    const above = group?.at(-1)
    const together = above && crossing.some((other) => crosses(rule, other) && crosses(above, other))
    if (group && together) group.push(rule)
    else groups.push([rule])
  }
  return groups.filter((group) => group.length >= fewest)
}

function crosses(rule: Stroke, other: Stroke): boolean {
  return (
    other.at > rule.from - sameEdge &&
    other.at < rule.to + sameEdge &&
    rule.at > other.from - sameEdge &&
    rule.at < other.to + sameEdge
  )
}
