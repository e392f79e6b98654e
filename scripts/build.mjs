/** Compiles the sources into dist/ with the installed TypeScript. */
import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')
rmSync(dist, { recursive: true, force: true })
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: ['ignore', 2, 2],
})
if (status !== 0) {
  console.error('nianbao: the build failed; the messages above name the lines.')
  process.exit(1)
}
// scripts/nianbao.mjs compares this stamp with the sources: npx never runs a build older than they are.
writeFileSync(join(dist, '.built'), new Date().toISOString())
