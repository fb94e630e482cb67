/** The demo's agreement: the SIG asks for it, some members have accepted, for some it has lapsed, some never did. */
export const demoAgreement = {
  kind: 'nda',
  titleJa: '制御システムSIG 秘密保持規約',
  titleEn: 'Control systems SIG non-disclosure terms',
  textJa:
    '本SIGで共有された情報は、本SIGの参加者の間でのみ取り扱います。提供元の許可なく他に伝えません。退会時は、法令上の保存義務がある場合を除き、受け取った情報を破棄します。',
  textEn:
    'What is shared in this SIG stays among its participants. Nothing is passed on without the source’s permission. On leaving, what was received is destroyed, unless the law demands that it be kept.',
} as const

export const demoNextText = {
  textJa: `${demoAgreement.textJa}提供元が求めたときは、24 時間以内に取扱いの状況を回答します。`,
  textEn: `${demoAgreement.textEn} When the source asks, the state of handling is told within 24 hours.`,
} as const
