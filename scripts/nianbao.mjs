#!/usr/bin/env node
/** The command line's entry. In a checkout it first rebuilds dist/ where a source is newer. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const sources = ['crawlers', 'extract', 'db', 'pipeline', 'test/portals']

if (existsSync(join(root, 'tsconfig.build.json')) && newest(sources) > built()) {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], {
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) process.exit(3)
}
await import(pathToFileURL(join(root, 'dist', 'pipeline', 'cli.js')).href)

function built() {
  const stamp = join(root, 'dist', '.built')
  return existsSync(stamp) ? statSync(stamp).mtimeMs : 0
}

function newest(folders) {
  let latest = 0
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.name.endsWith('.ts')) continue
      latest = Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs)
    }
  }
  return latest
}
