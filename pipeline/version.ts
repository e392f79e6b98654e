import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the package, from the sources as from dist/: where data/ and package.json are. */
export const packageRoot = rootAbove(dirname(fileURLToPath(import.meta.url)))

interface Manifest {
  readonly version: string
}

export const version = (JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as Manifest)
  .version

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('nianbao is installed without its package.json')
  return rootAbove(parent)
}
