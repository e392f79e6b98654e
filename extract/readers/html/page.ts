import { isTag, isText } from 'domhandler'
import type { AnyNode, Document, Element } from 'domhandler'
import { unseen } from './elements.ts'

/** A parsed page, gone through once: its text as shown, and where in it each element's own stretch lies. */
export class Page {
  /** All text of the page but scripts and the like, in source order. */
  readonly text: string
  /** Every element that is shown, in source order. */
  readonly elements: readonly Element[]
  readonly body: Element
  /** Each element's number in source order; by that number, where its text begins and ends, and the last element in it. */
  readonly #numbers = new Map<Element, number>()
  readonly #from: number[] = []
  readonly #to: number[] = []
  readonly #last: number[] = []
  /** Every table's number in source order. */
  readonly #tables: number[] = []
  readonly #head: Element[] = []

  constructor(root: Document) {
    const elements: Element[] = []
    const open: number[] = []
    let text = ''
    let body: Element | undefined
    let node: AnyNode | null = root.children[0] ?? null
    while (node) {
      let inner: AnyNode | null = null
      if (isText(node)) {
        // A head's own white space is shown nowhere.
        if (node.parent === null || !isTag(node.parent) || node.parent.name !== 'head') text += node.data
      } else if (isTag(node)) {
        if (headParts.has(node.name)) this.#head.push(node)
        if (node.name === 'head') inner = node.children[0] ?? null
        else if (!unseen.has(node.name) && node.name !== 'title') {
          if (node.name === 'body') body ??= node
          const number = elements.push(node) - 1
          if (node.name === 'table') this.#tables.push(number)
          this.#numbers.set(node, number)
          this.#from.push(text.length)
          this.#to.push(text.length)
          this.#last.push(number)
          open.push(number)
          inner = node.children[0] ?? null
        }
      }
      if (inner) {
        node = inner
        continue
      }
      // Behind a node without anything inside come its next sibling, or its parents' next one.
      let behind: AnyNode | null = node
      node = null
      while (behind && behind !== root) {
        const number = open.at(-1)
        if (number !== undefined && elements[number] === behind) {
          this.#to[number] = text.length
          this.#last[number] = elements.length - 1
          open.pop()
        }
        if (behind.next) {
          node = behind.next
          break
        }
        behind = behind.parent
      }
    }
    if (!body) throw new Error('a parsed page always has a body')
    this.text = text
    this.elements = elements
    this.body = body
  }

  textOf(element: Element): string {
    const number = this.#numbers.get(element)
    return number === undefined ? '' : this.text.slice(this.#from[number], this.#to[number])
  }

  /** True for an element inside another, and for that one itself. */
  within(element: Element, outer: Element): boolean {
    const [own, around] = [this.#numbers.get(element), this.#numbers.get(outer)]
    return own !== undefined && around !== undefined && own >= around && own <= (this.#last[around] ?? -1)
  }

  /** True where a table stands somewhere inside an element. */
  holdsTable(element: Element): boolean {
    const number = this.#numbers.get(element)
    if (number === undefined) return false
    return before(this.#tables, (this.#last[number] ?? number) + 1) > before(this.#tables, number + 1)
  }

  /** How many of the places in the text, in ascending order, lie within an element. */
  countIn(element: Element, places: readonly number[]): number {
    const number = this.#numbers.get(element)
    if (number === undefined) return 0
    return before(places, this.#to[number] ?? 0) - before(places, this.#from[number] ?? 0)
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
