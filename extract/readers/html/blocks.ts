import { isTag, isText } from 'domhandler'
import type { AnyNode, Element } from 'domhandler'
import { folded } from '../../characters.ts'
import type { Block } from '../../document.ts'
import { BeyondLimits, breaking, furniture, hidden, htmlLimits, unseen } from './elements.ts'
import type { Page } from './page.ts'
import { cellsOf, gridOf, rowsOf } from './table.ts'

export interface ArticleBlocks {
  readonly blocks: readonly Block[]
  /** Addresses of pictures in the article. */
  readonly images: readonly string[]
}

/** The article's paragraphs and tables, in the order a reader sees them. */
export function blocksOf(article: Element, page: Page): ArticleBlocks {
  const walk = new Walk(page)
  walk.children(article.children, 0)
  walk.flush()
  return walk
}

/** Turns an element's children into blocks, in the order a reader sees them. */
class Walk {
  readonly blocks: Block[] = []
  readonly images: string[] = []
  #line = ''
  #heading: number | null = null
  #grids = 0
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  children(nodes: readonly AnyNode[], depth: number): void {
    if (depth > htmlLimits.depth) throw new BeyondLimits('it is nested too deeply')
    for (const node of nodes) this.#node(node, depth)
  }

  #node(node: AnyNode, depth: number): void {
    if (isText(node)) {
      this.#line += node.data
      return
    }
    if (!isTag(node) || unseen.has(node.name) || furniture.has(node.name) || hidden(node)) return
    if (node.name === 'img') {
      const source = node.attribs['src']
      if (source) this.images.push(source)
      return
    }
    if (node.name === 'table' && !isLayout(node, this.#page)) {
      this.flush()
      this.#grid(node)
      return
    }
    if (!breaking.has(node.name)) {
      this.children(node.children, depth + 1)
      return
    }
    this.flush()
    const level = /^h([1-6])$/u.exec(node.name)?.[1] // h2
    const outer = this.#heading
    if (level) this.#heading = Number(level)
    this.children(node.children, depth + 1)
    this.flush()
    this.#heading = outer
  }

  flush(): void {
    const text = folded(this.#line)
    this.#line = ''
    if (text !== '') this.blocks.push({ kind: 'paragraph', text, heading: this.#heading, place: null })
  }

  #grid(table: Element): void {
    const grid = gridOf(table, this.#grids)
    if (grid.cells.every((cell) => cell.text === '' && !cell.image)) return
    this.#grids += 1
    this.blocks.push(grid)
    for (const cell of grid.cells) if (cell.image) this.images.push(`table ${grid.index}`)
  }
}

/**
 * A table is layout where it holds other tables that hold figures of their own, or where it is one cell, or one row or
 * column of running text: its parts are then read as if the table were not there.
 */
function isLayout(table: Element, page: Page): boolean {
  const rows = rowsOf(table)
  if (rows.some((row) => cellsOf(row).some((cell) => page.holdsTable(cell)))) return true
  const cells = rows.flatMap((row) => cellsOf(row))
  return cells.length <= 1 || (cells.length <= 4 && cells.some((cell) => page.textOf(cell).length > 600))
}
