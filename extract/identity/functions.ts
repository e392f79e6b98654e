/**
 * What an agency does, as its name says it: short forms written out, and the kind of body. The short forms are those in
 * common official use; a name is only ever compared by them, never renamed.
 */

/** Short form and full form of what stands before 局, 厅, 委 …; longer ones first where one contains the other. */
const fullFunctions: readonly (readonly [short: string, full: string])[] = [
  ['医保', '医疗保障'],
  ['人社', '人力资源和社会保障'],
  ['人力社保', '人力资源和社会保障'],
  ['人力资源社会保障', '人力资源和社会保障'],
  ['住建', '住房和城乡建设'],
  ['住房城乡建设', '住房和城乡建设'],
  ['住房建设', '住房和城乡建设'],
  ['发改', '发展和改革'],
  ['发展改革', '发展和改革'],
  ['卫健', '卫生健康'],
  ['卫计', '卫生和计划生育'],
  ['卫生计生', '卫生和计划生育'],
  ['卫生与计划生育', '卫生和计划生育'],
  ['人口计生', '人口和计划生育'],
  ['工信', '工业和信息化'],
  ['工业信息化', '工业和信息化'],
  ['经信', '经济和信息化'],
  ['经济信息化', '经济和信息化'],
  ['教体', '教育体育'],
  ['教育和体育', '教育体育'],
  ['教科', '教育和科学技术'],
  ['科技', '科学技术'],
  ['文旅', '文化和旅游'],
  ['文化旅游', '文化和旅游'],
  ['文广旅', '文化广电旅游'],
  ['文化广电和旅游', '文化广电旅游'],
  ['文广新', '文化广电新闻出版'],
  ['农业和农村', '农业农村'],
  ['市监', '市场监督管理'],
  ['市场监管', '市场监督管理'],
  ['食药监', '食品药品监督管理'],
  ['食品药品监管', '食品药品监督管理'],
  ['药监', '药品监督管理'],
  ['质监', '质量技术监督'],
  ['工商', '工商行政管理'],
  ['安监', '安全生产监督管理'],
  ['安全监管', '安全生产监督管理'],
  ['应急', '应急管理'],
  ['环保', '环境保护'],
  ['生态环境', '生态环境'],
  ['国土', '国土资源'],
  ['自然资源', '自然资源'],
  ['自然资源规划', '自然资源和规划'],
  ['资源规划', '自然资源和规划'],
  ['交通', '交通运输'],
  ['林草', '林业和草原'],
  ['林业草原', '林业和草原'],
  ['园林林业', '园林和林业'],
  ['城管', '城市管理'],
  ['城管执法', '城市管理综合行政执法'],
  ['行政审批', '行政审批服务'],
  ['政数', '政务服务和数据管理'],
  ['政务服务数据管理', '政务服务和数据管理'],
  ['退役军人', '退役军人事务'],
  ['国资', '国有资产监督管理'],
  ['粮食和储备', '粮食和物资储备'],
  ['粮储', '粮食和物资储备'],
  ['民宗', '民族宗教事务'],
  ['民族宗教', '民族宗教事务'],
  ['外侨', '外事侨务'],
  ['人防', '人民防空'],
  ['国动', '国防动员'],
  ['旅游发展', '旅游发展'],
  ['金融工作', '金融工作'],
  ['地方金融监管', '地方金融监督管理'],
]
const shortToFull = new Map(fullFunctions)
const ending = /^(.*?)(委员会|委|办公室|办公厅|办|局|厅)$/u // 医保 + 局; 科 + 委
/** 科委, 教委, 建委: one letter for the function, only with 委. */
const singleLetter: Readonly<Record<string, string>> = {
  科: '科学技术',
  教: '教育',
  建: '建设',
  计: '计划',
  体: '体育',
  经: '经济',
  商: '商务',
  民: '民族事务',
  农: '农业农村',
}
/** 国资委 is 国有资产监督管理委员会; 人防办 is 人民防空办公室. */
const fullEnding: Readonly<Record<string, string>> = { 委: '委员会', 办: '办公室' }

/**
 * An agency's name without its division, in the form by which spellings are compared: 医保局 to 医疗保障局, 科委 to
 * 科学技术委员会, 管委会 to 管理委员会, 政府办 to 人民政府办公室, '' to 人民政府. Brackets are dropped.
 */
export function wholeFunction(rest: string): string {
  const name = rest
    .replace(/\([^()]*\)/gu, '')
    .replace(/管委会/gu, '管理委员会')
    .replace(/[•・‧]/gu, '·')
    .replace(/^行署/u, '行政公署') // 阿里地区行署
    .replace(/工委$/u, '工作委员会') // 市直机关工委
  if (/^(?:人民)?政府$|^$/u.test(name)) return '人民政府'
  const office = /^(?:人民)?(?:政)?府(办公室|办公厅|办)$/u.exec(name) // 政府办, 府办, 人民政府办公厅
  if (office) return `人民政府${office[1] === '办' ? '办公室' : (office[1] ?? '')}`
  if (/(?:开发区|高新区|经开区|保税区|园区|新区|合作区|度假区|示范区)$/u.test(name))
    return `${name}管理委员会`
  const [, before = '', last = ''] = ending.exec(name.replace(/^(?:人民)?政府(?=.)/u, '')) ?? []
  if (last === '') return name
  const single = last === '委' || last === '委员会' ? singleLetter[before] : undefined
  return `${single ?? shortToFull.get(before) ?? before}${fullEnding[last] ?? last}`
}

export const agencyKinds = [
  'government',
  'office',
  'department',
  'town',
  'street',
  'institution',
  'enterprise',
  'unknown',
] as const
/** The kind of body: a government, its office, a department, a town's or street's government, an institution, a firm. */
export type AgencyKind = (typeof agencyKinds)[number]

const kinds: readonly (readonly [AgencyKind, RegExp])[] = [
  ['enterprise', /(?:公司|集团|银行|分行|支行|水厂|电厂)$/u], // 富鸣投资集团有限公司
  ['office', /(?:政府|公署|行署|^)(?:办公室|办公厅|办|府办)$/u], // 安化县人民政府办公室, 政府办
  ['street', /街道(?:办事处|办)?$|街道$|街办$/u], // 海陵区京泰路街道办事处
  ['town', /(?:镇|乡|苏木|民族乡)(?:人民政府|政府)?$/u], // 落水镇人民政府, 庄口镇
  ['department', /(?:局|委|委员会|厅|部|总署|署|办公室|办|[大支总]队|海关|海事局)$/u], // 古蔺县财政局
  ['institution', /(?:医院|学校|大学|学院|中学|小学|中心|馆|院|所|站|台|库|社|协会|联合会|会|场|处|园)$/u], // 文史研究馆
  ['government', /(?:人民政府|政府|行政公署|[省市县区旗州盟])$/u], // 合江县, 西藏自治区人民政府
]

/** The kind of an agency by its name: 淮安市洪泽区人民政府 is a government, 新乡县医疗保障局 a department. */
export function agencyKind(name: string): AgencyKind {
  const bare = name.replace(/\([^()]*\)/gu, '')
  if (/(?:管理委员会|管委会)$/u.test(bare)) return 'government'
  return kinds.find(([, shape]) => shape.test(bare))?.[0] ?? 'unknown'
}
