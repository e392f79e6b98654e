import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { takeWriterLock } from '../../db/writer-lock.ts'
import { packageRoot } from '../../db/package-root.ts'
import { save, withFolder, withStore, rows } from './records.ts'

const other = join(packageRoot(), 'test', 'db', 'hold-lock.mjs')

describe('the writer’s lock', () => {
  it('lets one in, names it to the next, and is free when it is released', () => {
    withFolder((folder) => {
      const path = join(folder, 'x.sqlite')
      const lock = takeWriterLock(path, 'refresh')
      expect(() => takeWriterLock(path, 'import')).toThrow(
        expect.objectContaining({
          code: 'locked',
          message: expect.stringContaining(`refresh (process ${process.pid}, since `),
        }),
      )
      lock.release()
      takeWriterLock(path, 'import').release()
    })
  })

  it('dies with its process, however that dies', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nianbao-lock-'))
    const path = join(folder, 'x.sqlite')
    const child = spawn(process.execPath, [other, `${path}.lock`], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    expect(() => takeWriterLock(path, 'refresh')).toThrow(expect.objectContaining({ code: 'locked' }))
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    takeWriterLock(path, 'refresh').release()
    rmSync(folder, { recursive: true })
  })

  it('is not needed to read', () => {
    withStore((store) => {
      save(store, 'x')
      const lock = store.lock('refresh')
      expect(rows(store, 'select count(*) as reports from v_reports')).toEqual([{ reports: 1 }])
      lock.release()
    })
  })
})
