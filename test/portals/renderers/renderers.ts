import type { PlatformId } from '../portal.ts'
import { hanweb } from './hanweb.ts'
import { lonsun } from './lonsun.ts'
import type { Renderer } from './renderer.ts'
import { trs } from './trs.ts'
import { ucap } from './ucap.ts'
import { vsb } from './vsb.ts'

/** One renderer for each publishing system. To add one: write its file, list it here. */
export const renderers: Readonly<Record<PlatformId, Renderer>> = { trs, ucap, lonsun, vsb, hanweb }
