import type Driver from 'better-sqlite3'

/**
 * better-sqlite3, as this Node needs it. Version 13 stands on Node-API 10, which Node 20 lacks: it crashes there. Version
 * 12 is aborted by Node 24.19 and newer whenever a statement is collected outside of JavaScript. So each gets its own.
 */
export const driver = Number(process.versions['napi']) >= 10 ? 'better-sqlite3' : 'better-sqlite3-12'

const loaded = (await import(driver)) as { readonly default: typeof Driver }

export const Sqlite: typeof Driver = loaded.default
export type SqliteDatabase = Driver.Database
