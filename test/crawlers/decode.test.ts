import { describe, expect, it } from 'vitest'
import { decodePage } from '../../crawlers/fetch/decode.ts'

/** 政府信息公开年报 in GBK. */
const gbk = Buffer.from('d5feb8aed0c5cfa2b9abbfaac4eab1a8', 'hex')
const utf8 = Buffer.from('政府信息公开年报')
const both = (prefix: string, body: Buffer): Buffer => Buffer.concat([Buffer.from(prefix), body])

describe('a page’s encoding', () => {
  it.each([
    ['UTF-8 that says so', utf8, 'text/html; charset=utf-8'],
    ['UTF-8 that says nothing', utf8, null],
    ['UTF-8 that says gb2312', both('<meta charset="gb2312">', utf8), 'text/html'],
    ['GBK that says gb2312', both('<meta charset="gb2312">', gbk), 'text/html'],
    ['GBK that says nothing', gbk, 'text/html'],
    ['GBK that says utf-8', gbk, 'text/html; charset=utf-8'],
    ['GBK that says iso-8859-1, as error pages do', gbk, 'text/html; charset=iso-8859-1'],
    ['UTF-8 with a byte order mark', both('\ufeff', utf8), 'text/html; charset=gbk'],
    [
      'UTF-8 with one character cut short',
      Buffer.concat([utf8, utf8, utf8, utf8, utf8.subarray(0, 2)]),
      null,
    ],
  ])('%s', (_, body, contentType) => {
    expect(decodePage(body, contentType)).toContain('政府信息公开年报')
  })
})
