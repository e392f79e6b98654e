import type { PracticePortal } from '../portal.ts'
import { issuedLayout, usual, usualNeighbours, usualRobots } from './common.ts'

/** 亳州市, prefecture level, on Lonsun. The figures of 亳州市医疗保障局 for 2021 are those that it published. */
export const bozhou: PracticePortal = {
  id: 'bozhou',
  name: '亳州市',
  divisionCode: '341600',
  platform: 'lonsun',
  organisation: 'units',
  port: 8103,
  encoding: 'utf-8',
  metaTags: 'standard',
  robots: usualRobots,
  neighbours: usualNeighbours,
  agencies: [
    {
      ...usual,
      name: '亳州市人民政府',
      slug: 'zf',
      kind: 'government',
      scale: 110,
      layout: { ...issuedLayout, markup: 'styled', proactive: 'each' },
      carryBreaks: [{ year: 2024, column: 'enterprise', add: 1 }],
    },
    {
      ...usual,
      name: '亳州市医疗保障局',
      slug: 'ybj',
      kind: 'department',
      years: [2019, 2023],
      scale: 5,
      given: {
        2021: {
          'proactive.normative_documents.issued': 3,
          'proactive.normative_documents.in_force': 5,
          'proactive.penalties.decisions': 2,
        },
      },
    },
    {
      ...usual,
      name: '亳州市市场监督管理局',
      slug: 'scjgj',
      kind: 'department',
      scale: 60,
      layout: { ...issuedLayout, markup: 'word', labels: 'narrow' },
      formats: { 2022: 'both', 2023: 'pdf' },
      edits: [
        { year: 2024, at: 'proactive.penalties.decisions', print: { kind: 'full_width' }, breaks: [] },
        { year: 2021, at: 'requests.granted.social_organization', print: { kind: 'blank' }, breaks: [] },
      ],
    },
    {
      ...usual,
      name: '亳州市司法局',
      slug: 'sfj',
      kind: 'department',
      years: [2021, 2024],
      scale: 14,
      title: 'bare_year',
      layout: { ...issuedLayout, cells: 'padded', disputes: 'three' },
      formats: { 2022: 'doc' },
    },
    {
      ...usual,
      name: '亳州市谯城区古井镇人民政府',
      slug: 'gjz',
      kind: 'township',
      years: [2021, 2023],
      scale: 3,
      shows: 'column_is_report',
    },
  ],
}
