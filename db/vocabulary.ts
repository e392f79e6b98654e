/** The database's own closed vocabularies. Those of cells, findings and forms are extract's. */

export const runStates = ['running', 'finished', 'stopped', 'abandoned'] as const
/** `stopped`: by a signal, after committing. `abandoned`: died, and was too old to be taken up. */
export type RunState = (typeof runStates)[number]

export const portalStates = ['never_visited', 'ok', 'blocked', 'failing', 'silent', 'redesigned'] as const
/** `silent`: listed nothing although it used to. `redesigned`: its pages are no longer those of its platform. */
export type PortalState = (typeof portalStates)[number]

export const linkStates = ['new', 'stored', 'failed', 'not_a_report', 'blocked', 'gone'] as const
export type LinkState = (typeof linkStates)[number]

export const reportStates = ['read', 'partly', 'needs_ocr', 'unreadable', 'gone'] as const
/** `partly`: a table that the year's form requires, or some of its cells, were not found. `gone`: the source has withdrawn it. */
export type ReportState = (typeof reportStates)[number]

export const versionReasons = ['new', 'source', 'extractor', 'correction'] as const
/** Why there is a version: the first one, the source changed, the extractor reads it otherwise now, a person corrected it. */
export type VersionReason = (typeof versionReasons)[number]

export const encodings = ['identity', 'br'] as const
/** How bytes are kept: as they are, or compressed with Brotli. */
export type Encoding = (typeof encodings)[number]

/**
 * How a cell's status is stored: null where the value tells it (a value: `number`; none: `blank`), which costs no byte.
 * The numbers stand in files: they never change their meaning.
 */
export const statusCodes = { dash: 1, text: 2, uncertain: 3, missing: 4, unreadable: 5 } as const
