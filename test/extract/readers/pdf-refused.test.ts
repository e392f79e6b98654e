import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../../extract/limits.ts'
import { readPdf } from '../../../extract/readers/pdf.ts'
import { handWrittenPdf, say } from './handWrittenPdf.ts'
import { documentOf, errorOf, pdfFixture } from './readPdfFixture.ts'

const picture = { content: 'q 500 0 0 700 40 60 cm /P Do Q' }
const words = { content: say(100, 700, '政府信息公开') }

describe('pages without text', () => {
  it('need OCR where no page has any', async () => {
    const result = await readPdf(handWrittenPdf([picture, picture]))
    expect(result).toMatchObject({ ok: false, error: { code: 'needs_ocr' } })
    expect(result.ok ? '' : result.error.message).toContain('2 pages')
  })

  it('are named where others have some', async () => {
    expect((await documentOf(handWrittenPdf([words, picture, words]))).images).toEqual(['2'])
  })
})

describe('a file that cannot be read in full is refused', () => {
  it('encrypted', async () => {
    expect(await errorOf(pdfFixture('libreoffice-encrypted'))).toBe('encrypted')
  })

  it.each([0.1, 0.5, 0.9, 0.99])('cut off after %f of its bytes', async (share) => {
    for (const name of ['libreoffice-hangzhou2025', 'chromium-shanghai2019']) {
      const bytes = pdfFixture(name)
      expect(await errorOf(bytes.subarray(0, bytes.length * share))).toBe('corrupt')
    }
  })

  it('not a PDF at all', async () => {
    expect(await errorOf(Buffer.from('<html>404</html>'))).toBe('corrupt')
  })

  it('a page tree that leads back to itself, or to nothing', async () => {
    for (const kids of ['2 0 R', '99 0 R']) {
      const bytes = handWrittenPdf([words], { pages: `<< /Type /Pages /Kids [8 0 R ${kids}] /Count 2 >>` })
      expect(await errorOf(bytes)).toBe('corrupt')
    }
  })

  it('bytes missing in the middle', async () => {
    for (const name of ['libreoffice-hangzhou2025', 'chromium-shanghai2019']) {
      const bytes = Buffer.from(pdfFixture(name))
      const middle = bytes.length / 2
      expect(await errorOf(Buffer.concat([bytes.subarray(0, middle), bytes.subarray(middle + 500)]))).toBe(
        'corrupt',
      )
    }
  })

  it('but junk before its header, which shifts every offset, loses nothing', async () => {
    const bytes = Buffer.concat([Buffer.from('\n\n\n'), handWrittenPdf([words])])
    expect(await errorOf(bytes)).toBe('read')
  })

  it('a page whose content is damaged', async () => {
    const bytes = Buffer.from(pdfFixture('libreoffice-hangzhou2025'))
    const stream = bytes.indexOf('stream') + 200
    bytes.fill(0xff, stream, stream + 300)
    expect(await errorOf(bytes)).toBe('corrupt')
  })
})

describe('limits', () => {
  it('bound pages, bytes and time', async () => {
    const bytes = handWrittenPdf([words, words])
    expect(await errorOf(bytes, { ...defaultLimits, maxPages: 1 })).toBe('too_large')
    expect(await errorOf(bytes, { ...defaultLimits, maxBytes: 100 })).toBe('too_large')
    expect(
      await errorOf(pdfFixture('libreoffice-hangzhou2025'), { ...defaultLimits, maxMilliseconds: 0 }),
    ).toBe('too_large')
  })

  it('bound a hundred thousand pages', async () => {
    const kids = '8 0 R '.repeat(100_000)
    const bytes = handWrittenPdf([words], { pages: `<< /Type /Pages /Kids [${kids}] /Count 100000 >>` })
    expect(await errorOf(bytes)).toBe('too_large')
  })

  it('bound what a stream unpacks to', async () => {
    const bytes = pdfFixture('libreoffice-hangzhou2025')
    expect(await errorOf(bytes, { ...defaultLimits, maxUnpackedBytes: 10_000 })).toBe('too_large')
  })

  it('leave the bytes of the caller as they were', async () => {
    const bytes = handWrittenPdf([words])
    const before = Buffer.from(bytes)
    await documentOf(bytes)
    expect(Buffer.from(bytes).equals(before)).toBe(true)
  })
})

describe('the title', () => {
  it('is null where the file states none', async () => {
    expect((await documentOf(handWrittenPdf([words]))).title).toBeNull()
  })
})

describe('a page that would be drawn without end', () => {
  it('is too large where it saves its state ever deeper', async () => {
    const content = `${'q '.repeat(5000)}${say(100, 700, '政')}`
    expect(await errorOf(handWrittenPdf([{ content }]))).toBe('too_large')
    const balanced = `${'q Q '.repeat(5000)}${say(100, 700, '政')}`
    expect(await errorOf(handWrittenPdf([{ content: balanced }]))).toBe('read')
  })

  it('is stopped in the midst of it when its time is over, and the thread with it goes on', async () => {
    const content = '1 w '.repeat(400_000)
    const result = await readPdf(handWrittenPdf([{ content }]), { ...defaultLimits, maxMilliseconds: 1 })
    expect(result).toMatchObject({ ok: false, error: { code: 'too_large' } })
    expect(result.ok ? '' : result.error.message).toContain('maxMilliseconds')
    expect(await errorOf(handWrittenPdf([words]))).toBe('read')
  })
})
