/**
 * Installs what a fresh clone lacks, so that `npm test` and `npm run demo` just work.
 * Plain JavaScript on purpose: it runs before anything is installed.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`nianbao needs Node 20.19 or newer; this is ${process.versions.node}.`)
}

const lock = join(root, 'package-lock.json')
const installed = join(root, 'node_modules', '.package-lock.json')
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  console.error('nianbao: installing dependencies (better-sqlite3 may compile for about a minute) …')
  npm(['ci', '--no-audit', '--no-fund'])
}
// Version 13 brings its binaries, and needs Node-API 10; on Node 20 version 12 is used, which may have to be compiled.
const driver = Number(process.versions.napi) >= 10 ? 'better-sqlite3' : 'better-sqlite3-12'
if (!sqliteLoads()) {
  console.error('nianbao: building better-sqlite3 …')
  npm(['rebuild', driver])
  if (!sqliteLoads()) {
    fail(
      'better-sqlite3 found no prebuilt binary and did not compile: install a C++ compiler, make and Python 3, then try again.',
    )
  }
}

/** In a process of its own: an addon that loaded badly once cannot be tried again in the same one. */
function sqliteLoads() {
  const probe = `new (require('${driver}'))(':memory:').close()`
  return spawnSync(process.execPath, ['-e', probe], { cwd: root, stdio: 'ignore' }).status === 0
}

function npm(args) {
  const shell = process.platform === 'win32'
  const { status } = spawnSync('npm', args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell })
  if (status !== 0) fail(`npm ${args.join(' ')} failed with status ${status}.`)
}

function fail(message) {
  console.error(`nianbao: ${message}`)
  process.exit(1)
}
