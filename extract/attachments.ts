import type { Document, Link } from './document.ts'

/** report.pdf · 附件.docx?x=1 · /module/download/downfile.jsp?…filename=a.pdf · download.jsp?urltype=news.DownloadAttachUrl */
const file =
  /\.(?:pdf|docx?|wps|xlsx?|rtf|ofd|zip|et)(?:$|[?#&])|downfile\.jsp|download\.jsp|file-download|document\/download/iu
/** 2023年报.pdf, as a link's text where its address tells nothing */
const named = /\.(?:pdf|docx?|wps|xlsx?|rtf|ofd|zip)$/iu
/** ./W020240115.jpg · a picture that may be a scanned page; icons and data: addresses are not */
const picture = /^(?!data:).*\.(?:jpe?g|png|tiff?|bmp|gif|webp)(?:$|[?#])/iu

/** Files that a page's article links to and that may carry the report. */
export function attachmentsOf({ links }: Document): Link[] {
  return distinct(links.filter(({ url, text }) => file.test(url) || named.test(text)))
}

/** Pictures in the article: where tables are missing, they may be what is missing. */
export function picturesOf({ images }: Document): Link[] {
  return distinct(images.filter((url) => picture.test(url)).map((url) => ({ url, text: '' })))
}

function distinct(links: readonly Link[]): Link[] {
  return [...new Map(links.map((link) => [link.url, link])).values()]
}
