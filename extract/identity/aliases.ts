/** The peoples that names of autonomous divisions carry; written with or without 族. */
const peoples =
  '布依|苗|侗|水|土家|藏|羌|彝|回|壮|瑶|满|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|朝鲜|达斡尔|鄂温克|鄂伦春|傣|景颇|傈僳|' +
  '哈尼|拉祜|佤|布朗|白|普米|怒|独龙|纳西|黎|畲|仡佬|仫佬|毛南|东乡|保安|撒拉|裕固|土|各'
/** 黔南布依族苗族自治州: the stem, the peoples, the kind of division. */
const autonomous = new RegExp(`^(.+?)((?:(?:${peoples})族?)+)自治([县州旗])$`, 'u')

/** Short forms that no rule gives, as agencies' own names print them. */
const customary: Readonly<Record<string, readonly string[]>> = {
  内蒙古自治区: ['内蒙古'],
  广西壮族自治区: ['广西'],
  西藏自治区: ['西藏'],
  宁夏回族自治区: ['宁夏'],
  新疆维吾尔自治区: ['新疆'],
  巴音郭楞蒙古自治州: ['巴州'],
  博尔塔拉蒙古自治州: ['博州'],
  克孜勒苏柯尔克孜自治州: ['克州'],
  西双版纳傣族自治州: ['版纳州'],
  前郭尔罗斯蒙古族自治县: ['前郭县'],
  喀喇沁左翼蒙古族自治县: ['喀左县'],
  莫力达瓦达斡尔族自治旗: ['莫旗'],
  阜新蒙古族自治县: ['阜蒙县'],
  杜尔伯特蒙古族自治县: ['杜蒙县'],
  东乡族自治县: ['东乡县'],
  鄂温克族自治旗: ['鄂温克旗'],
  鄂伦春自治旗: ['鄂伦春旗'],
  塔什库尔干塔吉克自治县: ['塔县'],
}

/** The common short forms of a division's name: 黔南州, 湘西自治州, 昌江县, 内蒙古. Empty for most. */
export function aliases(division: { readonly name: string }): readonly string[] {
  const special = customary[division.name] ?? []
  const [, stem = '', , kind = ''] = autonomous.exec(division.name) ?? []
  const short = stem.length > 1 ? [`${stem}${kind}`, `${stem}自治${kind}`] : []
  return [...new Set([...special, ...short])].filter((name) => name !== division.name)
}
