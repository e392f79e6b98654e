/** Holds the lock file named by its argument, as a refresh in another process does, until it is killed. */
const driver = Number(process.versions.napi) >= 10 ? 'better-sqlite3' : 'better-sqlite3-12'
const { default: Sqlite } = await import(driver)

const side = new Sqlite(process.argv[2])
side.exec('begin exclusive')
console.log('held')
setInterval(() => side.inTransaction, 1000)
