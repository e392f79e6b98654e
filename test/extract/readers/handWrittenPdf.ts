/** PDFs written by hand, object by object: what no office program at hand makes. */

export interface Sheet {
  /** Operators of the page, y upwards from its bottom left; A4 stands 595 × 842. */
  readonly content: string
  /** Extra entries of the page: /Rotate 90 */
  readonly entries?: string
}

const fonts = {
  /** A Chinese font that is not in the file, its codes UTF-16. */
  C: '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>',
  /** The same font, its codes GBK, as older WPS writes them. */
  G: '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [4 0 R] >>',
  /** One byte a character: word spacing works. */
  L: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
}

const chineseFont = `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]
/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R >>`
const descriptor = `<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]
/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>`
const picture =
  '<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8'

/** A whole file of the given pages, with a cross-reference table. */
export function handWrittenPdf(sheets: readonly Sheet[], options: { pages?: string } = {}): Uint8Array {
  const kids = sheets.map((_, index) => `${8 + index * 2} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    options.pages ?? `<< /Type /Pages /Kids [${kids}] /Count ${sheets.length} >>`,
    `<< /Font << /C ${fonts.C} /G ${fonts.G} /L ${fonts.L} >> /XObject << /P 6 0 R >> >>`,
    chineseFont,
    descriptor,
    `${picture} /Length 1 >>\nstream\n\x80\nendstream`,
    '<< >>',
    ...sheets.flatMap(({ content, entries = '' }, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 3 0 R /Contents ${9 + index * 2} 0 R ${entries} >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(`${file}xref\n0 ${size}\n0000000000 65535 f \n${table}${trailer}`, 'latin1')
}

/** Chinese text in a font that is not embedded, from its base line's left end. */
export function say(x: number, y: number, text: string, size = 10): string {
  const hex = Array.from(text, (letter) => letter.charCodeAt(0).toString(16).padStart(4, '0')).join('')
  return `BT /C ${size} Tf 1 0 0 1 ${x} ${y} Tm <${hex}> Tj ET\n`
}

/** Stroked rules of a table: every column line crosses every row line. */
export function ruled(xs: readonly number[], ys: readonly number[]): string {
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [bottom, top] = [Math.min(...ys), Math.max(...ys)]
  return [
    ...ys.map((y) => `${left} ${y} m ${right} ${y} l S`),
    ...xs.map((x) => `${x} ${bottom} m ${x} ${top} l S`),
    '',
  ].join('\n')
}
