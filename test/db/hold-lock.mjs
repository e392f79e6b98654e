/** Holds the lock file named by its argument, as a refresh in another process does, until it is killed. */
import Sqlite from 'better-sqlite3'

const side = new Sqlite(process.argv[2])
side.exec('begin exclusive')
console.log('held')
setInterval(() => side.inTransaction, 1000)
