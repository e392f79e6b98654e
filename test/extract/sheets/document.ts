import type { FormTable } from '../../../extract/forms/form.ts'
import type { FigureSet } from './figureSet.ts'
import type { Sheet } from './sheet.ts'
import { sheetsOf } from './sheetsOf.ts'
import type { SheetLayout } from './sheetsOf.ts'

/** A report before it is a file: lines of text, and tables. */
export interface Draft {
  readonly title: string
  readonly parts: readonly DraftPart[]
}

export type DraftPart =
  | { readonly kind: 'heading' | 'text'; readonly text: string }
  | { readonly kind: 'sheet'; readonly table: FormTable; readonly sheet: Sheet }

const headings: Readonly<Record<FormTable, string>> = {
  proactive: '二、主动公开政府信息情况',
  requests: '三、收到和处理政府信息公开申请情况',
  disputes: '四、政府信息公开行政复议、行政诉讼情况',
  statistics: '政府信息公开情况统计表',
}

/** A report with the form's sections and as few words as it can have. */
export function draftOf(set: FigureSet, layout: SheetLayout): Draft {
  return {
    title: `${set.agency}${set.year}年政府信息公开工作年度报告`,
    parts: [
      heading('一、总体情况'),
      text(`本报告所列数据的统计期限为${set.year}年1月1日至${set.year}年12月31日。`),
      ...set.forms.flatMap((form): DraftPart[] => [
        heading(headings[form.table]),
        ...sheetsOf(form, set.printed, layout).map((sheet) => ({
          kind: 'sheet' as const,
          table: form.table,
          sheet,
        })),
      ]),
      heading('五、存在的主要问题及改进情况'),
      text('公开形式较为单一，下一年将丰富解读形式。'),
      heading('六、其他需要报告的事项'),
      text('本年度没有其他需要报告的事项。'),
    ],
  }
}

function heading(words: string): DraftPart {
  return { kind: 'heading', text: words }
}

function text(words: string): DraftPart {
  return { kind: 'text', text: words }
}
