/**
 * The demo's teams: invented, and recognisably so. Domains are of example.jp, networks of the documentation ranges
 * (RFC 5737, RFC 3849). No real organisation is meant.
 */
export type DemoTeam = {
  readonly handle: string
  readonly ja: string
  readonly en: string
  readonly short: string
  readonly sector: string
  readonly district: string
  readonly kind: string
  readonly status?: 'prospect' | 'restricted' | 'suspended' | 'ended'
  /** Years as a member. */
  readonly years: number
  readonly network?: string
  readonly entities?: readonly string[]
  readonly contractors?: readonly string[]
}

const team = (
  handle: string,
  ja: string,
  en: string,
  short: string,
  sector: string,
  district: string,
  years: number,
  more: Partial<DemoTeam> = {},
): DemoTeam => ({ handle, ja, en, short, sector, district, kind: 'enterprise', years, ...more })

export const demoTeams: readonly DemoTeam[] = [
  team('asagiri-bank', '朝霧銀行', 'Asagiri Bank', 'AGB-CSIRT', 'finance', 'kanto', 9, {
    network: '192.0.2.0/27',
    entities: ['朝霧銀行', '朝霧カード'],
  }),
  team('minato-trust', 'みなと見本信託', 'Minato Sample Trust', 'MST-CSIRT', 'finance', 'kanto', 7),
  team('kozue-insurance', 'こずえ損害保険', 'Kozue Insurance', 'KZI-SIRT', 'finance', 'kinki', 5),
  team(
    'hibari-securities',
    'ひばり例示証券',
    'Hibari Example Securities',
    'HBS-CSIRT',
    'finance',
    'kanto',
    2,
  ),
  team('tokiwa-motors', 'ときわ自動車', 'Tokiwa Motors', 'TKM-SIRT', 'manufacturing', 'chubu', 9, {
    network: '192.0.2.32/27',
    contractors: ['見本セキュリティサービス'],
  }),
  team('shirogane-steel', 'しろがね製鋼', 'Shirogane Steel', 'SGS-CSIRT', 'manufacturing', 'chubu', 6),
  team('yamabiko-chem', 'やまびこ化学', 'Yamabiko Chemicals', 'YBC-CSIRT', 'manufacturing', 'kinki', 4, {
    contractors: ['見本セキュリティサービス'],
  }),
  team('komorebi-foods', 'こもれび食品', 'Komorebi Foods', 'KMF-SIRT', 'manufacturing', 'west', 3),
  team('hoshizora-tel', 'ほしぞら通信', 'Hoshizora Telecom', 'HZT-CSIRT', 'information', 'kanto', 9, {
    network: '198.51.100.0/26',
  }),
  team('kazaguruma-soft', 'かざぐるまソフト', 'Kazaguruma Software', 'KGS-SIRT', 'information', 'kanto', 6),
  team(
    'sample-security',
    '見本セキュリティサービス',
    'Sample Security Services',
    'SSS-CSIRT',
    'information',
    'kanto',
    8,
    { kind: 'provider' },
  ),
  team(
    'group-csirt',
    '連結見本グループ統合CSIRT',
    'Sample Group Joint CSIRT',
    'GRP-CSIRT',
    'information',
    'kinki',
    5,
    { entities: ['見本商事', '見本物流', '見本不動産'] },
  ),
  team('akatsuki-power', 'あかつき電力', 'Akatsuki Power', 'AKP-CSIRT', 'energy', 'hokkaido-tohoku', 8, {
    network: '198.51.100.64/26',
  }),
  team('suiren-gas', 'すいれんガス', 'Suiren Gas', 'SRG-SIRT', 'energy', 'kinki', 4),
  team('nagisa-rail', 'なぎさ鉄道', 'Nagisa Railway', 'NGR-CSIRT', 'transport', 'chubu', 7),
  team('tsubame-logi', 'つばめ物流', 'Tsubame Logistics', 'TBL-CSIRT', 'transport', 'west', 3),
  team('hayate-air', 'はやて航空', 'Hayate Air', 'HYA-SIRT', 'transport', 'kanto', 5),
  team('sumire-hospital', 'すみれ総合病院', 'Sumire General Hospital', 'SMR-CSIRT', 'health', 'west', 2),
  team('kaede-pharma', 'かえで製薬', 'Kaede Pharmaceuticals', 'KDP-CSIRT', 'health', 'kinki', 6),
  team('hidamari-mart', 'ひだまりマート', 'Hidamari Mart', 'HDM-SIRT', 'retail', 'kanto', 4),
  team(
    'kogarashi-depart',
    'こがらし百貨店',
    'Kogarashi Department Store',
    'KGD-CSIRT',
    'retail',
    'hokkaido-tohoku',
    3,
    { status: 'restricted' },
  ),
  team('rei-city', '例示市役所', 'Rei City Office', 'REI-CSIRT', 'public', 'west', 3, {
    kind: 'public-body',
  }),
  team('mihon-univ', '見本大学', 'Mihon University', 'MHU-CSIRT', 'public', 'hokkaido-tohoku', 6, {
    kind: 'academic',
  }),
  team('shigure-lab', 'しぐれ研究所', 'Shigure Research Institute', 'SGL-CSIRT', 'public', 'kanto', 2, {
    kind: 'academic',
    status: 'suspended',
  }),
  team('wakaba-net', 'わかばネット', 'Wakaba Net', 'WBN-CSIRT', 'information', 'west', 0, {
    status: 'prospect',
  }),
  team('fukurou-estate', 'ふくろう不動産', 'Fukurou Estate', 'FKE-SIRT', 'retail', 'kanto', 0, {
    status: 'prospect',
  }),
  team(
    'mizuho-agri-sample',
    '水穂見本農機',
    'Mizuho Sample Agri',
    'MSA-CSIRT',
    'manufacturing',
    'hokkaido-tohoku',
    0,
    { status: 'prospect' },
  ),
]

/** The member team whose people run the secretariat. */
export const SECRETARIAT_TEAM = 'kazaguruma-soft'
