import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as soon } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
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

  it.skipIf(!existsSync('/proc/self/stat'))(
    'holds although its file was deleted, while the process that took it lives; its number alone says nothing',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'nianbao-lock-'))
      const path = join(folder, 'x.sqlite')
      const module = pathToFileURL(join(packageRoot(), 'db', 'writer-lock.ts')).href
      const program = `import { takeWriterLock } from '${module}'
        takeWriterLock('${path}', 'refresh'); console.log('held'); setInterval(() => 0, 1000)`
      const given = ['--import', 'tsx', '--input-type=module', '--eval', program]
      const options = { cwd: packageRoot(), stdio: ['ignore', 'pipe', 'inherit'] } as const
      const child = spawn(process.execPath, given, { ...options, stdio: [...options.stdio] })
      await once(child.stdout, 'data')
      rmSync(`${path}.lock`)
      for (const command of ['import', 'check'])
        expect(() => takeWriterLock(path, command)).toThrow(
          expect.objectContaining({
            message: expect.stringContaining(`refresh (process ${child.pid}, since`),
          }),
        )
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
      // Another process with the same number: it did not begin when the holder did.
      const dead = JSON.parse(readFileSync(`${path}.lock.json`, 'utf8')) as object
      rmSync(`${path}.lock`, { force: true })
      writeFileSync(`${path}.lock.json`, JSON.stringify({ ...dead, pid: process.ppid }))
      takeWriterLock(path, 'import').release()
      rmSync(folder, { recursive: true })
    },
  )

  it.skipIf(!existsSync('/proc/self/stat'))(
    'is free although a process that is dead has not been buried, as in a container without an init',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'nianbao-lock-'))
      const path = join(folder, 'x.sqlite')
      // What takes the shell's place does not ask after the shell's child.
      const given = ['-c', 'read line <&3 & echo $!; exec sleep 60']
      const parent = spawn('sh', given, { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] })
      const [printed] = (await once(parent.stdout ?? parent, 'data')) as [Buffer]
      // Until then the shell is there, and may bury it.
      while (!readFileSync(`/proc/${parent.pid}/stat`, 'latin1').includes('(sleep)')) await soon()
      const pid = Number(printed.toString())
      const fields = () => {
        const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
        return text.slice(text.lastIndexOf(')') + 2).split(' ')
      }
      const holder = { pid, command: 'refresh', since: '2024-02-01T00:00:00Z', began: fields()[19] }
      writeFileSync(`${path}.lock.json`, JSON.stringify(holder))
      expect(() => takeWriterLock(path, 'import')).toThrow(expect.objectContaining({ code: 'locked' }))
      process.kill(pid, 'SIGKILL')
      while (fields()[0] !== 'Z') await soon()
      takeWriterLock(path, 'import').release()
      parent.kill('SIGKILL')
      rmSync(folder, { recursive: true })
    },
  )

  it('is not needed to read', () => {
    withStore((store) => {
      save(store, 'x')
      const lock = store.lock('refresh')
      expect(rows(store, 'select count(*) as reports from v_reports')).toEqual([{ reports: 1 }])
      lock.release()
    })
  })
})
