import { execFile, spawn } from 'node:child_process'
import type { Raster } from './raster.ts'

/** A word that tesseract read, and where on the picture it stands, in pixels. */
export interface Word {
  readonly text: string
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  /** 0 to 100, tesseract's own. */
  readonly confidence: number
  /** Words that tesseract saw on one line share a number. */
  readonly line: number
}

/** What to read: Chinese writing, or nothing but figures. */
export type Script = 'chinese' | 'figures'

/** The system's tesseract. */
export interface Engine {
  readonly version: string
  /** @throws EngineFailed where the program fails or does not end in time */
  readonly read: (picture: Raster, script: Script, milliseconds: number) => Promise<Word[]>
}

export class EngineFailed extends Error {
  override readonly name = 'EngineFailed'
}

/** Why no engine can be used, in one sentence that says what to install. */
export const engineMissing =
  'this is a scan, and tesseract with its Chinese model is not installed: install the packages tesseract-ocr and tesseract-ocr-chi-sim (apt install tesseract-ocr tesseract-ocr-chi-sim)'

const options: Readonly<Record<Script, readonly string[]>> = {
  chinese: ['-l', 'chi_sim', '--psm', '6', '-c', 'preserve_interword_spaces=1'],
  figures: ['-l', 'eng', '--psm', '6', '-c', 'tessedit_char_whitelist=0123456789.,-+/'],
}

let engine: Promise<Engine | null> | undefined

/**
 * Looks for tesseract on the PATH, once.
 * @returns null where it, or its Chinese model, is not there
 */
export function findEngine(): Promise<Engine | null> {
  engine ??= look('tesseract')
  return engine
}

/** @param program name or path of the program to ask */
export async function look(program: string): Promise<Engine | null> {
  try {
    const version = /tesseract v?(?<version>\d[\w.-]*)/u.exec(await output(program, ['--version'])) // tesseract 5.3.0
    const languages = (await output(program, ['--list-langs'])).split(/\s+/u)
    if (!version?.groups || !languages.includes('chi_sim') || !languages.includes('eng')) return null
    return {
      version: version.groups['version'] ?? '',
      read: (picture, script, milliseconds) => run(program, picture, script, milliseconds),
    }
  } catch {
    return null
  }
}

/** Older versions answer on standard error. */
function output(program: string, question: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, question, { timeout: 10_000 }, (error, stdout, stderr) => {
      if (error) reject(error)
      else resolve(`${stdout}\n${stderr}`)
    })
  })
}

/** No table of words is longer than this, in bytes. */
const longestAnswer = 16 * 1024 * 1024

function run(program: string, picture: Raster, script: Script, milliseconds: number): Promise<Word[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['stdin', 'stdout', ...options[script], '--dpi', '300', 'tsv'], {
      // One thread a process: documents are read side by side, and tesseract's own threads get in their way.
      env: { ...process.env, OMP_THREAD_LIMIT: '1' },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const chunks: Buffer[] = []
    let length = 0
    const timer = setTimeout(() => child.kill('SIGKILL'), Math.max(1, milliseconds))
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > longestAnswer) child.kill('SIGKILL')
      else chunks.push(chunk)
    })
    // A child that was killed leaves its pipe broken; its end is what counts.
    child.stdin.on('error', () => undefined)
    child.on('error', (error) => {
      clearTimeout(timer)
      reject(new EngineFailed(`tesseract does not start: ${error.message}`))
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      if (code === 0) resolve(wordsIn(Buffer.concat(chunks).toString('utf8')))
      else reject(new EngineFailed(`tesseract ended with ${code === null ? 'a signal' : `status ${code}`}`))
    })
    child.stdin.write(`P5\n${picture.width} ${picture.height}\n255\n`)
    child.stdin.end(picture.data)
  })
}

/** A row a word: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
function wordsIn(table: string): Word[] {
  let line = 0
  return table.split('\n').flatMap((row) => {
    const fields = row.split('\t')
    if (fields[0] === '4') line++
    const text = fields[11]?.trim() ?? ''
    if (fields[0] !== '5' || text === '') return []
    const [left = 0, top = 0, width = 0, height = 0, confidence = 0] = fields.slice(6, 11).map(Number)
    return [{ text, left, top, right: left + width, bottom: top + height, confidence, line }]
  })
}
