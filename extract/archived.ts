import { failure } from './decode.ts'
import type { Extraction, ExtractError, Hints, Result } from './extraction.ts'
import type { Limits } from './limits.ts'
import { openArchive } from './readers/archive.ts'

type Extract = (bytes: Uint8Array, hints: Hints, limits: Limits) => Promise<Result<Extraction, ExtractError>>

/**
 * The one report in a ZIP: of the same report as DOCX and PDF, the file that carries more figures. Reports of several
 * agencies or years in one ZIP are no single answer: each has to be read by itself.
 */
export async function extractArchived(
  bytes: Uint8Array,
  hints: Hints,
  limits: Limits,
  extract: Extract,
): Promise<Result<Extraction, ExtractError>> {
  const files = openArchive(bytes, limits)
  if (!files.ok) return files
  const reports: Extraction[] = []
  const failures: string[] = []
  for (const file of files.value) {
    const result = await extract(file.bytes, { ...hints, fileName: file.name }, limits)
    if (result.ok) reports.push(result.value)
    else failures.push(`${file.name}: ${result.error.code}`)
  }
  const [first] = reports
  if (!first)
    return failure(
      'not_a_report',
      `no report among the ${files.value.length} files of the archive (${failures.slice(0, 5).join(', ')})`,
    )
  const others = new Set(reports.map(({ agency, year }) => `${agency?.name ?? '?'} ${year ?? '?'}`))
  if (others.size > 1)
    return failure(
      'unsupported',
      `an archive of ${others.size} reports (${[...others].slice(0, 5).join(', ')}); unpack it and read each`,
    )
  return {
    ok: true,
    value: reports.reduce((best, report) => (figures(report) > figures(best) ? report : best), first),
  }
}

function figures({ cells }: Extraction): number {
  return cells.filter(({ status }) => status === 'number').length
}
