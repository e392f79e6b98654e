import { parse, View } from 'vega'
import { compile } from 'vega-lite'
import type { TopLevelSpec } from 'vega-lite'

/** Colours are the page's custom properties, so that a chart follows the reader's light or dark. */
export const colour = {
  accent: 'var(--cinnabar)',
  series: ['var(--jade)', 'var(--celadon)', 'var(--cinnabar)', 'var(--ochre)', 'var(--plum)', 'var(--ash)'],
  /** From none to all: five bins, each with its swatch. */
  scale: ['var(--none)', 'var(--bin1)', 'var(--bin2)', 'var(--bin3)', 'var(--bin4)', 'var(--bin5)'],
} as const

const font = 'var(--sans)'

const config = {
  background: 'transparent',
  font,
  padding: 4,
  view: { stroke: null },
  axis: {
    labelColor: 'var(--muted)',
    titleColor: 'var(--muted)',
    gridColor: 'var(--line)',
    domainColor: 'var(--line)',
    tickColor: 'var(--line)',
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    labelLimit: 420,
    labelPadding: 6,
    ticks: false,
  },
  legend: {
    labelColor: 'var(--ink)',
    titleColor: 'var(--muted)',
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    labelLimit: 260,
    symbolType: 'square',
    orient: 'top',
    columns: 6,
  },
  bar: { cornerRadius: 1 },
} as const

/** Draws a chart when the page is made; the page carries no script. */
export async function svgOf(spec: TopLevelSpec): Promise<string> {
  const { spec: compiled } = compile({ ...spec, config: { ...config, ...spec.config } })
  const view = new View(parse(compiled), { renderer: 'none' })
  try {
    return await view.toSVG()
  } finally {
    view.finalize()
  }
}
