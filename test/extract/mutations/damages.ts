import { cellDamages } from './cellDamages.ts'
import { columnDamages } from './columnDamages.ts'
import type { Damage } from './damage.ts'
import { labelDamages } from './labelDamages.ts'
import { rowDamages } from './rowDamages.ts'

/** Every way to damage a table. */
export const damages: readonly Damage[] = [...rowDamages, ...columnDamages, ...cellDamages, ...labelDamages]
