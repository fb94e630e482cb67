import { texts } from '../texts.ts'

/** R13: what each label of TLP 2.0 means for the reader, in words. Beside every badge, in every mail and export. */
export const handling = texts({
  ja: {
    RED: 'あなた個人限りです。上司・同僚にも渡せません。',
    AMBER_STRICT: '自組織内で、業務上知る必要がある人まで。委託先・グループ会社・顧客には渡せません。',
    AMBER: '自組織と、守る対象の顧客・グループ会社で、業務上知る必要がある人まで。',
    GREEN: '{{community}}まで。公開の場には出せません。',
    CLEAR: '共有の制限はありません。',
    community: '本協議会の加盟チーム',
  },
  en: {
    RED: 'For you personally. Do not pass it on, not even to your superiors or colleagues.',
    AMBER_STRICT:
      'Within your own organisation, to those who need to know. Not to contractors, group companies or clients.',
    AMBER:
      'Within your organisation and the clients and group companies you protect, to those who need to know.',
    GREEN: 'Up to {{community}}. Not in any public place.',
    CLEAR: 'No limit on sharing.',
    community: 'the member teams of this association',
  },
})
