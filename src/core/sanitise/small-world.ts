import type { Charter } from '#core/charter/index.ts'
import type { PartKind } from '#core/envelope/index.ts'
import { fieldsOf, type Written } from './fields.ts'
import { fold, foldName } from './fold.ts'

/** Where a member is, as far as members know. */
export interface MemberPlace {
  readonly sector: string | null
  readonly district: string | null
}

export interface SmallWorldPart extends Written {
  readonly kind: PartKind
}

/** What a text says of whom it happened to fits fewer members than the charter's k. */
export interface SmallWorld {
  /** Codes of the charter; null: the text names none. */
  readonly sector: string | null
  readonly district: string | null
  readonly k: number
  /** As it stands in the text. */
  readonly said: readonly string[]
  /** What may stay in a coarser wording; `none`: neither is wide enough. */
  readonly keep: 'sector' | 'district' | 'none'
}

type Labels = Charter['sectors']

/** Regions of Japan and the names by which places in them are known; a district of a charter is one that names them. */
const REGIONS: readonly (readonly [region: string, places: string])[] = [
  ['北海道', '札幌 Hokkaido Sapporo'],
  ['東北', '青森 岩手 宮城 秋田 山形県 福島県 仙台 Aomori Iwate Miyagi Akita Yamagata Fukushima Tohoku'],
  [
    '関東',
    '首都圏 茨城 栃木 群馬 埼玉 千葉県 東京都 東京 神奈川 横浜 川崎市 Ibaraki Tochigi Gunma Saitama Chiba Tokyo Kanagawa Yokohama Kanto',
  ],
  [
    '中部',
    '北陸 東海地方 新潟 富山県 石川県 福井県 山梨 長野県 岐阜 静岡 愛知 名古屋 Niigata Toyama Ishikawa Fukui Yamanashi Nagano Gifu Shizuoka Aichi Nagoya Chubu',
  ],
  [
    '近畿',
    '関西 三重県 滋賀 京都 大阪 兵庫 神戸 奈良 和歌山 Kansai Mie Shiga Kyoto Osaka Hyogo Kobe Nara Wakayama Kinki',
  ],
  ['中国', '中国地方 鳥取 島根 岡山 広島 山口県 Tottori Shimane Okayama Hiroshima Yamaguchi Chugoku'],
  ['四国', '徳島 香川 愛媛 高知 Tokushima Kagawa Ehime Kochi Shikoku'],
  [
    '九州',
    '福岡 佐賀県 長崎 熊本 大分県 宮崎県 鹿児島 沖縄 Fukuoka Saga Nagasaki Kumamoto Oita Miyazaki Kagoshima Okinawa Kyushu',
  ],
]

/** Words that stand for a code: the pieces of its label, and places within it. */
function wordsOf(labels: Labels, places: boolean): (readonly [word: string, code: string])[] {
  return labels.flatMap(({ code, label }) => {
    const pieces = [...label.ja.split(/[・、/]/), ...label.en.split(/,| and |\//)].map((piece) =>
      piece.trim(),
    )
    const within = places
      ? REGIONS.flatMap(([region, names]) => (label.ja.includes(region) ? names.split(' ') : []))
      : []
    // 中国 alone is a country
    return [...pieces.filter((piece) => piece !== '中国'), ...within]
      .map(foldName)
      .filter((word) => word.length >= 2)
      .map((word) => [word, code] as const)
  })
}

/** Codes that a text speaks of, with the words in which it does. */
function spokenOf(text: string, words: readonly (readonly [string, string])[]): Map<string, string[]> {
  const folded = fold(text)
  const found = new Map<string, string[]>()
  for (const [word, code] of words) {
    for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + word.length)) {
      const isLatin = /^[\p{ASCII}]+$/u.test(word)
      const beside = folded.text.charAt(at - 1) + folded.text.charAt(at + word.length)
      if (isLatin && /[a-z0-9]/.test(beside)) continue
      const said = text.slice(folded.from(at), folded.to(at + word.length))
      const known = found.get(code) ?? []
      if (!known.includes(said)) found.set(code, [...known, said])
      break
    }
  }
  return found
}

/**
 * R7: where sector × district, as the texts say them, leave fewer than k possible members, and what may stay. One of
 * the two alone counts only in a part that tells what happened to somebody. Nothing where no member fits: then nobody
 * here is given away.
 */
export function smallWorldOf(
  parts: readonly SmallWorldPart[],
  members: readonly MemberPlace[],
  { sectors, districts, k }: Pick<Charter, 'sectors' | 'districts' | 'k'>,
): SmallWorld[] {
  const spoken = (which: readonly SmallWorldPart[]) => {
    const text = toldIn(which)
    return {
      sectors: spokenOf(text, wordsOf(sectors, false)),
      districts: spokenOf(text, wordsOf(districts, true)),
    }
  }
  const count = (sector: string | null, district: string | null): number =>
    members.filter(
      (one) => (sector === null || one.sector === sector) && (district === null || one.district === district),
    ).length
  const isSmall = (sector: string | null, district: string | null): boolean => {
    const number = count(sector, district)
    return number > 0 && number < k
  }
  const inAll = spoken(parts)
  const both = [...inAll.sectors].flatMap(([sector, saidSector]) =>
    [...inAll.districts]
      .filter(([district]) => isSmall(sector, district))
      .map(([district, saidDistrict]): SmallWorld => {
        const keep = count(sector, null) >= k ? 'sector' : count(null, district) >= k ? 'district' : 'none'
        return { sector, district, k, said: [...saidDistrict, ...saidSector], keep }
      }),
  )
  const inVictim = spoken(parts.filter(({ kind }) => kind === 'victim'))
  const alone = [
    ...[...inVictim.sectors].map(([sector, said]) => ({ sector, district: null, said })),
    ...[...inVictim.districts].map(([district, said]) => ({ sector: null, district, said })),
  ].filter(
    ({ sector, district }) =>
      isSmall(sector, district) &&
      !both.some((one) => (sector !== null ? one.sector === sector : one.district === district)),
  )
  return [...both, ...alone.map((one): SmallWorld => ({ ...one, k, keep: 'none' }))]
}

/** The texts in which somebody tells what happened, as one. */
const toldIn = (parts: readonly SmallWorldPart[]): string =>
  parts
    .flatMap(fieldsOf)
    .filter(({ path }) => TOLD.has(path))
    .map(({ text }) => text)
    .join('\n')

const TOLD: ReadonlySet<string> = new Set(['clearTitle', 'headline', 'text', 'doNow', 'changeNote'])
