/**
 * Labels that pages carry about themselves: 政府网站发展指引 (国办发〔2017〕47号), annex, and the table of 索引号, 发布机构 … above
 * an article. Names come with trailing blanks and in lower case.
 */

type Labels = Readonly<Record<string, string>>

/** Who published, most exact first. ContentSource and 来源 often name the site instead. */
const publisherLabels = [
  '发布机构',
  '发布单位',
  '公开主体',
  '公开机构',
  '公开责任部门',
  '发文机关',
  '发文机构',
  '编制机关',
]
const sourceLabels = ['contentsource', '信息来源', '来源', 'author']
/** 长沙市人民政府门户网站, 本站: a site, no agency. */
const site = /网站?$|平台$|本站|原创|^未知|客户端|公众号|在线$/u

function labelled(metadata: Labels, wanted: string): string | undefined {
  const found = Object.entries(metadata).find(
    ([label]) => label.replace(/[\s:：[\]【】]/gu, '').toLowerCase() === wanted, // "ContentSource ", 【发布机构】
  )
  return found?.[1].trim() === '' ? undefined : found?.[1]
}

function labelledAny(metadata: Labels, wanted: readonly string[]): readonly string[] {
  return wanted
    .map((label) => labelled(metadata, label))
    .filter((value) => value !== undefined && !site.test(value)) as string[]
}

/** `ArticleTitle`. */
export function titleInMetadata(metadata: Labels): string | undefined {
  return labelled(metadata, 'articletitle')
}

/** 发布机构 and the like. */
export function publishersInMetadata(metadata: Labels): readonly string[] {
  return labelledAny(metadata, publisherLabels)
}

/** `ContentSource`, 来源, `Author`: weaker, often whoever runs the site. */
export function sourcesInMetadata(metadata: Labels): readonly string[] {
  return labelledAny(metadata, sourceLabels)
}

/** The six digits of a division in `SiteIDCode` (3416000004); null for ministries (bm…) and where there is none. */
export function siteDivisionIn(metadata: Labels): string | null {
  return /^(\d{6})\d{4}$/u.exec(labelled(metadata, 'siteidcode') ?? '')?.[1] ?? null
}
