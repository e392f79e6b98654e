/** A page as it stands in a browser once its scripts have drawn it. */
export interface RenderedPage {
  /** The address in the browser's address bar: links are resolved against it. */
  readonly url: string
  readonly html: string
}

/** Why a page could not be drawn; `message` says what to do. */
export interface Unrendered {
  readonly code: 'browser_missing' | 'browser_failed' | 'stopped'
  readonly message: string
}

export interface RenderRequest {
  readonly portalId: string
  readonly url: string
  /** The list's pages at the most: where the next one exists only as a script's action, the browser performs it. */
  readonly pages: number
}

/** Draws a page, and the list's further pages behind it. At least one page, or why none. */
export type Render = (wanted: RenderRequest) => Promise<readonly RenderedPage[] | Unrendered>

export function isUnrendered(answer: readonly RenderedPage[] | Unrendered): answer is Unrendered {
  return 'code' in answer
}
