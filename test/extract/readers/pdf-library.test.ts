import { expect, it } from 'vitest'

it("leaves the engine's own functions in place, for whoever shares the thread with pdf.js", async () => {
  const before = [Array.prototype.push, JSON.parse, JSON.stringify]
  const { getDocument, WorkerMessageHandler } = await import('../../../extract/readers/pdf/library.ts')

  expect([getDocument, WorkerMessageHandler]).toEqual([expect.any(Function), expect.any(Function)])
  expect([Array.prototype.push, JSON.parse, JSON.stringify]).toEqual(before)
  expect(Object.keys(Array.prototype)).toEqual([])
})
