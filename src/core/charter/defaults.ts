import type { Charter } from './charter.ts'

const coded = (pairs: ReadonlyArray<readonly [string, string, string]>) =>
  pairs.map(([code, ja, en]) => ({ code, label: { ja, en } }))

/** The charter that founding offers: a national association, with numbers that most can keep. */
export const defaultCharter: Charter = {
  languages: ['ja', 'en'],
  defaultLanguage: 'ja',
  fiscalYearStartsIn: 4,
  holidays: [],
  timeZone: 'Asia/Tokyo',
  greenCommunity: { ja: '本協議会の加盟チーム', en: 'the member teams of this association' },
  needToKnowRoles: ['poc', 'deputy', 'analyst', 'duty_officer', 'chair', 'vice_chair', 'member'],
  sourceRoles: ['duty_officer'],
  sectors: coded([
    ['finance', '金融', 'Finance'],
    ['manufacturing', '製造', 'Manufacturing'],
    ['information', '情報通信', 'Information and communications'],
    ['energy', '電力・ガス', 'Energy'],
    ['transport', '運輸・物流', 'Transport and logistics'],
    ['health', '医療・製薬', 'Health and pharmaceuticals'],
    ['retail', '流通・小売', 'Retail'],
    ['public', '官公庁・教育', 'Public sector and education'],
  ]),
  districts: coded([
    ['hokkaido-tohoku', '北海道・東北', 'Hokkaido and Tohoku'],
    ['kanto', '関東', 'Kanto'],
    ['chubu', '中部', 'Chubu'],
    ['kinki', '近畿', 'Kinki'],
    ['west', '中国・四国・九州', 'Chugoku, Shikoku and Kyushu'],
  ]),
  memberKinds: coded([
    ['enterprise', '一般企業', 'Enterprise'],
    ['provider', 'セキュリティ事業者', 'Security provider'],
    ['public-body', '公的機関', 'Public body'],
    ['academic', '大学・研究機関', 'University or research institute'],
  ]),
  k: 5,
  holdSeconds: { normal: 60, immediate: 10 },
  answerWithinDays: { immediate: 0, urgent: 0, normal: 3, information: 0 },
  confirmationEveryMonths: 4,
  sessions: { idleMinutes: 60, absoluteHours: 12, freshMinutes: 5 },
  trustChangeHours: 24,
  invitationDays: 7,
  channels: {
    RED: { encryptedMail: 'notice', tlsMail: 'notice', clearMail: 'notice', chat: 'no', sms: 'notice', print: 'no', machine: 'no' },
    'AMBER+STRICT': { encryptedMail: 'full', tlsMail: 'notice', clearMail: 'notice', chat: 'notice', sms: 'notice', print: 'numbered', machine: 'source-allows' },
    AMBER: { encryptedMail: 'full', tlsMail: 'headline', clearMail: 'notice', chat: 'notice', sms: 'notice', print: 'numbered', machine: 'own-key' },
    GREEN: { encryptedMail: 'full', tlsMail: 'full', clearMail: 'headline', chat: 'headline', sms: 'notice', print: 'yes', machine: 'own-key' },
    CLEAR: { encryptedMail: 'full', tlsMail: 'full', clearMail: 'full', chat: 'full', sms: 'headline', print: 'yes', machine: 'yes' },
  },
}
