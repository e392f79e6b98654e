/**
 * Makes the OFD documents under test/fixtures/ofd: no office program at hand writes OFD, so the pages are laid out here
 * and packed as the standard says (GB/T 33190). Run: npx tsx scripts/make-ofd-fixtures.ts
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import { htmlDocument } from '../extract/readers/html.ts'
import { ofdPages } from '../test/extract/readers/ofdPages.ts'
import { printed, printedSets } from '../test/extract/readers/printed.ts'
import { reportHtml } from '../test/extract/readers/reportHtml.ts'

const head = '<?xml version="1.0" encoding="UTF-8"?>'
const namespace = 'xmlns:ofd="http://www.ofdspec.org/2016"'

function ofd(title: string, pages: readonly string[]): Uint8Array {
  const list = pages.map(
    (_, index) => `<ofd:Page ID="${10 + index}" BaseLoc="Pages/Page_${index}/Content.xml"/>`,
  )
  const files: Record<string, string> = {
    'OFD.xml': `${head}<ofd:OFD ${namespace} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:Title>${title}</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': `${head}<ofd:Document ${namespace}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:TemplatePage ID="1" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>${list.join('')}</ofd:Pages></ofd:Document>`,
    // A line across the foot of every page, as templates have.
    'Doc_0/Tpls/Tpl_0/Content.xml': `${head}<ofd:Page ${namespace}><ofd:Content><ofd:Layer ID="3"><ofd:PathObject ID="4" Boundary="20 282 170 1" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L 170 0</ofd:AbbreviatedData></ofd:PathObject></ofd:Layer></ofd:Content></ofd:Page>`,
  }
  for (const [index, page] of pages.entries()) files[`Doc_0/Pages/Page_${index}/Content.xml`] = page
  const packed = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const)
  return zipSync(Object.fromEntries(packed), { level: 9, mtime: '2024-01-01T00:00:00' })
}

const folder = new URL('../test/fixtures/ofd/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const set of printedSets) {
  const document = htmlDocument(new TextEncoder().encode(reportHtml(printed(set))))
  writeFileSync(new URL(`${set}.ofd`, folder), ofd(document.title ?? set, ofdPages(document)))
}
