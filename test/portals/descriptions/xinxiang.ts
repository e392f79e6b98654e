import type { PracticePortal } from '../portal.ts'
import { issuedLayout, usual, usualNeighbours } from './common.ts'

/** 新乡县, county level, on VSB. The figures of 新乡县医疗保障局 for 2023 are those that it published. */
export const xinxiang: PracticePortal = {
  id: 'xinxiang',
  name: '新乡县',
  divisionCode: '410721',
  platform: 'vsb',
  organisation: 'flat',
  port: 8104,
  encoding: 'utf-8',
  metaTags: 'none',
  robots: null,
  neighbours: usualNeighbours,
  agencies: [
    {
      ...usual,
      name: '新乡县人民政府',
      slug: 'zf',
      kind: 'government',
      scale: 38,
      formats: { 2020: 'pdf' },
    },
    {
      ...usual,
      name: '新乡县医疗保障局',
      slug: 'ybj',
      kind: 'department',
      years: [2020, 2024],
      scale: 2,
      layout: { ...issuedLayout, proactive: 'each', cells: 'padded' },
      given: { 2023: { 'proactive.penalties.decisions': 1 } },
    },
    {
      ...usual,
      name: '新乡县司法局',
      slug: 'sfj',
      kind: 'department',
      scale: 7,
      title: 'year_first',
      layout: { ...issuedLayout, markup: 'word', blank: '&nbsp;' },
      formats: { 2022: 'docx' },
      edits: [
        {
          year: 2023,
          at: 'disputes.litigation_direct.total',
          print: { kind: 'misprint', value: 8 },
          breaks: ['disputes.results'],
        },
        { year: 2021, at: 'requests.carried_out.total', print: { kind: 'blank' }, breaks: [] },
      ],
    },
    {
      ...usual,
      name: '新乡县教育体育局',
      slug: 'jtj',
      kind: 'department',
      years: [2021, 2024],
      scale: 11,
      title: 'without_agency',
      layout: { ...issuedLayout, markup: 'styled', labels: 'spaced' },
    },
    {
      ...usual,
      name: '新乡县七里营镇人民政府',
      slug: 'qly',
      kind: 'township',
      years: [2019, 2023],
      scale: 3,
      layout: { ...issuedLayout, disputes: 'three' },
    },
  ],
}
