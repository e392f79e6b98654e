import type { Neighbour, NeighbourKind, PracticePortal } from '../portal.ts'

/** What stands beside the reports in real annual-report columns and must not become one. */
interface Wording {
  readonly title: (place: string, year: number) => string
  readonly paragraphs: (place: string, year: number) => readonly string[]
}

const wordings: Readonly<Record<NeighbourKind, Wording>> = {
  website_return: {
    title: (place, year) => `${place}人民政府门户网站${year}年政府网站年度工作报表`,
    paragraphs: (_place, year) => [
      `填报年份：${year}`,
      '独立用户访问总量（单位：个）　48213',
      '信息发布总数（单位：条）　1907',
      '政策解读数量　36',
    ],
  },
  law_based_government: {
    title: (place, year) => `${place}${year}年法治政府建设年度报告`,
    paragraphs: (place, year) => [
      `${year}年，${place}推进依法行政，规范执法程序，办理行政复议案件31件。`,
      '下一年度将继续开展普法宣传。',
    ],
  },
  notice: {
    title: (_place, year) => `关于做好${year}年度政府信息公开工作年度报告编制和发布工作的通知`,
    paragraphs: (_place, year) => [
      '各乡镇（街道）、各部门：',
      `请于${year + 1}年1月31日前编制并发布${year}年政府信息公开工作年度报告，报告按规定格式分六个部分，表格不得缺项。`,
    ],
  },
  explanation: {
    title: (place, year) => `《${place}人民政府${year}年政府信息公开工作年度报告》解读`,
    paragraphs: (_place, year) => [
      `为便于公众了解${year}年政府信息公开工作，现对年度报告作简要解读。`,
      '报告共六个部分，用数据说明了主动公开和依申请公开的情况。',
    ],
  },
  picture: {
    title: (place, year) => `图解：${place}${year}年政府信息公开工作年度报告`,
    paragraphs: () => ['一图读懂年度报告。', '（图略）'],
  },
  budget: {
    title: (place, year) => `${place}医疗保障局${year}年部门预算公开说明`,
    paragraphs: (_place, year) => [`${year}年收支总预算为1286.40万元。`, '三公经费预算为4.20万元。'],
  },
}

export function neighbourTitle(portal: PracticePortal, { kind, year }: Neighbour): string {
  return wordings[kind].title(portal.name, year)
}

export function neighbourParagraphs(portal: PracticePortal, { kind, year }: Neighbour): readonly string[] {
  return wordings[kind].paragraphs(portal.name, year)
}
