import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of nianbao's package.json: this file runs from db/ in a checkout and from dist/db/ once built. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest) && isOurs(JSON.parse(readFileSync(manifest, 'utf8')))) return folder
    const parent = dirname(folder)
    if (parent === folder)
      throw new Error('nianbao is not whole: its package.json is missing; install it again.')
    folder = parent
  }
}

function isOurs(manifest: unknown): boolean {
  return (
    typeof manifest === 'object' && manifest !== null && 'name' in manifest && manifest.name === 'nianbao'
  )
}
