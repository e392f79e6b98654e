import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The folder of nianbao's package.json, where data/ is: sources and the build in dist/ lie at different depths below it.
 * Throws where there is none.
 */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: string }
      if (manifest.name === 'nianbao') return folder
    } catch {
      // No package.json here, or another's: the next folder up may have it.
    }
    const above = dirname(folder)
    if (above === folder)
      throw new Error('nianbao’s package.json was not found above its own code; install it again')
    folder = above
  }
}
