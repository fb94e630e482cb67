import { texts } from '../texts.ts'

/** The development mailbox at /dev/mail. */
export const mailbox = texts({
  ja: {
    title: 'お試し用メールボックス',
    lead: 'この環境から送られたメールはここに届き、外へは出ません。新しいものが上です（最後の500通、再起動で消えます）。',
    empty: 'まだ1通も届いていません。招待や警戒情報の発信など、メールの出る操作をすると、ここに現れます。',
    reload: '再読み込み',
    back: '一覧へ戻る',
    at: '受信日時',
    to: '宛先',
    from: '差出人',
    subject: '件名',
    headers: 'ヘッダー',
    html: 'HTML の原文',
    no_subject: '（件名なし）',
  },
  en: {
    title: 'Trial mailbox',
    lead: 'Mail from this installation arrives here and goes nowhere else. Newest first; the last 500, forgotten at restart.',
    empty:
      'No mail yet. Do something that sends one, such as an invitation or the release of a warning, and it appears here.',
    reload: 'Reload',
    back: 'Back to the list',
    at: 'Received',
    to: 'To',
    from: 'From',
    subject: 'Subject',
    headers: 'Headers',
    html: 'HTML source',
    no_subject: '(no subject)',
  },
})
