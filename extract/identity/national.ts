/**
 * Bodies of the State Council and their systems: names without a place, or with the place inside. Source: the State
 * Council's list of its bodies (国务院组织机构), those before the reforms of 2008, 2013, 2018 and 2023 too.
 */
const ministries =
  '外交部|国防部|国家发展和改革委员会|国家发展改革委|教育部|科学技术部|科技部|工业和信息化部|国家民族事务委员会|国家民委|公安部|国家安全部|' +
  '监察部|民政部|司法部|财政部|人力资源和社会保障部|人力资源社会保障部|国土资源部|自然资源部|环境保护部|生态环境部|住房和城乡建设部|' +
  '住房城乡建设部|铁道部|交通运输部|交通部|水利部|农业部|农业农村部|商务部|文化部|文化和旅游部|卫生部|退役军人事务部|应急管理部|' +
  '中国人民银行|审计署|海关总署|全国海关|国务院.*|中国气象局|中国地震局|中国民用航空局|中国民航局|中国证券监督管理委员会|中国证监会|' +
  '中国银行业监督管理委员会|中国银监会|中国保险监督管理委员会|中国保监会|中国银行保险监督管理委员会|中国银保监会|中国残疾人联合会|' +
  '全国社会保障基金理事会|国家(?!统计局.+队$|税务总局.+局$|.+(?:监管局|监察局|办事处)$)[^省市县区]{2,20}(?:局|委|委员会|总局|中心|学院|院)'
const ministry = new RegExp(`^(?:中华人民共和国)?(?:${ministries})(?:\\([^()]*\\))?$`, 'u') // 海关总署(本级机关)

/** True for a body of the whole country: 国家林业和草原局, 司法部. */
export function isNational(name: string): boolean {
  return ministry.test(name)
}

/** 国家统计局湖北调查总队, 国家税务总局芜湖市税务局: a national body's name before the place. */
export const nationalPrefix =
  /^(?:中共|中国共产党|国家统计局|国家税务总局|中华人民共和国|国家外汇管理局|中国人民银行|国家金融监督管理总局|中国证券监督管理委员会|中国银行保险监督管理委员会|中国银行业监督管理委员会|中国民用航空|国家能源局|国家矿山安全监察局)(?=.{4})/u

/** 湖北调查总队, 天津经济技术开发区, 绵竹高新技术产业园区: a place without 省 or 市 is one only before such words. */
export const afterShortPlace =
  /^(?:省|市)?(?:调查总?队|海关|海事局|监管局|监察局|省?分行|市?中心支行|经济技术开发区|经济开发区|高新技术产业(?:开发区|园区)|高新区|经开区|保税区|综合保税区|新区|港|国家级|出入境)/u
