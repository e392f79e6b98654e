import type { Neighbour, NeighbourKind } from '../portal.ts'
import { usualNeighbours } from './common.ts'
import type { Variety } from './variety.ts'

/** Everything that was seen beside the annual column and is not it. */
const manyDecoys: readonly NeighbourKind[] = [
  'website_return',
  'law_based_government',
  'budget',
  'enterprise',
  'yearbook',
  'legal_person',
]

const manyNeighbours: readonly Neighbour[] = [
  ...usualNeighbours,
  { kind: 'enterprise', year: 2023, publishedOn: '2024-01-05' },
  { kind: 'company', year: 2022, publishedOn: '2023-04-28' },
  { kind: 'yearbook', year: 2021, publishedOn: '2022-10-11' },
  { kind: 'training', year: 2023, publishedOn: '2023-12-28' },
  { kind: 'legal_person', year: 2022, publishedOn: '2023-03-15' },
]

type Place = Pick<Variety, 'id' | 'name' | 'divisionCode' | 'platform'> & Partial<Variety>

/** The ones nobody described: systems without a reader, each arranged in its own way, with every decoy there is. */
const places: readonly Place[] = [
  { id: 'binhu', name: '滨湖区', divisionCode: '320211', platform: 'arrows' },
  { id: 'sagya', name: '萨迦县', divisionCode: '540224', platform: 'thtml', organisation: 'units' },
  {
    id: 'datong',
    name: '大通县',
    divisionCode: '630121',
    platform: 'asp',
    encoding: 'gbk',
    metaTags: 'none',
    robots: null,
  },
  { id: 'fengning', name: '丰宁县', divisionCode: '130826', platform: 'aspx' },
  {
    id: 'weichang',
    name: '围场县',
    divisionCode: '130828',
    platform: 'lanmu',
    organisation: 'year_folders',
    metaTags: 'none',
  },
  { id: 'yingjiang', name: '迎江区', divisionCode: '340802', platform: 'php' },
  {
    id: 'chengbei',
    name: '城北区',
    divisionCode: '630105',
    platform: 'phpcms',
    organisation: 'years_by_type',
  },
  {
    id: 'lushui',
    name: '泸水市',
    divisionCode: '533301',
    platform: 'dede',
    encoding: 'gbk',
    metaTags: 'none',
  },
  { id: 'fugong', name: '福贡县', divisionCode: '533323', platform: 'dede_plus', organisation: 'units' },
  {
    id: 'dazhu',
    name: '大竹县',
    divisionCode: '511724',
    platform: 'xxgk_list',
    organisation: 'years_by_type',
  },
  {
    id: 'zhaoyang',
    name: '昭阳区',
    divisionCode: '530602',
    platform: 'channels',
    organisation: 'units',
    metaTags: 'trailing_blank',
  },
  { id: 'lizhou', name: '利州区', divisionCode: '510802', platform: 'show', metaTags: 'none' },
  { id: 'panlong', name: '盘龙区', divisionCode: '530103', platform: 'kunming' },
  { id: 'decheng', name: '德城区', divisionCode: '371402', platform: 'nodes', organisation: 'unit_sites' },
  { id: 'tianning', name: '天宁区', divisionCode: '320402', platform: 'framed', metaTags: 'none' },
  { id: 'longwan', name: '龙湾区', divisionCode: '330303', platform: 'one_page', metaTags: 'none' },
  { id: 'qilin', name: '麒麟区', divisionCode: '530302', platform: 'based' },
  { id: 'gaotai', name: '高台县', divisionCode: '620724', platform: 'posted' },
  { id: 'minqin', name: '民勤县', divisionCode: '620621', platform: 'jspx', metaTags: 'none' },
  { id: 'gangcha', name: '刚察县', divisionCode: '632224', platform: 'more', organisation: 'years_by_type' },
  {
    id: 'qingjiangpu',
    name: '清江浦区',
    divisionCode: '320812',
    platform: 'summary',
    organisation: 'year_folders',
  },
  { id: 'linying', name: '临颍县', divisionCode: '411122', platform: 'loaded', organisation: 'units' },
  {
    id: 'wuyiling',
    name: '乌伊岭区',
    divisionCode: '230714',
    platform: 'mapped',
    organisation: 'year_folders',
    metaTags: 'none',
  },
  { id: 'mentougou', name: '门头沟区', divisionCode: '110109', platform: 'splash', metaTags: 'none' },
  {
    id: 'zhengxiang',
    name: '蒸湘区',
    divisionCode: '430408',
    platform: 'i_ids',
    organisation: 'table_by_year',
  },
  { id: 'jingyuan', name: '靖远县', divisionCode: '620421', platform: 'mobile', organisation: 'aggregated' },
  {
    id: 'zhangbei-asp',
    name: '张北县',
    divisionCode: '130722',
    platform: 'asp',
    organisation: 'in_notices',
    encoding: 'gbk',
    metaTags: 'none',
  },
]

export const undescribed: readonly Variety[] = places.map((place) => ({
  organisation: 'flat',
  decoys: manyDecoys,
  neighbours: manyNeighbours,
  ...place,
}))
