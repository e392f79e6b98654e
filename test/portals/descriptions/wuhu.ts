import type { PracticePortal } from '../portal.ts'
import { issuedLayout, usual, usualNeighbours, usualRobots } from './common.ts'

/**
 * 芜湖市, prefecture level, on Hanweb JCMS in GBK. The figures of 芜湖市医疗保障局 for 2023 are those that it published.
 */
export const wuhu: PracticePortal = {
  id: 'wuhu',
  name: '芜湖市',
  divisionCode: '340200',
  platform: 'hanweb',
  organisation: 'flat',
  port: 8105,
  encoding: 'gbk',
  metaTags: 'trailing_blank',
  robots: usualRobots,
  neighbours: usualNeighbours,
  agencies: [
    {
      ...usual,
      name: '芜湖市人民政府',
      slug: 'zf',
      kind: 'government',
      scale: 190,
      layout: { ...issuedLayout, markup: 'word', proactive: 'each' },
      edits: [
        { year: 2024, at: 'proactive.licensing.decisions', print: { kind: 'thousands' }, breaks: [] },
        { year: 2020, at: 'proactive.regulations.made', print: { kind: 'dash', dash: '—' }, breaks: [] },
      ],
    },
    {
      ...usual,
      name: '芜湖市医疗保障局',
      slug: 'ybj',
      kind: 'department',
      scale: 4,
      formats: { 2023: 'both' },
      given: {
        2023: {
          'proactive.normative_documents.issued': 4,
          'proactive.normative_documents.in_force': 29,
          'proactive.penalties.decisions': 6,
          'requests.new_received.natural_person': 4,
          'requests.new_received.total': 4,
          'requests.granted.natural_person': 1,
          'requests.granted.total': 1,
          'requests.granted_in_part.natural_person': 1,
          'requests.granted_in_part.total': 1,
          'requests.denied_internal_affairs.natural_person': 1,
          'requests.denied_internal_affairs.total': 1,
          'requests.unavailable_not_held.natural_person': 1,
          'requests.unavailable_not_held.total': 1,
          'requests.outcome_total.natural_person': 4,
          'requests.outcome_total.total': 4,
        },
      },
    },
    {
      ...usual,
      name: '芜湖市城市管理局',
      slug: 'cgj',
      kind: 'department',
      scale: 34,
      title: 'year_first',
      layout: { ...issuedLayout, cells: 'padded', labels: 'narrow', blank: '\u3000' },
      edits: [
        {
          year: 2022,
          at: 'requests.outcome_total.enterprise',
          print: { kind: 'misprint', value: 77 },
          breaks: ['requests.balance', 'requests.outcome', 'requests.applicants'],
        },
        {
          year: 2023,
          at: 'requests.denied_state_secret.natural_person',
          print: { kind: 'blank' },
          breaks: [],
        },
      ],
      formats: { 2021: 'pdf' },
    },
    {
      ...usual,
      name: '芜湖市科学技术局',
      slug: 'kjj',
      kind: 'department',
      years: [2021, 2024],
      scale: 5,
      title: 'without_agency',
      layout: { ...issuedLayout, markup: 'styled', disputes: 'three' },
    },
    {
      ...usual,
      name: '芜湖市鸠江区清水街道办事处',
      slug: 'qsj',
      kind: 'township',
      years: [2020, 2023],
      scale: 3,
      layout: { ...issuedLayout, labels: 'spaced' },
      formats: { 2022: 'doc' },
    },
  ],
}
