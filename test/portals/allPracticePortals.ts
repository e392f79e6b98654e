import { undescribed } from './descriptions/undescribed.ts'
import { portalOf } from './descriptions/variety.ts'
import type { Variety } from './descriptions/variety.ts'
import type { PracticePortal } from './portal.ts'
import { practicePortals } from './practicePortals.ts'
import { troubleKinds } from './troubles.ts'
import type { TroubleKind } from './troubles.ts'

/** Every publishing system, in the places where such systems were seen. */
const platforms: readonly Variety[] = [
  {
    id: 'panzhou',
    name: '盘州市',
    divisionCode: '520281',
    platform: 'trs',
    organisation: 'flat',
    quirks: ['mobile_duplicates'],
  },
  {
    id: 'liunan',
    name: '柳南区',
    divisionCode: '450204',
    platform: 'trs',
    organisation: 'flat',
    quirks: ['date_1970'],
    metaTags: 'none',
  },
  {
    id: 'daoli',
    name: '道里区',
    divisionCode: '230102',
    platform: 'ucap',
    organisation: 'flat',
    quirks: ['scripted_lists'],
  },
  { id: 'midu', name: '弥渡县', divisionCode: '532925', platform: 'ucap_pc', organisation: 'flat' },
  {
    id: 'lintao',
    name: '临洮县',
    divisionCode: '621124',
    platform: 'hanweb',
    organisation: 'flat',
    encoding: 'gbk',
  },
  { id: 'linxia', name: '临夏县', divisionCode: '622921', platform: 'jpaas', organisation: 'flat' },
  { id: 'qingxin', name: '清新区', divisionCode: '441803', platform: 'gkmlpt', organisation: 'flat' },
  { id: 'boluo', name: '博罗县', divisionCode: '441322', platform: 'nfcms', organisation: 'flat' },
  { id: 'pingwu', name: '平武县', divisionCode: '510727', platform: 'lonsun', organisation: 'flat' },
  {
    id: 'yian',
    name: '义安区',
    divisionCode: '340706',
    platform: 'openness',
    organisation: 'flat',
    robots: null,
  },
  {
    id: 'kaiyuan',
    name: '开远市',
    divisionCode: '532502',
    platform: 'vsb',
    organisation: 'flat',
    metaTags: 'trailing_blank',
  },
  { id: 'peixian', name: '沛县', divisionCode: '320322', platform: 'epoint', organisation: 'flat' },
  {
    id: 'zhaoxian',
    name: '赵县',
    divisionCode: '130133',
    platform: 'hebei',
    organisation: 'flat',
    robots: null,
  },
  { id: 'lianhu', name: '莲湖区', divisionCode: '610104', platform: 'shaanxi', organisation: 'flat' },
  { id: 'zhoucun', name: '周村区', divisionCode: '370306', platform: 'gongkai', organisation: 'flat' },
  { id: 'shangdu', name: '商都县', divisionCode: '150923', platform: 'nmg', organisation: 'flat' },
  { id: 'xiangyin', name: '湘阴县', divisionCode: '430624', platform: 'content_n', organisation: 'flat' },
  { id: 'hejiang', name: '合江县', divisionCode: '510522', platform: 'extensionless', organisation: 'flat' },
  {
    id: 'mianzhu',
    name: '绵竹市',
    divisionCode: '510683',
    platform: 'dynamic',
    organisation: 'flat',
    encoding: 'gbk',
    metaTags: 'none',
    robots: null,
  },
  { id: 'xishan', name: '锡山区', divisionCode: '320205', platform: 'dated', organisation: 'flat' },
]

/** Every way of arranging the column, each on a system that was seen to have it. */
const organisations: readonly Variety[] = [
  { id: 'zhenfeng', name: '贞丰县', divisionCode: '522325', platform: 'trs', organisation: 'year_folders' },
  { id: 'heping', name: '和平区', divisionCode: '210102', platform: 'trs', organisation: 'years_by_type' },
  { id: 'gulou', name: '鼓楼区', divisionCode: '350102', platform: 'trs', organisation: 'units' },
  { id: 'hongze', name: '洪泽区', divisionCode: '320813', platform: 'trs', organisation: 'table_by_year' },
  { id: 'jian', name: '吉安县', divisionCode: '360821', platform: 'ucap', organisation: 'year_folders' },
  {
    id: 'jishishan',
    name: '积石山县',
    divisionCode: '622927',
    platform: 'jpaas',
    organisation: 'years_by_type',
  },
  { id: 'hongya', name: '洪雅县', divisionCode: '511423', platform: 'vsb', organisation: 'column_is_report' },
  {
    id: 'lucheng',
    name: '鹿城区',
    divisionCode: '330302',
    platform: 'hanweb',
    organisation: 'column_is_report',
  },
  {
    id: 'susong',
    name: '宿松县',
    divisionCode: '340826',
    platform: 'lonsun',
    organisation: 'column_is_report',
  },
  { id: 'dongzhi', name: '东至县', divisionCode: '341721', platform: 'openness', organisation: 'units' },
  { id: 'yanta', name: '雁塔区', divisionCode: '610113', platform: 'shaanxi', organisation: 'units' },
  {
    id: 'huarong',
    name: '华容县',
    divisionCode: '430623',
    platform: 'content_n',
    organisation: 'years_by_type',
  },
  {
    id: 'longchang',
    name: '隆昌市',
    divisionCode: '511083',
    platform: 'dated',
    organisation: 'table_by_year',
  },
  { id: 'shizhong', name: '市中区', divisionCode: '511102', platform: 'trs', organisation: 'aggregated' },
  { id: 'wuling', name: '武陵区', divisionCode: '430702', platform: 'content_n', organisation: 'aggregated' },
  { id: 'jiangjin', name: '江津区', divisionCode: '500116', platform: 'trs', organisation: 'unit_sites' },
  { id: 'tongyu', name: '通榆县', divisionCode: '220822', platform: 'ucap', organisation: 'unit_sites' },
  { id: 'weishan', name: '巍山县', divisionCode: '532927', platform: 'ucap_pc', organisation: 'unit_sites' },
  { id: 'teda', name: '滨海新区', divisionCode: '120116', platform: 'dated', organisation: 'in_notices' },
  {
    id: 'xinbei',
    name: '新北区',
    divisionCode: '320411',
    platform: 'trs',
    organisation: 'flat',
    quirks: ['iframe_lists'],
  },
  {
    id: 'huaian',
    name: '淮安区',
    divisionCode: '320803',
    platform: 'trs',
    organisation: 'flat',
    linksTo: ['hongze', 'xishan'],
  },
]

/** A host for every trouble, in a place of its own; behind it stands an ordinary portal. */
const troubledPlaces: Readonly<Record<TroubleKind, readonly [string, string]>> = {
  river_security: ['龙泉驿区', '510112'],
  jsl: ['肥西县', '340123'],
  script_challenge: ['蒲江县', '510131'],
  slider: ['贺兰县', '640122'],
  login: ['滦南县', '130224'],
  hijacked: ['稷山县', '140824'],
  stub: ['上栗县', '360322'],
  soft_404: ['泌阳县', '411726'],
  forbidden_later: ['保康县', '420626'],
  user_agent: ['怀集县', '441224'],
  cookie_gate: ['平原县', '371426'],
  cookie_once: ['嘉善县', '330421'],
  robots_forbid: ['顺义区', '110113'],
  robots_broken: ['灵石县', '140729'],
  asks_to_wait: ['柳城县', '450222'],
  unavailable: ['天峨县', '451222'],
  reset: ['察隅县', '540425'],
  slow: ['昌吉市', '652301'],
  wrong_type: ['会宁县', '620422'],
  broken_gzip: ['清原县', '210423'],
}

const troubled: readonly Variety[] = troubleKinds.map((trouble) => ({
  id: `trouble-${trouble.replaceAll('_', '-')}`,
  name: troubledPlaces[trouble][0],
  divisionCode: troubledPlaces[trouble][1],
  platform: 'trs',
  organisation: 'flat',
  trouble,
}))

/** The large set: the demo's five, every publishing system, every arrangement, every trouble. Started on any ports. */
export const allPracticePortals: readonly PracticePortal[] = [
  ...practicePortals,
  ...[...platforms, ...organisations, ...undescribed, ...troubled].map(portalOf),
]
