/**
 * Whether a file was cut off: pdf.js finds what objects it can in such a file, and half a report would look whole.
 * A whole file names its cross-reference table (`startxref`) after its last object; an update that was appended
 * and then cut off begins an object after that.
 */
export function isCutOff(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const named = file.lastIndexOf('startxref')
  if (named < 0 || named < file.lastIndexOf('endobj')) return true
  return startsObject.test(file.toString('latin1', named))
}

/** 12 0 obj */
const startsObject = /\d+ \d+ obj\b/u
