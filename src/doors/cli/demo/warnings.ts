import type { Attribution, PartKind, Reach, Tlp, Urgency } from '#core/envelope/index.ts'

/** Whom a demo part is for, by handles; resolved when the demo is made. */
export type DemoTerm =
  | 'members'
  | `group:${string}`
  | `sector:${string}`
  | `district:${string}`
  | `team:${string}`
  | `concerned:${string}`
  | `poc:${string}`

export type DemoPart = {
  readonly kind: PartKind
  readonly tlp: Tlp
  readonly reach?: Reach
  readonly to: readonly DemoTerm[]
  readonly except?: readonly DemoTerm[]
  readonly headline: string
  readonly text: string
  readonly doNow?: string
  readonly answerInHours?: number
  readonly embargoDays?: number
  readonly validDays?: number
}

/** A warning of the demo and how far it has come. Hosts and addresses are documentation ones (RFC 2606, RFC 5737). */
export type DemoWarning = {
  readonly from: string
  readonly urgency: Urgency
  readonly attribution: Attribution
  readonly exercise?: boolean
  readonly hoursAgo: number
  readonly parts: readonly DemoPart[]
  /** Correct: a second version. wrong/shared: withdrawn. draft: never released. held: pressed a moment ago. */
  readonly ends?: 'draft' | 'held' | 'corrected' | 'wrong' | 'shared'
  /** Who read it and what they answered. */
  readonly answers?: ReadonlyArray<
    readonly [
      poc: string,
      answer: 'checking' | 'no-trace' | 'trace' | 'affected' | 'handled' | 'not-applicable' | 'cannot-check',
    ]
  >
}

export const demoWarnings: readonly DemoWarning[] = [
  {
    from: 'hoshizora-tel',
    urgency: 'immediate',
    attribution: 'named',
    hoursAgo: 3,
    parts: [
      {
        kind: 'summary',
        tlp: 'GREEN',
        to: ['members'],
        headline: '請求書を装うメールからの侵入が続いています',
        text: '取引先の請求書を装うメールの添付ファイルを開くと、遠隔操作ツールが実行されます。本日午前だけで当社グループに 40 通が届きました。件名は「【至急】11月分ご請求書の差替え」です。',
        doNow: '件名に「差替え」を含むメールの受信有無を確認し、回答期限までに結果をお知らせください。',
        answerInHours: 30,
      },
      {
        kind: 'technical',
        tlp: 'AMBER',
        to: ['group:wg-early-warning', 'sector:finance', 'sector:manufacturing'],
        headline: '差替え請求書メールの通信先と検体の特徴',
        text: '通信先: cdn-update.example.com / 203.0.113.45 (443/tcp)\n添付ファイル: invoice_1123.xlsm\n実行後に %APPDATA%\\Sample\\svc.exe を作成し、5 分ごとに通信します。',
        doNow: 'プロキシの記録で 203.0.113.45 への通信を 11 月 16 日以降で検索してください。',
        answerInHours: 30,
        validDays: 30,
      },
      {
        kind: 'victim',
        tlp: 'AMBER+STRICT',
        to: ['group:committee', 'team:asagiri-bank'],
        headline: '当社での被害状況（グループ会社 1 社）',
        text: 'グループ会社 1 社の経理部門で端末 2 台が感染しました。社外への情報流出は確認していません。公表の予定はありません。',
      },
    ],
    answers: [
      ['asagiri-bank', 'trace'],
      ['tokiwa-motors', 'no-trace'],
      ['kozue-insurance', 'no-trace'],
      ['minato-trust', 'checking'],
      ['shirogane-steel', 'affected'],
    ],
  },
  {
    from: 'akatsuki-power',
    urgency: 'urgent',
    attribution: 'withheld',
    hoursAgo: 20,
    parts: [
      {
        kind: 'technical',
        tlp: 'AMBER',
        to: ['group:sig-control', 'sector:energy'],
        headline: '制御系の保守用回線への総当たり',
        text: '保守用 VPN 装置に対し、203.0.113.128/26 から 1 時間に約 2 万回の認証試行がありました。装置の既定の利用者名が使われています。',
        doNow: '保守用回線の装置で既定の利用者名が残っていないか確認してください。',
        answerInHours: 72,
      },
    ],
    answers: [['suiren-gas', 'handled']],
  },
  {
    from: 'asagiri-bank',
    urgency: 'normal',
    attribution: 'named',
    hoursAgo: 50,
    parts: [
      {
        kind: 'technical',
        tlp: 'GREEN',
        to: ['sector:finance'],
        headline: '当行をかたる偽サイト',
        text: '偽サイト: login.asagiri-bank.example.net\n短縮 URL を使った SMS から誘導されます。電話番号は 000-0000-0000 を名乗ります。',
        doNow: '自社の顧客窓口に同様の問合せがないか確認してください。',
        answerInHours: 72,
      },
    ],
    answers: [
      ['minato-trust', 'no-trace'],
      ['hibari-securities', 'trace'],
      ['kozue-insurance', 'not-applicable'],
    ],
  },
  {
    from: 'sample-security',
    urgency: 'information',
    attribution: 'named',
    hoursAgo: 120,
    parts: [
      {
        kind: 'summary',
        tlp: 'CLEAR',
        to: ['members'],
        headline: '年末年始の対応体制の確認を',
        text: '長期休暇中の連絡網、当番、保守会社の連絡先をこの機会に確認してください。休暇明けの端末更新の手順もあわせて見直してください。',
      },
    ],
  },
  {
    from: 'tokiwa-motors',
    urgency: 'urgent',
    attribution: 'off',
    hoursAgo: 30,
    ends: 'corrected',
    parts: [
      {
        kind: 'technical',
        tlp: 'AMBER',
        to: ['sector:manufacturing'],
        headline: '図面交換サービスを装う誘導',
        text: '通信先: files.example.org / 198.51.100.200\n図面の受け渡しを装い、認証情報を入力させます。',
        doNow: '198.51.100.200 への通信の有無を確認してください。',
        answerInHours: 60,
      },
    ],
    answers: [
      ['shirogane-steel', 'no-trace'],
      ['yamabiko-chem', 'checking'],
    ],
  },
  {
    from: 'nagisa-rail',
    urgency: 'normal',
    attribution: 'named',
    hoursAgo: 200,
    ends: 'wrong',
    parts: [
      {
        kind: 'technical',
        tlp: 'GREEN',
        to: ['sector:transport', 'group:wg-early-warning'],
        headline: '予約サイトへの不審な通信（撤回）',
        text: '通信元: 192.0.2.200。のちに自社の監視装置と判明しました。',
        doNow: '192.0.2.200 を遮断してください。',
        answerInHours: 72,
      },
    ],
    answers: [
      ['hayate-air', 'handled'],
      ['tsubame-logi', 'no-trace'],
    ],
  },
  {
    from: 'komorebi-foods',
    urgency: 'normal',
    attribution: 'named',
    hoursAgo: 90,
    ends: 'shared',
    parts: [
      {
        kind: 'victim',
        tlp: 'AMBER+STRICT',
        to: ['group:committee', 'district:west'],
        headline: '工場の停止について',
        text: '第二工場の生産管理端末が停止しています。取引先への連絡は未了です。',
      },
    ],
  },
  {
    from: 'kaede-pharma',
    urgency: 'urgent',
    attribution: 'named',
    hoursAgo: 12,
    parts: [
      {
        kind: 'victim',
        tlp: 'RED',
        reach: 'as-previewed',
        to: ['poc:sumire-hospital', 'poc:akatsuki-power'],
        headline: '個別のお願い',
        text: '貴チームの名前が攻撃者のやり取りに現れました。詳細は電話でお伝えします。担当の方お一人でお読みください。',
        doNow: '本日中に当社 PoC へお電話ください。',
        answerInHours: 10,
      },
    ],
  },
  {
    from: 'kazaguruma-soft',
    urgency: 'normal',
    attribution: 'named',
    hoursAgo: 26,
    parts: [
      {
        kind: 'technical',
        tlp: 'AMBER',
        to: ['group:wg-early-warning'],
        headline: '当社製品の脆弱性（修正の公開まで口外しないでください）',
        text: 'かざぐるま帳票 7.2 以前に、認証を回避できる脆弱性があります。修正版は 12 月 1 日に公開します。',
        doNow: '利用の有無だけを確認し、公開までは社外に伝えないでください。',
        embargoDays: 8,
        answerInHours: 96,
      },
    ],
    answers: [['asagiri-bank', 'not-applicable']],
  },
  {
    from: 'rei-city',
    urgency: 'normal',
    attribution: 'named',
    hoursAgo: 75,
    parts: [
      {
        kind: 'technical',
        tlp: 'GREEN',
        to: ['members'],
        except: ['sector:information'],
        headline: '委託先をかたる電話',
        text: '保守会社をかたり、遠隔操作ソフトの導入を求める電話がありました。折り返しは必ず登録済みの番号へ行ってください。',
      },
    ],
  },
  {
    from: 'hoshizora-tel',
    urgency: 'immediate',
    attribution: 'named',
    exercise: true,
    hoursAgo: 6,
    parts: [
      {
        kind: 'technical',
        tlp: 'AMBER',
        to: ['members'],
        headline: '連絡訓練：この警戒情報に回答してください',
        text: '訓練用の情報です。通信先 203.0.113.99 を検索したものとして回答してください。',
        doNow: '「痕跡なし」で回答してください。',
        answerInHours: 40,
      },
    ],
    answers: [
      ['mihon-univ', 'no-trace'],
      ['rei-city', 'no-trace'],
      ['suiren-gas', 'no-trace'],
    ],
  },
  {
    from: 'mihon-univ',
    urgency: 'normal',
    attribution: 'off',
    hoursAgo: 1,
    ends: 'draft',
    parts: [
      {
        kind: 'technical',
        tlp: 'AMBER',
        to: ['sector:public'],
        headline: '計算機資源の無断利用（下書き）',
        text: '研究用計算機で外部からの採掘プログラムを確認しました。調査中です。',
      },
    ],
  },
  {
    from: 'suiren-gas',
    urgency: 'information',
    attribution: 'named',
    hoursAgo: 400,
    parts: [
      {
        kind: 'technical',
        tlp: 'GREEN',
        to: ['district:kinki', 'concerned:kogarashi-depart'],
        headline: '近畿地区：不審な訪問者の記録',
        text: '点検を装う訪問者がありました。社員証の写しを求められても渡さないでください。',
        validDays: 10,
      },
    ],
  },
]
