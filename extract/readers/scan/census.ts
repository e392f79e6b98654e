/** The picture of one sign of a figure. */
export interface Sample {
  /** Its figure: no sign is compared with those it was read with. */
  readonly owner: object
  /** Too small for a digit: a point, a comma, a minus. */
  readonly isPoint: boolean
  readonly pixels: Uint8Array
}

/** How far a sign is from the nearest of each digit's pictures; and of how many. */
export interface Census {
  readonly apart: ReadonlyMap<string, number>
  readonly pictures: ReadonlyMap<string, number>
}

/** Samples of each digit that others are compared with. */
const mostExemplars = 24
/** Mean difference of grey values up to which two pictures may show the same sign. */
const alike = 40
/** … and up to which they do: 6 and 0 of one font are no nearer than this. */
const same = 24
/** A sign stands so much nearer to its own digit than to any other, as a share; else it may be either. */
const nearer = 0.85
/** … or at all, where too few pictures of it are known. */
const nearerThan = 0.97
/** … and this far from every other digit where its own is printed nowhere else. */
const unlike = 33
/** So many pictures of a digit show how it looks in this document. */
const enough = 4

/**
 * Compares digits with the others of the same document, which is printed in one or two fonts: whatever mistakes this
 * makes, they are not tesseract's.
 * @param agreed what is known of some of the samples
 */
export function censusOf(
  samples: readonly Sample[],
  agreed: ReadonlyMap<Sample, string>,
): Map<Sample, Census> {
  const exemplars = new Map<string, Sample[]>()
  for (const [sample, character] of agreed) {
    if (sample.isPoint) continue
    const known = exemplars.get(character) ?? []
    if (known.length < mostExemplars) known.push(sample)
    exemplars.set(character, known)
  }
  const census = new Map<Sample, Census>()
  for (const sample of samples) {
    if (sample.isPoint) continue
    const apart = new Map<string, number>()
    const pictures = new Map<string, number>()
    for (const [character, known] of exemplars) {
      let best = Infinity
      for (const exemplar of known) {
        if (exemplar.owner === sample.owner) continue
        best = Math.min(best, difference(sample.pixels, exemplar.pixels, best))
        pictures.set(character, (pictures.get(character) ?? 0) + 1)
      }
      apart.set(character, best)
    }
    census.set(sample, { apart, pictures })
  }
  return census
}

/** The digit that a sign looks most like; "" where it looks like no other. */
export function likest({ apart }: Census): string {
  let [best, character] = [same, '']
  for (const [candidate, own] of apart) if (own < best) [best, character] = [own, candidate]
  return character
}

/** Whether nothing in a sign's shape speaks against its being that digit: damaged, it is near to none, or to two. */
export function canLookLike({ apart, pictures }: Census, character: string): boolean {
  const own = apart.get(character) ?? Infinity
  const other = Math.min(...[...apart].map(([candidate, far]) => (candidate === character ? Infinity : far)))
  const known = pictures.get(character) ?? 0
  if (known === 0) return other >= unlike
  return (
    own < alike &&
    (own < (known >= enough ? nearer : nearerThan) * other || (known < enough && other >= unlike))
  )
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
