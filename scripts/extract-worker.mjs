/** What ExtractPool's threads run from the sources (tests, benches): the TypeScript loader, then the worker itself. */
import { register } from 'tsx/esm/api'

register()
export const { work } = await import('../pipeline/extract-worker.ts')
