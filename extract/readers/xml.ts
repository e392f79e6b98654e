import { SaxesParser } from 'saxes'
import { decodeText, failure } from '../decode.ts'
import type { ExtractError, Result } from '../extraction.ts'

/** An element of an office document's XML. Namespace prefixes are left out of names: producers choose their own. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
}
export type XmlNode = XmlElement | string

/** What bounds one XML part: a report's has some 20,000 elements, 30 deep. */
export const xmlLimits = { nodes: 1_500_000, depth: 400 }

interface Growing extends XmlElement {
  readonly children: XmlNode[]
}

/**
 * Parses one XML part, strictly: what is cut off or malformed is `corrupt`. A DTD is refused unread, so that only the
 * five entities of XML itself are ever expanded (office formats allow no DTD).
 */
export function parseXml(bytes: Uint8Array, part: string): Result<XmlElement, ExtractError> {
  const parser = new SaxesParser()
  const root: Growing = { name: '', attributes: {}, children: [] }
  const open: Growing[] = [root]
  let nodes = 0
  let stopped: Result<never, ExtractError> | null = null
  const stop = (result: Result<never, ExtractError>): never => {
    stopped = result
    throw new Error(part)
  }
  parser.on('error', (error) =>
    stop(failure('corrupt', `${part} is not well-formed: ${error.message}; fetch it again`)),
  )
  parser.on('doctype', () => stop(failure('corrupt', `${part} declares a DTD, which no office document may`)))
  parser.on('opentag', ({ name, attributes }) => {
    nodes += 1
    if (nodes > xmlLimits.nodes || open.length > xmlLimits.depth)
      stop(
        failure(
          'too_large',
          `${part} has more than ${xmlLimits.nodes} elements, or nests deeper than ${xmlLimits.depth}`,
        ),
      )
    const element: Growing = { name: localName(name), attributes: localNames(attributes), children: [] }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  const text = (data: string) => {
    open.at(-1)?.children.push(data)
  }
  parser.on('text', text)
  parser.on('cdata', text)
  try {
    parser.write(decodeText(bytes)).close()
  } catch (error) {
    if (stopped) return stopped
    throw error
  }
  const top = elements(root)[0]
  return top ? { ok: true, value: top } : failure('corrupt', `${part} is empty; fetch it again`)
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function localNames(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const local: Record<string, string> = {}
  for (const [name, value] of Object.entries(attributes)) local[localName(name)] = value
  return local
}

/** The element children, of one name where one is given. */
export function elements(parent: XmlElement, name?: string): XmlElement[] {
  return parent.children.filter(
    (node): node is XmlElement => typeof node !== 'string' && (name === undefined || node.name === name),
  )
}

/** The first element down a path of names; undefined where one is missing. */
export function descend(parent: XmlElement, ...path: readonly string[]): XmlElement | undefined {
  let element: XmlElement | undefined = parent
  for (const name of path) element = element && elements(element, name)[0]
  return element
}

/** All text within an element. */
export function xmlText(node: XmlNode): string {
  return typeof node === 'string' ? node : node.children.map((child) => xmlText(child)).join('')
}

/** True where an element of one of these names stands anywhere within. */
export function holds(element: XmlElement, names: ReadonlySet<string>): boolean {
  return elements(element).some((child) => names.has(child.name) || holds(child, names))
}
