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
  enterprise: {
    title: (_place, year) => `关于开展${year}年度企业年报公示工作的公告`,
    paragraphs: (_place, year) => [
      `凡于${year}年12月31日前登记的企业，应当于${year + 1}年6月30日前报送年度报告并向社会公示。`,
    ],
  },
  company: {
    title: (place, year) => `${place}城市建设投资集团有限公司${year}年年度报告`,
    paragraphs: (_place, year) => [`${year}年公司实现营业收入4.2亿元，资产负债率为57.3%。`],
  },
  yearbook: {
    title: (place, year) => `${place}统计年鉴${year}`,
    paragraphs: (place, year) => [`${place}${year}年主要统计数据：年末户籍人口31.8万人。`],
  },
  training: {
    title: (place, year) => `${place}召开${year}年度政府信息公开工作年度报告编制培训会`,
    paragraphs: () => ['培训会讲解了年度报告的格式和统计口径，各单位信息公开工作人员参加。'],
  },
  legal_person: {
    title: (_place, year) => `${year}年度事业单位法人年度报告公示`,
    paragraphs: (_place, year) => [`现将本单位${year}年度事业单位法人年度报告予以公示。`],
  },
}

export function neighbourTitle(portal: PracticePortal, { kind, year }: Neighbour): string {
  return wordings[kind].title(portal.name, year)
}

export function neighbourParagraphs(portal: PracticePortal, { kind, year }: Neighbour): readonly string[] {
  return wordings[kind].paragraphs(portal.name, year)
}
