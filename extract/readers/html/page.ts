import { isTag, isText } from 'domhandler'
import type { AnyNode, Document, Element } from 'domhandler'
import { unseen } from './elements.ts'

interface Stretch {
  from: number
  to: number
  /** Counted in source order: the element's own number, and that of the last one within it. */
  readonly order: number
  last: number
}

/** A parsed page, gone through once: its text as shown, and where in it each element's own stretch lies. */
export class Page {
  /** All text of the page but scripts and the like, in source order. */
  readonly text: string
  /** Every element that is shown, in source order. */
  readonly elements: readonly Element[]
  readonly body: Element
  readonly #stretches = new Map<Element, Stretch>()
  /** Every table's number in source order. */
  readonly #tables: number[] = []
  readonly #head: Element[] = []

  constructor(root: Document) {
    const elements: Element[] = []
    const pieces: string[] = []
    let length = 0
    let body: Element | undefined
    // An element stands on the stack twice: once to be opened, once, as a mark, to be closed behind its children.
    const stack: (AnyNode | { readonly closes: Element })[] = root.children.toReversed()
    for (let next = stack.pop(); next; next = stack.pop()) {
      if ('closes' in next) {
        const stretch = this.#stretches.get(next.closes)
        if (stretch) Object.assign(stretch, { to: length, last: elements.length })
      } else if (isText(next)) {
        pieces.push(next.data)
        length += next.data.length
      } else if (isTag(next)) {
        if (headParts.has(next.name)) this.#head.push(next)
        if (next.name === 'head') stack.push(...next.children.filter((child) => isTag(child)).toReversed())
        if (unseen.has(next.name) || next.name === 'title') continue
        if (next.name === 'body') body ??= next
        elements.push(next)
        if (next.name === 'table') this.#tables.push(elements.length)
        this.#stretches.set(next, { from: length, to: length, order: elements.length, last: elements.length })
        stack.push({ closes: next })
        for (let index = next.children.length - 1; index >= 0; index -= 1) {
          const child = next.children[index]
          if (child) stack.push(child)
        }
      }
    }
    if (!body) throw new Error('a parsed page always has a body')
    this.text = pieces.join('')
    this.elements = elements
    this.body = body
  }

  textOf(element: Element): string {
    const stretch = this.#stretches.get(element)
    return stretch ? this.text.slice(stretch.from, stretch.to) : ''
  }

  /** True for an element inside another, and for that one itself. */
  within(element: Element, outer: Element): boolean {
    const [own, around] = [this.#stretches.get(element), this.#stretches.get(outer)]
    return own !== undefined && around !== undefined && own.order >= around.order && own.order <= around.last
  }

  /** True where a table stands somewhere inside an element. */
  holdsTable(element: Element): boolean {
    const stretch = this.#stretches.get(element)
    if (!stretch) return false
    return before(this.#tables, stretch.last + 1) > before(this.#tables, stretch.order + 1)
  }

  /** How many of the places in the text, in ascending order, lie within an element. */
  countIn(element: Element, places: readonly number[]): number {
    const stretch = this.#stretches.get(element)
    return stretch ? before(places, stretch.to) - before(places, stretch.from) : 0
  }

  /** `<meta>` tags, wherever they stand: some portals put them into the body. */
  get metas(): readonly Element[] {
    return this.#head.filter(({ name }) => name === 'meta')
  }

  /** What `<title>` says; "" where there is none. */
  get title(): string {
    const stated = this.#head.find(({ name }) => name === 'title')
    return stated?.children.map((node) => (isText(node) ? node.data : '')).join('') ?? ''
  }
}

const headParts = new Set(['meta', 'title'])

function before(places: readonly number[], at: number): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] ?? at) < at) low = middle + 1
    else high = middle
  }
  return low
}
