import type { Picture } from './scanning.ts'

/** A cell's place on a picture, in pixels; `print` is where its figure stands within. */
export interface Target {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export type Damage = (picture: Picture, target: Target, random: () => number) => void

/**
 * What happens to single cells on their way from the printer to the scanner. No damage takes a whole digit away without
 * a trace: what nobody can see, nobody can doubt.
 */
export const damages: Readonly<Record<string, Damage>> = {
  blot: (picture, target, random) => {
    const { x, y, height } = spot(picture, target, random)
    ellipse(picture, x, y, height * (0.1 + 0.25 * random()), height * (0.1 + 0.25 * random()), 30)
  },
  'rubbed out in part': (picture, target, random) => {
    const { x, y, height } = spot(picture, target, random)
    ellipse(picture, x, y, height * (0.12 + 0.12 * random()), height * (0.12 + 0.12 * random()), 255)
  },
  'stroke cut': (picture, target, random) => {
    const { x, y, height } = spot(picture, target, random)
    const angle = Math.PI * random()
    const [dx, dy] = [Math.cos(angle) * height, Math.sin(angle) * height]
    line(picture, x - dx, y - dy, x + dx, y + dy, 1 + 2 * random(), 255)
  },
  'line through': (picture, target, random) => {
    const { left, right, top, bottom } = printIn(picture, target)
    const height = bottom - top
    const [from, to] = [top + height * random(), top + height * random()]
    line(picture, left - 4, from, right + 4, to, 1 + 1.5 * random(), 40)
  },
  'stroke of a pen': (picture, target, random) => {
    const { x, y, height } = spot(picture, target, random)
    const angle = Math.PI * random()
    const [dx, dy] = [Math.cos(angle) * height * 0.4, Math.sin(angle) * height * 0.4]
    line(picture, x - dx, y - dy, x + dx, y + dy, 1 + 1.5 * random(), 40)
  },
  speck: (picture, target, random) => {
    const { left, right, top, bottom } = printIn(picture, target)
    const radius = 1 + 1.2 * random()
    const [x, y] = [left - 6 + (right - left + 12) * random(), top + (bottom - top) * random()]
    ellipse(picture, x, y, radius, radius, 20)
  },
  'grey stamp': stamped([120, 120, 120]),
  'red stamp': stamped([225, 40, 45]),
  faint: (picture, target, random) => {
    const strength = 0.12 + 0.45 * random()
    each(picture, target, 1, (value) => 255 - (255 - value) * strength)
  },
  shifted: (picture, target, random) => {
    const [dx, dy] = [Math.round(16 * random() - 8), Math.round(16 * random() - 8)]
    const { left, right, top, bottom } = printIn(picture, target)
    const kept = copied(picture, left - 1, top - 1, right + 1, bottom + 1)
    fill(picture, left - 1, top - 1, right + 1, bottom + 1, 255)
    laid(picture, kept, left - 1 + dx, top - 1 + dy)
  },
  'rule broken': (picture, { left, top, right, bottom }, random) => {
    const [width, height] = [right - left, bottom - top]
    const side = Math.floor(random() * 4)
    const length = 0.3 + 0.7 * random()
    if (side === 0) fill(picture, left - 3, top + 4, left + 4, top + height * length, 255)
    else if (side === 1) fill(picture, right - 4, top + 4, right + 3, top + height * length, 255)
    else if (side === 2) fill(picture, left + 4, top - 3, left + width * length, top + 4, 255)
    else fill(picture, left + 4, bottom - 4, left + width * length, bottom + 3, 255)
  },
  smeared: (picture, target, random) => {
    const { left, right, top, bottom } = printIn(picture, target)
    const reach = 1 + Math.round(2 * random())
    const before = copied(picture, left - 6, top - 2, right + 6, bottom + 2)
    each(
      picture,
      { left: left - 6, right: right + 6, top: top - 2, bottom: bottom + 2 },
      0,
      (_, x, y, channel) => {
        let sum = 0
        for (let step = -reach; step <= reach; step++)
          sum += at(before, x - left + 6 + step, y - top + 2, channel)
        return sum / (2 * reach + 1)
      },
    )
  },
}

/** What an office and its scanner do to a sheet: larger than a cell, most of it, and seldom upon one figure alone. */
export const mishaps: Readonly<Record<string, Damage>> = {
  'correction fluid': (picture, target, random) => {
    const { left, right, top, bottom } = printIn(picture, target)
    const [width, height] = [right - left, bottom - top]
    // A dab over one side of the print; its edge throws a shadow, and what lies under it is seen where it is thin.
    const side = random() < 0.5 ? left : right
    const [x, y] = [side + width * 0.3 * (random() - 0.5), top + height * random()]
    const [a, b] = [width * (0.15 + 0.3 * random()), height * (0.2 + 0.4 * random())]
    ellipse(picture, x + 1, y + 1, a + 1.5, b + 1.5, 215)
    ellipse(picture, x, y, a, b, 250)
  },
  'punch hole': (picture, target, random) => {
    const { x, y } = spot(picture, target, random)
    const [dx, dy] = [30 * random() - 15, 30 * random() - 15]
    ellipse(picture, x + dx, y + dy, 23, 23, 160)
    ellipse(picture, x + dx, y + dy, 20, 20, random() < 0.5 ? 20 : 252)
  },
  staple: (picture, target, random) => {
    const { x, y } = spot(picture, target, random)
    const angle = 0.5 * (random() - 0.5)
    const [dx, dy] = [Math.cos(angle) * 45, Math.sin(angle) * 45]
    line(picture, x - dx, y - dy + 3, x + dx, y + dy + 3, 2, 120)
    line(picture, x - dx, y - dy, x + dx, y + dy, 2, 205)
  },
  fold: (picture, target, random) => {
    const { x, y } = spot(picture, target, random)
    line(picture, x - 400, y + 6 * random(), x + 400, y - 6 * random(), 0.5 + random(), 110 + 110 * random())
  },
  'streak of the scanner': (picture, target, random) => {
    const { x, y } = spot(picture, target, random)
    line(picture, x, y - 300, x, y + 300, 0.3 + random(), random() < 0.3 ? 255 : 60 + 130 * random())
  },
  tick: (picture, target, random) => {
    const { left, right, top, bottom } = printIn(picture, target)
    const [x, y] = [random() < 0.5 ? left - 14 : right + 4, (top + bottom) / 2 + 8 * random()]
    const size = 7 + 8 * random()
    line(picture, x, y, x + size * 0.4, y + size * 0.5, 1 + random(), 60)
    line(picture, x + size * 0.4, y + size * 0.5, x + size * 1.2, y - size * 0.8, 1 + random(), 60)
  },
  'figure written beside': (picture, target, random) => {
    const { left, right, top, bottom } = printIn(picture, target)
    const x = random() < 0.5 ? left - 8 : right + 6
    line(picture, x + 3 * random(), top, x, bottom, 0.8 + 0.7 * random(), 50)
  },
  highlighter: (picture, target, random) => {
    const { left, right, top, bottom } = printIn(picture, target)
    const colour = random() < 0.5 ? [250, 240, 60] : [120, 235, 140]
    each(
      picture,
      { left: left - 12, right: right + 12, top: top - 3 + 6 * random(), bottom: bottom + 2 },
      0,
      (value, _x, _y, channel) => (value * (colour[channel] ?? 255)) / 255,
    )
  },
  'ring of coffee': (picture, target, random) => {
    const { x, y, height } = spot(picture, target, random)
    const strength = 40 * random()
    ring(picture, x + height * 2, y, height * 2 + height * random(), 2 + 3 * random(), [
      200 - strength,
      160 - strength,
      120 - strength,
    ])
  },
  'wet spot': (picture, target, random) => {
    const { x, y, height } = spot(picture, target, random)
    const reach = height * (0.5 + random())
    const before = copied(picture, x - reach - 3, y - reach - 3, x + reach + 3, y + reach + 3)
    // Ink that runs: every pixel as dark as its neighbours allow.
    each(
      picture,
      { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach },
      0,
      (value, px, py, channel) => {
        if (Math.hypot(px - x, py - y) > reach) return value
        let darkest = value
        for (const [dx, dy] of [
          [-1, 0],
          [1, 0],
          [0, -1],
          [0, 1],
        ] as const)
          darkest = Math.min(darkest, at(before, px - x + reach + 3 + dx, py - y + reach + 3 + dy, channel))
        return (value + darkest) / 2
      },
    )
  },
}

/** A ring of a seal somewhere about the figure. */
function stamped(colour: readonly [number, number, number]): Damage {
  return (picture, target, random) => {
    const { x, y, height } = spot(picture, target, random)
    const [left, top] = [x + height * (2 - 4 * random()), y + height * (2 - 4 * random())]
    ring(picture, left, top, height * 2, height * 0.25, colour)
  }
}

/** The box around a cell's print, rules left out; the cell's middle where it is blank. */
function printIn(picture: Picture, { left, top, right, bottom }: Target): Target {
  let box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (let y = Math.round(top) + 5; y < bottom - 5; y++) {
    for (let x = Math.round(left) + 5; x < right - 5; x++) {
      if (at(picture, x, y, 1) > 140) continue
      box = {
        left: Math.min(box.left, x),
        top: Math.min(box.top, y),
        right: Math.max(box.right, x + 1),
        bottom: Math.max(box.bottom, y + 1),
      }
    }
  }
  if (box.right > box.left) return box
  const [x, y] = [Math.round((left + right) / 2), Math.round((top + bottom) / 2)]
  return { left: x - 7, right: x + 7, top: y - 10, bottom: y + 10 }
}

/** A point within the print, and how tall that is. */
function spot(
  picture: Picture,
  target: Target,
  random: () => number,
): { x: number; y: number; height: number } {
  const { left, right, top, bottom } = printIn(picture, target)
  return { x: left + (right - left) * random(), y: top + (bottom - top) * random(), height: bottom - top }
}

function at({ width, data }: Picture, x: number, y: number, channel: number): number {
  return data[(Math.round(y) * width + Math.round(x)) * 3 + channel] ?? 255
}

function each(
  picture: Picture,
  { left, top, right, bottom }: Target,
  inset: number,
  change: (value: number, x: number, y: number, channel: number) => number,
): void {
  const { width, height, data } = picture
  for (let y = Math.max(0, Math.round(top) + inset); y < Math.min(height, Math.round(bottom) - inset); y++) {
    for (let x = Math.max(0, Math.round(left) + inset); x < Math.min(width, Math.round(right) - inset); x++) {
      for (let channel = 0; channel < 3; channel++) {
        const index = (y * width + x) * 3 + channel
        data[index] = Math.round(change(data[index] ?? 255, x, y, channel))
      }
    }
  }
}

function fill(
  picture: Picture,
  left: number,
  top: number,
  right: number,
  bottom: number,
  grey: number,
): void {
  each(picture, { left, top, right, bottom }, 0, () => grey)
}

function ellipse(picture: Picture, x: number, y: number, a: number, b: number, grey: number): void {
  each(
    picture,
    { left: x - a - 1, right: x + a + 2, top: y - b - 1, bottom: y + b + 2 },
    0,
    (value, px, py) => (((px - x) / a) ** 2 + ((py - y) / b) ** 2 <= 1 ? grey : value),
  )
}

function line(
  picture: Picture,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  half: number,
  grey: number,
): void {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length]
  const box = {
    left: Math.min(x0, x1) - half,
    right: Math.max(x0, x1) + half + 1,
    top: Math.min(y0, y1) - half,
    bottom: Math.max(y0, y1) + half + 1,
  }
  each(picture, box, 0, (value, x, y) => {
    const along = (x - x0) * ux + (y - y0) * uy
    return along >= 0 && along <= length && Math.abs((x - x0) * uy - (y - y0) * ux) <= half ? grey : value
  })
}

/** Ink of a stamp darkens what it falls on. */
function ring(
  picture: Picture,
  x: number,
  y: number,
  radius: number,
  thick: number,
  colour: readonly [number, number, number],
): void {
  const reach = radius + thick
  each(
    picture,
    { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach },
    0,
    (value, px, py, channel) =>
      Math.abs(Math.hypot(px - x, py - y) - radius) <= thick
        ? (value * (colour[channel] ?? 255)) / 255
        : value,
  )
}

function copied(picture: Picture, left: number, top: number, right: number, bottom: number): Picture {
  const [width, height] = [Math.round(right - left), Math.round(bottom - top)]
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 3; channel++)
        data[(y * width + x) * 3 + channel] = at(picture, left + x, top + y, channel)
    }
  }
  return { width, height, data }
}

function laid(onto: Picture, piece: Picture, left: number, top: number): void {
  each(
    onto,
    { left, right: left + piece.width, top, bottom: top + piece.height },
    0,
    (value, x, y, channel) => Math.min(value, at(piece, x - left, y - top, channel)),
  )
}
