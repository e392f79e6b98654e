import type { TopLevelSpec } from 'vega-lite'
import { colour } from './chart.ts'
import type { FactRow, ReportFacts } from './facts.ts'
import { both, causeWords, words } from './words.ts'
import type { Word } from './words.ts'

const width = 860

/** Without a canvas vega takes every letter for 0.8 em wide; a Chinese one is 1 em, and would be cut. */
function roomFor(labels: readonly unknown[]): number {
  const widths = labels.map(
    (label) => 10 + 7 * String(label).length + 5 * (String(label).match(/[\u2e80-\uffef]/gu)?.length ?? 0), // 市 is 12 wide, a letter 7
  )
  return Math.max(0, ...widths)
}

const outcomes = [
  'granted',
  'granted_in_part',
  'denied',
  'not_available',
  'not_processed',
  'handled_otherwise',
] as const satisfies readonly Word[]
const results = ['upheld', 'corrected', 'other_result', 'pending'] as const satisfies readonly Word[]

const yearAxis = {
  field: 'year',
  type: 'ordinal',
  axis: { labelAngle: 0, title: null, grid: false },
} as const

/** Places by years; the share of agencies whose report is there, in five steps. */
export function coverageChart({ coverage }: ReportFacts): TopLevelSpec {
  const values = coverage.map((row) => ({ ...row, share: share(row) }))
  return {
    data: { values },
    width,
    height: { step: 26 },
    encoding: {
      x: { ...yearAxis, axis: { ...yearAxis.axis, orient: 'top' } },
      y: {
        field: 'name',
        type: 'nominal',
        sort: null,
        axis: { title: null, minExtent: roomFor(coverage.map(({ name }) => name)) },
      },
    },
    layer: [
      {
        mark: { type: 'rect', stroke: 'var(--paper)', strokeWidth: 2, cornerRadius: 3 },
        encoding: {
          color: {
            field: 'share',
            type: 'quantitative',
            scale: { type: 'threshold', domain: [0.001, 25, 50, 75, 99.99], range: [...colour.scale] },
            legend: null,
          },
          description: { field: 'published', type: 'quantitative' },
        },
      },
      {
        mark: { type: 'text', fontSize: 11 },
        encoding: {
          text: { field: 'published', type: 'quantitative' },
          color: {
            condition: { test: 'datum.share >= 75', value: 'var(--onstrong)' },
            value: 'var(--ink)',
          },
        },
      },
    ],
  }
}

function share({ published, agencies }: FactRow): number {
  return Number(agencies) === 0 ? 0 : (100 * Number(published)) / Number(agencies)
}

export function receivedChart({ received }: ReportFacts): TopLevelSpec {
  return {
    data: { values: [...received] },
    width,
    height: 220,
    encoding: { x: yearAxis },
    layer: [
      {
        mark: { type: 'bar', color: colour.accent, width: { band: 0.55 } },
        encoding: {
          y: { field: 'received', type: 'quantitative', axis: { title: null, tickCount: 5, domain: false } },
        },
      },
      {
        mark: { type: 'text', dy: -9, color: 'var(--ink)', fontSize: 12, fontWeight: 600 },
        encoding: {
          y: { field: 'received', type: 'quantitative' },
          text: { field: 'received', type: 'quantitative', format: ',' },
        },
      },
    ],
  }
}

/** Columns of wide rows as rows of their own, under the names that a legend gives them. */
function longer(rows: readonly FactRow[], names: readonly Word[]): object[] {
  return rows.flatMap((row) =>
    names.map((name, order) => ({ ...row, part: both(words[name]), order, amount: row[name] ?? 0 })),
  )
}

const parts = (names: readonly Word[], range: readonly string[]) => ({
  field: 'part',
  type: 'nominal' as const,
  sort: null,
  scale: { domain: names.map((name) => both(words[name])), range: [...range] },
  legend: { title: null, columns: 6 },
})

export function outcomesChart({ outcomes: rows }: ReportFacts): TopLevelSpec {
  return {
    data: { values: longer(rows, outcomes) },
    width,
    height: { step: 34 },
    mark: { type: 'bar', height: { band: 0.72 } },
    encoding: {
      y: { field: 'year', type: 'ordinal', axis: { title: null } },
      x: {
        field: 'amount',
        type: 'quantitative',
        stack: 'normalize',
        axis: { title: null, format: '%', tickCount: 5, domain: false },
      },
      color: parts(outcomes, colour.series),
      order: { field: 'order', type: 'quantitative' },
    },
  }
}

export function groundsChart({ grounds }: ReportFacts): TopLevelSpec {
  // 1.属于国家秘密: the number within its group says nothing here.
  const groups = [words.denied, words.not_available, words.not_processed]
  const values = grounds.map((row) => ({
    ...row,
    groupName: both(groups.find(({ zh }) => String(row['group']).endsWith(zh)) ?? words.not_processed),
    name: String(row['label_zh']).replace(/^\d\.|(?<=^.{22}).+/gu, ''),
  }))
  const y = {
    field: 'name',
    type: 'nominal',
    sort: null,
    axis: { title: null, domain: false, minExtent: roomFor(values.map(({ name }) => name)) },
  } as const
  return {
    data: { values },
    width: 620,
    height: { step: 24 },
    encoding: { y },
    layer: [
      {
        mark: { type: 'bar', height: { band: 0.62 } },
        encoding: {
          x: { field: 'requests', type: 'quantitative', axis: null },
          color: {
            field: 'groupName',
            type: 'nominal',
            sort: null,
            scale: {
              domain: groups.map(both),
              range: ['var(--cinnabar)', 'var(--ochre)', 'var(--plum)'],
            },
            legend: { title: null },
          },
        },
      },
      {
        mark: { type: 'text', align: 'left', dx: 5, fontSize: 12, color: 'var(--ink)' },
        encoding: {
          x: { field: 'requests', type: 'quantitative' },
          text: { field: 'requests', type: 'quantitative', format: ',' },
        },
      },
    ],
  }
}

const disputeKinds = ['reconsideration', 'litigation_direct', 'litigation_after_reconsideration'] as const

export function disputesChart({ disputes }: ReportFacts): TopLevelSpec {
  const kinds = disputeKinds.map((kind) => both(words[kind]))
  const values = disputes.map((row) => ({ ...row, kindName: kindOf(row) }))
  return {
    data: { values: longer(values, results) },
    facet: {
      column: {
        field: 'kindName',
        type: 'nominal',
        sort: [...kinds],
        header: { title: null, labelColor: 'var(--ink)', labelFontSize: 12 },
      },
    },
    spec: {
      width: 250,
      height: 180,
      mark: { type: 'bar', width: { band: 0.66 } },
      encoding: {
        x: yearAxis,
        y: { field: 'amount', type: 'quantitative', axis: { title: null, tickCount: 4, domain: false } },
        color: parts(results, ['var(--jade)', 'var(--cinnabar)', 'var(--ash)', 'var(--ochre)']),
        order: { field: 'order', type: 'quantitative' },
      },
    },
  }
}

function kindOf({ kind }: FactRow): string {
  const known = Object.entries(words).find(([word]) => word === kind)
  return known ? both(known[1]) : String(kind)
}

export function findingsChart({ findings }: ReportFacts): TopLevelSpec {
  const values = findings.map((row) => {
    const known = causeWords[String(row['cause'])]
    return {
      ...row,
      name: `${String(row['label_zh'])} ${String(row['label'])}`,
      part: known ? both(known) : row['cause'],
    }
  })
  return {
    data: { values },
    width: 520,
    height: { step: 24 },
    mark: { type: 'bar', height: { band: 0.62 } },
    encoding: {
      y: {
        field: 'name',
        type: 'nominal',
        sort: '-x',
        axis: { title: null, domain: false, minExtent: roomFor(values.map(({ name }) => name)) },
      },
      x: {
        field: 'findings',
        type: 'quantitative',
        axis: { title: null, tickCount: 4, tickMinStep: 1, domain: false },
      },
      color: {
        field: 'part',
        type: 'nominal',
        scale: {
          domain: Object.values(causeWords).map(both),
          range: ['var(--cinnabar)', 'var(--ochre)', 'var(--ash)'],
        },
        legend: { title: null },
      },
    },
  }
}
