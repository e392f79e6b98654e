import { setImmediate } from 'node:timers/promises'

type Listener = (event: { readonly data: unknown }) => void

/** One end of a connection, as much of a MessagePort as pdf.js asks for. */
export interface Port {
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void
  addEventListener(type: 'message', listener: Listener, options?: { readonly signal?: AbortSignal }): void
  removeEventListener(type: 'message', listener: Listener): void
}

/** Milliseconds after which everyone else in this thread has a turn: timers among them. */
const turn = 50

/**
 * A connection within this thread, for the two halves of pdf.js. Its own one delivers in microtasks: a page that draws without
 * end would never let a timer run, and no deadline could stop it.
 */
export function ports(): readonly [Port, Port] {
  const now = Promise.resolve()
  let since = performance.now()
  let others: Promise<void> | null = null
  const haveATurn = async (): Promise<void> => {
    await setImmediate()
    others = null
    since = performance.now()
  }
  const later = (deliver: () => void): void => {
    if (others === null && performance.now() - since >= turn) others = haveATurn()
    void (others ?? now).then(deliver)
  }
  const listeners: readonly [Set<Listener>, Set<Listener>] = [new Set(), new Set()]
  const end = (own: Set<Listener>, other: Set<Listener>): Port => ({
    postMessage: (message, transfer) => {
      const data: unknown = structuredClone(message, transfer ? { transfer: [...transfer] } : undefined)
      later(() => {
        for (const listener of other) listener({ data })
      })
    },
    addEventListener: (_, listener, options) => {
      own.add(listener)
      options?.signal?.addEventListener('abort', () => own.delete(listener))
    },
    removeEventListener: (_, listener) => {
      own.delete(listener)
    },
  })
  return [end(listeners[0], listeners[1]), end(listeners[1], listeners[0])]
}
