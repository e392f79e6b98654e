/** The picture of one sign of a figure. */
export interface Sample {
  /** Its figure: no sign is compared with those it was read with. */
  readonly owner: object
  /** Too small for a digit: a point, a comma, a minus. */
  readonly isPoint: boolean
  readonly pixels: Uint8Array
}

/** Samples of each digit that others are compared with. */
const mostExemplars = 60
/** Mean difference of grey values up to which two pictures may show the same sign. */
const alike = 30

/**
 * Reads digits by comparing them with the others of the same document, which is printed in one or two fonts: whatever
 * mistakes this makes, they are not tesseract's.
 * @param agreed what is known of some of the samples
 * @returns for each sample the digit that it looks most like; none where it looks like no other
 */
export function byShape(
  samples: readonly Sample[],
  agreed: ReadonlyMap<Sample, string>,
): Map<Sample, string> {
  const exemplars = new Map<string, Sample[]>()
  for (const [sample, character] of agreed) {
    if (sample.isPoint) continue
    const known = exemplars.get(character) ?? []
    if (known.length < mostExemplars) known.push(sample)
    exemplars.set(character, known)
  }
  const read = new Map<Sample, string>()
  for (const sample of samples) {
    if (sample.isPoint) continue
    let best = alike
    let character: string | null = null
    for (const [candidate, known] of exemplars) {
      for (const exemplar of known) {
        if (exemplar.owner === sample.owner) continue
        const apart = difference(sample.pixels, exemplar.pixels, best)
        if (apart < best) [best, character] = [apart, candidate]
      }
    }
    if (character !== null) read.set(sample, character)
  }
  return read
}

/** Mean difference of two pictures; stops where it passes `most`. */
function difference(a: Uint8Array, b: Uint8Array, most: number): number {
  const limit = most * a.length
  let sum = 0
  for (let at = 0; at < a.length; at++) {
    sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0))
    if (sum > limit) return Infinity
  }
  return sum / a.length
}
