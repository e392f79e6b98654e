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
  /** How much of a digit's ink a sign lacks, as a share, laid over it as well as can be. */
  readonly lacks: (character: string) => number
  /** … and how much of the sign's ink that digit lacks. */
  readonly exceeds: (character: string) => number
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
/** … and this far from every other digit where its own is printed nowhere else, or so seldom that it need not be near. */
const unlike = 28
const seldomAlike = 55
/** So many pictures of a digit show how it looks in this document. */
const enough = 4
/** A digit that lacks less of another's ink than this may be that other with a stroke through it: 6 lacks 0.13 of 0. */
const overwritten = 0.11
/** … but some digits hold another: 8 the ink of 3, 4 that of 1. */
const overwrittenAlike = 0.03
const holding: Readonly<Record<string, string>> = { '8': '3', '4': '1' }
/**
 * A sign this far from its own digit may be another: what is left of a 4, where it has no more ink than this beside that one's, or
 * a 1 with a stroke through it.
 */
const remote = 20
const remains = 0.05

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
    const others = (character: string): Uint8Array[] =>
      (exemplars.get(character) ?? [])
        .filter(({ owner }) => owner !== sample.owner)
        .slice(0, laidOver)
        .map(({ pixels }) => pixels)
    const lacks = (character: string): number =>
      Math.min(...others(character).map((other) => lacking(sample.pixels, other, 'stroke')))
    const exceeds = (character: string): number =>
      Math.min(...others(character).map((other) => lacking(other, sample.pixels, 'loss')))
    census.set(sample, { apart, pictures, lacks, exceeds })
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
export function canLookLike(census: Census, character: string): boolean {
  const { apart, pictures, lacks } = census
  const own = apart.get(character) ?? Infinity
  const others = [...apart].filter(([candidate]) => candidate !== character)
  const other = Math.min(...others.map(([, far]) => far))
  if ((pictures.get(character) ?? 0) >= enough) {
    return own < alike && own < nearer * other && !mayBeAnother(census, character)
  }
  const isOverwritten = others.some(
    ([candidate]) => lacks(candidate) < (holding[character] === candidate ? overwrittenAlike : overwritten),
  )
  const isNew = other >= unlike && (own < seldomAlike || own === Infinity)
  return !isOverwritten && ((own < alike && own < nearerThan * other) || isNew)
}

/** Whether a sign is far from its own digit, of which enough is known, and all of another, or all a part of it. */
export function mayBeAnother({ apart, pictures, lacks, exceeds }: Census, character: string): boolean {
  if ((pictures.get(character) ?? 0) < enough || (apart.get(character) ?? Infinity) <= remote) return false
  return [...apart.keys()].some(
    (other) => other !== character && (exceeds(other) < remains || lacks(other) < overwritten),
  )
}

/** Signs are compared at this size, in pixels. */
export const sampleSize = { width: 12, height: 16 } as const
/** So many pictures of a digit are laid over a sign. */
const laidOver = 6
/** How far a stroke through a digit moves its picture aside at most, and how far the loss of a part does, in pixels. */
const furthest = { stroke: 1, loss: 3 } as const
type Damage = keyof typeof furthest

/** The share of a part's ink that a whole lacks, the part moved to where it lacks least. */
function lacking(whole: Uint8Array, part: Uint8Array, damage: Damage): number {
  const ink = part.reduce((sum, value) => sum + 255 - value, 0)
  let least = Infinity
  for (const moved of placesOf(part, damage)) {
    let sum = 0
    for (let at = 0; at < whole.length && sum < least; at++)
      sum += Math.max(0, (whole[at] ?? 255) - (moved[at] ?? 255))
    least = Math.min(least, sum)
  }
  return ink === 0 ? Infinity : least / ink
}

const places: Readonly<Record<Damage, WeakMap<Uint8Array, readonly Float64Array[]>>> = {
  stroke: new WeakMap(),
  loss: new WeakMap(),
}

/** A picture at every place to which damage may have moved it. */
function placesOf(pixels: Uint8Array, damage: Damage): readonly Float64Array[] {
  const known = places[damage].get(pixels)
  if (known) return known
  const most = furthest[damage]
  const made = Array.from({ length: 6 * most + 1 }, (_, step) => step / 3 - most).flatMap((x) =>
    [-0.33, 0, 0.33].map((y) => shifted(pixels, x, y)),
  )
  places[damage].set(pixels, made)
  return made
}

/** A picture moved aside; parts of a pixel are mixed. */
function shifted(pixels: Uint8Array, x: number, y: number): Float64Array {
  const { width, height } = sampleSize
  const at = (column: number, row: number): number =>
    column < 0 || row < 0 || column >= width || row >= height ? 255 : (pixels[row * width + column] ?? 255)
  const [dx, dy] = [Math.floor(x), Math.floor(y)]
  const [u, v] = [x - dx, y - dy]
  return Float64Array.from(pixels, (_, index) => {
    const [column, row] = [(index % width) - dx, Math.floor(index / width) - dy]
    const upper = at(column, row) * (1 - u) + at(column - 1, row) * u
    const lower = at(column, row - 1) * (1 - u) + at(column - 1, row - 1) * u
    return upper * (1 - v) + lower * v
  })
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
