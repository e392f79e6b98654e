import { readFileSync } from 'node:fs'
import type { FormId } from '../../../extract/forms/form.ts'
import { cellsOf } from '../../../extract/forms/forms.ts'
import { formsPrinted, printed } from './printed.ts'
import type { Printed } from './printed.ts'

/** A report on paper: whose figures it prints, and how it looks. */
export interface Paper {
  readonly name: string
  readonly style: string
  /** The golden report whose figures it prints, where that is not its name. */
  readonly figures?: string
}

const body = (font: string, size: number): string =>
  `@page{size:A4;margin:22mm 18mm}body{font-family:${font};font-size:${size}pt;line-height:1.35}
table{width:100%;border-collapse:collapse}td{padding:2pt;border:0.75pt solid #000;text-align:center}
h1{font-size:18pt;text-align:center}h2{font-size:13pt}`

/** The looks of office programs: a serif of Song cut, sans serif, figures in a Latin font, fine and heavy rules. */
const looks = {
  song: body('"Noto Serif CJK SC"', 10.5),
  hei: body('"WenQuanYi Zen Hei"', 10.5),
  latinFigures: body('"DejaVu Serif","Noto Serif CJK SC"', 10),
  sansSmall: body('"DejaVu Sans","Noto Sans CJK SC"', 9),
  heavyRules: `${body('"Noto Sans CJK SC"', 10.5)}td{border-width:1.5pt}`,
  fineRules: `${body('"Noto Serif CJK SC"', 11)}td{border-width:0.4pt;text-align:left}`,
  openSides: `${body('"Noto Sans CJK SC"', 10.5)}table{border-left:hidden;border-right:hidden}`,
  doubleRules: `${body('"Noto Serif CJK SC"', 10.5)}td{border:2.25pt double #000}`,
  dottedRules: `${body('"WenQuanYi Zen Hei"', 10.5)}td{border:0.75pt dotted #000}`,
} as const

export const papers: readonly Paper[] = [
  { name: 'hangzhou2025', style: looks.song },
  { name: 'shanghai2019', style: looks.hei },
  { name: 'changsha2023', style: looks.latinFigures },
  { name: 'qingshan2022', style: looks.sansSmall },
  { name: 'donghu2020', style: looks.heavyRules },
  { name: 'kewei2024', style: looks.fineRules },
  { name: 'linhe2021', style: looks.hei },
  { name: 'nanping2022', style: looks.song },
  { name: 'wuhu2023', style: looks.latinFigures },
  { name: 'bozhou2021', style: looks.sansSmall },
  { name: 'xiyuan2022', style: looks.heavyRules },
  { name: 'yuanzhou2023', style: looks.fineRules },
  { name: 'distinct2021', style: looks.latinFigures },
]

/** Papers whose tables are ruled otherwise than office programs do by themselves. */
export const oddlyRuled: readonly Paper[] = [
  { name: 'open-sides', figures: 'hangzhou2025', style: looks.openSides },
  { name: 'double-rules', figures: 'qingshan2022', style: looks.doubleRules },
  { name: 'dotted-rules', figures: 'donghu2020', style: looks.dottedRules },
]

/** What a paper prints, cell by cell. */
export function paperOf(name: string): Printed {
  if (name === 'distinct2021') return printed(name)
  return golden(oddlyRuled.find((paper) => paper.name === name)?.figures ?? name)
}

interface GoldenFigures {
  readonly agency: string
  readonly year: number
  readonly forms: { readonly requests?: FormId }
  readonly fill: string
  readonly cells: Readonly<Record<string, string>>
}

function golden(name: string): Printed {
  const file = new URL(`../../fixtures/golden/figures/${name}.json`, import.meta.url)
  const { agency, year, forms, fill, cells } = JSON.parse(readFileSync(file, 'utf8')) as GoldenFigures
  const form = forms.requests
  if (form === undefined) throw new Error(`${name} has no requests table: it cannot be printed as a report`)
  const addresses = formsPrinted(form).flatMap((each) =>
    [...cellsOf(each)].map(({ at }) => `${at.table}.${at.row}.${at.column}`),
  )
  return { agency, year, form, cells: new Map(addresses.map((at) => [at, cells[at] ?? fill])) }
}

/** The paper itself, as it came from the printer. */
export function printedPaper(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../../fixtures/scan/${name}.pdf`, import.meta.url)))
}
