import type { View } from './view.ts'

const notVisited = 'it was never visited'

/** The middle of what a portal's own runs showed. */
function usual(column: 'listed' | 'requests'): string {
  const ranked = `select portal_id, ${column}, row_number() over (partition by portal_id order by ${column}) as place,
    count(*) over (partition by portal_id) as runs from portal_run where state = 'ok'`
  return `(select h.${column} from (${ranked}) h where h.portal_id = p.portal_id and h.place = h.runs / 2 + 1)`
}

export const portalsView: View = {
  name: 'v_portals',
  description: 'The government portals that are visited, and how each of them is.',
  nullMeans: null,
  key: ['portal_id'],
  columns: [
    {
      name: 'portal_id',
      is: 'p.portal_id',
      description: 'The portal, as the registry names it.',
      source: 'the registry',
    },
    { name: 'name', is: 'p.name', description: 'Its name: a hint for people.', source: 'the registry' },
    {
      name: 'division_code',
      is: 'p.division_code',
      description: 'Its place.',
      source: 'the registry; GB/T 2260',
      nullMeans: 'not known yet',
    },
    {
      name: 'state',
      is: 'p.state',
      description:
        'ok · blocked: it refuses to be read · failing: it does not answer as it should · silent: it lists nothing although it used to · redesigned: its pages are no longer those of its platform · never_visited.',
    },
    {
      name: 'since',
      is: 'p.since',
      description: 'When the state began, UTC, ISO 8601.',
      nullMeans: notVisited,
    },
    { name: 'error', is: 'p.error', description: 'What is wrong, and what to do.', nullMeans: 'nothing is' },
    {
      name: 'platform',
      is: 'coalesce(p.platform_found, p.platform)',
      description: 'The publishing system that it runs.',
      nullMeans: 'not found out yet',
    },
    {
      name: 'reports',
      is: `(select count(distinct r.report_id) from link l join report r on r.version_id = l.version_id where l.portal_id = p.portal_id)`,
      description: 'Reports whose current content stands there.',
      unit: 'reports',
    },
    {
      name: 'new',
      is: 'q.new',
      description: 'New reports of its last run.',
      unit: 'reports',
      nullMeans: notVisited,
    },
    {
      name: 'changed',
      is: 'q.changed',
      description: 'Reports that its last run found changed.',
      unit: 'reports',
      nullMeans: notVisited,
    },
    {
      name: 'owed',
      is: 'p.owed',
      description: 'Reports that the law asks for and that are not there.',
      unit: 'reports',
      nullMeans: 'not worked out yet',
    },
    {
      name: 'requests',
      is: 'q.requests',
      description: 'Requests of its last run.',
      unit: 'requests',
      nullMeans: notVisited,
    },
    {
      name: 'bytes',
      is: 'q.bytes',
      description: 'Bytes that its last run received.',
      unit: 'bytes',
      nullMeans: notVisited,
    },
    {
      name: 'last_run_at',
      is: 'p.last_run_at',
      description: 'When it was visited last, UTC, ISO 8601.',
      nullMeans: notVisited,
    },
    {
      name: 'next_due_at',
      is: 'p.next_due_at',
      description: 'When it is due next, UTC, ISO 8601.',
      nullMeans: 'at once',
    },
    {
      name: 'milliseconds',
      type: 'integer',
      is: 'q.milliseconds / nullif(q.requests, 0)',
      description: 'How long an answer took in its last run, on average.',
      unit: 'ms',
      nullMeans: 'its last run asked for nothing',
    },
    {
      name: 'listed',
      type: 'integer',
      is: 'q.listed',
      description: 'Report links that its lists showed in its last run.',
      unit: 'links',
      nullMeans: notVisited,
    },
    {
      name: 'usual_listed',
      type: 'integer',
      is: usual('listed'),
      description: 'The median of its own runs in which it was ok: what its lists usually show.',
      unit: 'links',
      nullMeans: 'it was never ok',
    },
    {
      name: 'usual_requests',
      type: 'integer',
      is: usual('requests'),
      description: 'The median of its own runs in which it was ok: what a visit usually costs.',
      unit: 'requests',
      nullMeans: 'it was never ok',
    },
  ],
  from: 'from portal p left join portal_run q on q.portal_id = p.portal_id and q.run_id = p.last_run_id',
}
