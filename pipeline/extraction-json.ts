import type { Cell } from '../extract/cell.ts'
import type { Extraction, ExtractError } from '../extract/extraction.ts'

/** One line of `nianbao extract --json`: names and shapes are public (docs/json.md). */
export function extractionJson(file: string, extraction: Extraction): object {
  const { agency } = extraction
  return {
    file,
    sha256: extraction.sha256,
    media_type: extraction.mediaType,
    title: extraction.title,
    agency: agency && {
      name: agency.name,
      full_name: agency.fullName,
      division_code: agency.divisionCode,
      level: agency.level,
    },
    year: extraction.year,
    published_on: extraction.publishedOn,
    read_by: extraction.readBy,
    forms: formsJson(extraction.forms),
    cells: extraction.cells.map((cell) => cellJson(cell)),
    unplaced: extraction.unplaced.map(({ raw, table, where }) => ({ raw, table, where })),
    sections: extraction.sections,
    tables: extraction.tables,
    findings: extraction.findings,
  }
}

/** `statistics` is named only where a report has that table: the three others are every report's. */
function formsJson({ statistics, ...forms }: Extraction['forms']): object {
  return statistics === null ? forms : { ...forms, statistics }
}

function cellJson({ at, value, unit, raw, status, where }: Cell): object {
  return { ...at, value, unit, raw, status, where }
}

export function extractErrorJson(file: string, { code, message }: ExtractError): object {
  return { file, error: { code, message } }
}
