import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { exit, Stop } from './exit.ts'

/**
 * Options from a JSON file, `{"contact": "you@example.org", "delay": 2000}`: they stand in for defaults, and what the
 * command line or the environment says goes before them. An option that no command has is a typing error.
 * @throws Stop (wrong usage) naming the file and the option
 */
export function applyConfig(file: string, program: Command, command: Command): void {
  const options = [...program.options, ...program.commands.flatMap((each) => each.options)]
  const names = new Set(options.map((option) => option.attributeName()))
  for (const [name, value] of Object.entries(settings(file))) {
    if (!names.has(name) || name === 'config')
      throw new Stop(exit.usage, `${file}: no option is named ${name}`)
    const owner = [command, program].find((each) =>
      each.options.some((option) => option.attributeName() === name),
    )
    const source = owner?.getOptionValueSource(name)
    if (owner && (source === undefined || source === 'default'))
      owner.setOptionValueWithSource(name, asOption(value), 'config')
  }
}

function settings(file: string): object {
  let read: unknown
  try {
    read = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Stop(
      exit.usage,
      `${file}: not a readable JSON file: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) {
    throw new Stop(exit.usage, `${file}: expected an object of options`)
  }
  return read
}

/** The command line gives texts, lists of texts and switches: so does the file. */
function asOption(value: unknown): unknown {
  if (typeof value === 'number') return String(value)
  return value === false ? undefined : value
}
