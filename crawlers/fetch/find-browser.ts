import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Unrendered } from '../render.ts'

/** Programs that speak the DevTools protocol, as they are called on a PATH, best first. */
const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'chromium.exe',
  'chrome.exe',
] as const

/** Where they lie on systems that do not put them on the PATH. */
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
] as const

/**
 * The browser to use: the one that was named, else a chromium or Chrome of the system, else playwright's own.
 * @param named `--browser`; where it is given, no other is looked for
 * @param playwrights where playwright would keep its own
 */
export function findBrowser(
  named: string | null,
  playwrights: string,
  path: string = process.env['PATH'] ?? '',
): string | Unrendered {
  if (named !== null)
    return isProgram(named)
      ? named
      : {
          code: 'browser_missing',
          message: `${named} is no program that can be run: give --browser the path of a Chromium or Chrome`,
        }
  const onPath = path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => ({ name, file: join(folder, name) })))
    .toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name))
    .map(({ file }) => file)
  return (
    [...onPath, ...places, playwrights].find(isProgram) ?? {
      code: 'browser_missing',
      message:
        'no browser was found: install Chromium or Chrome, run `npx playwright install chromium`, or give --browser PATH',
    }
  )
}

function isProgram(file: string): boolean {
  if (file === '') return false
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
