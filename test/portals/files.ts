import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Folder of the committed PDF and Word files. It lies beside the sources; compiled code in dist/ reads it from there
 * too, so it is found by walking up to the package.
 * @throws Error where no package.json named nianbao stands above this file
 */
export function filesFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!isPackageRoot(folder)) {
    const above = dirname(folder)
    if (above === folder)
      throw new Error('the practice files were not found: no nianbao package above this module')
    folder = above
  }
  return join(folder, 'test', 'portals', 'files')
}

function isPackageRoot(folder: string): boolean {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return false
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return typeof parsed === 'object' && parsed !== null && 'name' in parsed && parsed.name === 'nianbao'
}
