/** The demo's groups: four working groups and a SIG whose members do not see each other. */
export type DemoGroup = {
  readonly handle: string
  readonly kind: 'working-group' | 'sig'
  readonly ja: string
  readonly en: string
  readonly purposeJa: string
  readonly purposeEn: string
  readonly members: readonly string[]
  readonly guests?: readonly string[]
  readonly hidden?: boolean
}

export const demoGroups: readonly DemoGroup[] = [
  {
    handle: 'wg-early-warning',
    kind: 'working-group',
    ja: '早期警戒WG',
    en: 'Early warning WG',
    purposeJa: '警戒情報を素早く、正しい相手に届ける手順を検討します。',
    purposeEn: 'How warnings reach the right teams fast.',
    members: [
      'asagiri-bank',
      'kozue-insurance',
      'tokiwa-motors',
      'shirogane-steel',
      'hoshizora-tel',
      'kazaguruma-soft',
      'akatsuki-power',
      'nagisa-rail',
      'kaede-pharma',
      'mihon-univ',
    ],
    guests: ['wakaba-net'],
  },
  {
    handle: 'wg-cases',
    kind: 'working-group',
    ja: '事例検討WG',
    en: 'Case study WG',
    purposeJa: 'インシデントの事例から学びます。',
    purposeEn: 'Learning from each other’s incidents.',
    members: [
      'minato-trust',
      'yamabiko-chem',
      'group-csirt',
      'suiren-gas',
      'hayate-air',
      'hidamari-mart',
      'rei-city',
    ],
  },
  {
    handle: 'wg-fact-sheet',
    kind: 'working-group',
    ja: 'FACT SHEET WG',
    en: 'Fact sheet WG',
    purposeJa: 'CSIRT記述書と体制の比較を整えます。',
    purposeEn: 'Team descriptions and how teams are set up.',
    members: ['hibari-securities', 'komorebi-foods', 'sample-security', 'tsubame-logi', 'kogarashi-depart'],
  },
  {
    handle: 'wg-exercise',
    kind: 'working-group',
    ja: '訓練・演習WG',
    en: 'Exercise WG',
    purposeJa: '連絡訓練と演習を企画します。',
    purposeEn: 'Drills and exercises.',
    members: ['asagiri-bank', 'hoshizora-tel', 'sumire-hospital', 'mihon-univ', 'suiren-gas', 'shigure-lab'],
  },
  {
    handle: 'sig-control',
    kind: 'sig',
    ja: '制御システムSIG',
    en: 'Control systems SIG',
    hidden: true,
    purposeJa: '制御システムの脅威を、顔の見える少人数で扱います。',
    purposeEn: 'Threats to control systems, in a small circle.',
    members: [
      'akatsuki-power',
      'suiren-gas',
      'tokiwa-motors',
      'shirogane-steel',
      'nagisa-rail',
      'yamabiko-chem',
      'hayate-air',
    ],
  },
]

/** How members of the SIG stand to its agreement: the others hold the version in force. */
export const demoLapsed: readonly string[] = ['shirogane-steel']
export const demoMissing: readonly string[] = ['hayate-air']
