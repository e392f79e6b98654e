import type * as canvasLibrary from '@napi-rs/canvas'
import type sharp from 'sharp'

/** The image libraries: loaded when the first scan comes, and absent on some machines. */
export interface Imaging {
  readonly sharp: typeof sharp
  readonly canvas: typeof canvasLibrary
}

/** Why no picture can be opened, in one sentence that says what to install. */
export const imagingMissing =
  'this is a scan, and the image libraries are not installed for this machine: run npm install --include=optional (packages sharp and @napi-rs/canvas)'

let imaging: Promise<Imaging | null> | undefined

/** @returns null where a library, or its binary for this machine, is not there */
export function loadImaging(): Promise<Imaging | null> {
  imaging ??= load()
  return imaging
}

async function load(): Promise<Imaging | null> {
  try {
    const [{ default: library }, canvas] = await Promise.all([import('sharp'), import('@napi-rs/canvas')])
    // Its cache keeps decoded pictures of documents that are long done; its threads compete with the workers.
    library.cache(false)
    library.concurrency(1)
    return { sharp: library, canvas }
  } catch {
    return null
  }
}
