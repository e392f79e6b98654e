import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../pipeline/version.ts'
import { redacted } from '../../pipeline/redacted.ts'
import { escaped, printable, table } from '../../pipeline/terminal.ts'

/** A title as a hostile page may have it: escape sequences of both kinds, a forged line, and a mark that turns the text round. */
const title = '年报\u001b]0;x\u0007\u009b31m\u202e\u2066\n{"level":"info"}\u007f'
const steering = /[\p{Cc}\p{Bidi_Control}]/u

/** A file of the program, as the text of an import. */
const module = (name: string) => JSON.stringify(join(packageRoot, 'pipeline', name))

describe('what a source says, on its way to a terminal or a log', () => {
  it('has no control character left, in a line, in a table and in JSON, which says the same', () => {
    expect(printable(title)).not.toMatch(steering)
    expect(table(['title'], [[title]]).replaceAll('\n', '')).not.toMatch(steering)
    const json = escaped(JSON.stringify({ title }))
    expect(json).not.toMatch(steering)
    expect(JSON.parse(json)).toEqual({ title })
  })

  it('keeps no secret of an address, and what names the document', () => {
    const url = 'http://127.0.0.1/a.jsp;jsessionid=8A3F?id=7&access_token=S1&sign=S2'
    expect(redacted(`404 (${url}) x`)).toBe(
      '404 (http://127.0.0.1/a.jsp;jsessionid=…?id=7&access_token=…&sign=…) x',
    )
    expect(redacted(JSON.stringify({ url, portal: 'a' }))).toBe(
      '{"url":"http://127.0.0.1/a.jsp;jsessionid=…?id=7&access_token=…&sign=…","portal":"a"}',
    )
  })

  it.skipIf(!existsSync('/dev/full'))('a log whose disk is full stops nobody', () => {
    const program = `import { logger } from ${module('logger.ts')}
      const log = logger('info')
      for (let line = 0; line < 100; line += 1) log.info('x')
      console.log('went on')`
    const given = ['--import', 'tsx', '--input-type=module', '--eval', program]
    const full = openSync('/dev/full', 'w')
    const { status, stdout } = spawnSync(process.execPath, given, {
      cwd: packageRoot,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', full],
    })
    closeSync(full)
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'went on\n' })
  })

  it('a log has one JSON object a line, with neither', () => {
    const program = `import { logger } from ${module('logger.ts')}
      import { complain } from ${module('terminal.ts')}
      const text = ${JSON.stringify(title)} + ' http://127.0.0.1/?token=SECRET'
      logger('info').child({ run: 7 }).info({ portal: text, err: new Error(text) }, text)
      complain(text)`
    const given = ['--import', 'tsx', '--input-type=module', '--eval', program]
    const { stderr } = spawnSync(process.execPath, given, { cwd: packageRoot, encoding: 'utf8' })
    const [line = '', complaint = '', ...rest] = stderr.split('\n')
    expect(rest).toEqual([''])
    expect(JSON.parse(line)).toMatchObject({ level: 'info', run: 7, portal: expect.stringContaining('年报') })
    for (const text of [line, complaint]) {
      expect(text).not.toMatch(steering)
      expect(text).not.toContain('SECRET')
    }
  })
})
