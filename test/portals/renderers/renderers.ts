import type { PlatformId } from '../portal.ts'
import type { Renderer } from './renderer.ts'
import { contentN } from './contentN.ts'
import { dated } from './dated.ts'
import { dynamic } from './dynamic.ts'
import { epoint } from './epoint.ts'
import { extensionless } from './extensionless.ts'
import { gkmlpt } from './gkmlpt.ts'
import { gongkai } from './gongkai.ts'
import { hanweb } from './hanweb.ts'
import { hebei } from './hebei.ts'
import { jpaas } from './jpaas.ts'
import { lonsun } from './lonsun.ts'
import { nfcms } from './nfcms.ts'
import { nmg } from './nmg.ts'
import { openness } from './openness.ts'
import { shaanxi } from './shaanxi.ts'
import { shaped } from './shaped/shaped.ts'
import { shapeIds } from './shaped/shapeIds.ts'
import type { ShapeId } from './shaped/shapeIds.ts'
import { shapes } from './shaped/shapes.ts'
import { trs } from './trs.ts'
import { ucap } from './ucap.ts'
import { ucapPc } from './ucapPc.ts'
import { vsb } from './vsb.ts'

/** One renderer for each publishing system. To add one: write its file, list it here. */
export const renderers: Readonly<Record<PlatformId, Renderer>> = {
  trs,
  ucap,
  ucap_pc: ucapPc,
  hanweb,
  jpaas,
  gkmlpt,
  nfcms,
  lonsun,
  openness,
  vsb,
  epoint,
  hebei,
  shaanxi,
  gongkai,
  nmg,
  content_n: contentN,
  extensionless,
  dynamic,
  dated,
  ...(Object.fromEntries(shapeIds.map((id) => [id, shaped(id, shapes[id])])) as Record<ShapeId, Renderer>),
}
