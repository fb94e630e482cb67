import { texts } from '../texts.ts'

/** Words of second looks: reviews before release, looks at a withheld source, reading in an emergency. */
export const oversight = texts({
  ja: {
    ask: 'レビューを依頼する',
    ask_what:
      '法務・広報などの一人に、いまの文面そのものを読んでもらいます。あとで書き直しても、依頼された人に見えるのは依頼した時の文面だけです。終えると読めなくなります。',
    who: '依頼する人',
    nobody:
      '自チームに、依頼できる人がいません。チームの画面で「法務・広報レビュー」の役割の人を加えてください。',
    reason: '見てほしいこと',
    reason_default: '配信してよいかの確認',
    until: '期限',
    until_what: '期限を過ぎると、依頼された人は読めなくなります。',
    ask_again: 'いまの文面のレビューを依頼する',
    ask_confirm: '依頼する',
    asked: '依頼しました',
    asked_you: 'この文面のレビューを依頼されています。読み終えたら「レビューを終える」を押してください。',
    judge_you:
      'この文面のレビューを依頼されています。文面と読む人を確かめ、下の「あなたの判断」で答えてください。',
    overtaken_you: '依頼のあとに、文面が書き直されました。',
    overtaken_you_what:
      'ここに見えているのは、依頼された時の文面です。いまの文面を読むには、改めて依頼してもらってください。',
    state: {
      asked: 'いまの文面のレビューを依頼していますが、まだ終わっていません。',
      done: 'いまの文面のレビューが終わっています。',
      earlier:
        'レビューは、いまの文面についてのものではありません。「{{parts}}」は、依頼のあとに書き直したか、加えたものです。',
    },
    stays: '書き直すと次の版になります。レビューする人に見えるのは、依頼した時の文面のままです。',
    readers: '配信すると読む人',
    done: 'レビューを終える',
    done_now: 'レビューを終えました',
    let_in: 'レビューと緊急時の閲覧',
    purpose: '種類',
    review: 'レビュー',
    ends: '期限',
    ended: '終了',
    source: '提供元を確かめる',
    source_what:
      '規約で定めた役割の人だけに示します。理由は記録され、提供元に知らされます。監査記録にも残ります。',
    source_reason: '確かめる理由',
    source_confirm: '本人確認をして提供元を表示する',
    source_is: '非開示の提供元：',
    source_told: 'この照会と理由は、提供元に知らされました。提供元が誰かを、ほかの人に伝えないでください。',
    glass: '緊急時の閲覧',
    glass_what:
      '規約で定めた役割の人は、理由を記録したうえで、宛先でない情報を1時間だけ読めます。読んだことは提供元に知らされ、監査記録に残ります。',
    glass_reason: '読む理由',
    glass_confirm: '本人確認をして1時間だけ開く',
    glass_open: '緊急時の閲覧として開いています。期限が来ると閉じます。読み終えたら、閉じてください。',
    glass_done: '閲覧を終える',
  },
  en: {
    ask: 'Ask for a review',
    ask_what:
      'One person, such as your lawyer, reads exactly this text. Whatever you write later, they go on seeing the text they were asked about, and no longer once they are done.',
    who: 'Who',
    nobody:
      'Your team has nobody to ask. Add a person in the role “Legal / PR reviewer” on your team’s page.',
    reason: 'What to look at',
    reason_default: 'Whether it may be released',
    until: 'Until',
    until_what: 'After this the person can no longer read it.',
    ask_again: 'Ask for a review of this text',
    ask_confirm: 'Ask',
    asked: 'Asked',
    asked_you: 'You were asked to review this text. Press “Finish the review” when you have read it.',
    judge_you:
      'You were asked to review this text. Look at the text and at its readers, then answer under “Your decision” below.',
    overtaken_you: 'The text was written anew after you were asked.',
    overtaken_you_what:
      'You see the text that you were asked about. To read the text as it is now, have its author ask you anew.',
    state: {
      asked: 'A review of exactly this text was asked for and is not finished yet.',
      done: 'The review of exactly this text is finished.',
      earlier: 'The review was not of this text: “{{parts}}” was changed or added after it was asked for.',
    },
    stays:
      'Whatever you change becomes the next version; the reviewer goes on seeing the text they were asked about.',
    readers: 'Who will read it once released',
    done: 'Finish the review',
    done_now: 'Review finished',
    let_in: 'Reviews and reading in an emergency',
    purpose: 'What',
    review: 'Review',
    ends: 'Until',
    ended: 'Ended',
    source: 'Look at the source',
    source_what:
      'Only for roles that the charter names. The reason is recorded, told to the source, and stands in the audit.',
    source_reason: 'Why you need to know',
    source_confirm: 'Prove it is me and show the source',
    source_is: 'The withheld source:',
    source_told: 'The source was told of this look and its reason. Do not tell others who it is.',
    glass: 'Reading in an emergency',
    glass_what:
      'Roles that the charter names can read, for one hour and with a recorded reason, what was not addressed to them. The source is told, and it stands in the audit.',
    glass_reason: 'Why you must read it',
    glass_confirm: 'Prove it is me and open it for one hour',
    glass_open: 'Open as reading in an emergency. It closes by itself; close it when you have read it.',
    glass_done: 'Close it',
  },
})
