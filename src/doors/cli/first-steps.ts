import { editAddress } from '#people/association/index.ts'
import { addressOf, asSystem, issueSetUpLink } from '#people/identity/index.ts'
import type { House } from '../../app.ts'
import { isLoopback } from '../../config.ts'
import { InputRefused } from './command.ts'
import { foundDemo } from './demo/found-demo.ts'

type Known = Pick<House, 'association' | 'config' | 'db' | 'keys' | 'now'>

/**
 * Makes the demo's association at its first start, and keeps the two kinds of data folder apart for ever after.
 *
 * @param move take a new address for an association that has one
 * @throws InputRefused for a demo on a real association's data, and the other way round
 */
export async function settle(house: Known, tell: (text: string) => void, move: boolean): Promise<void> {
  const { association, config, db, keys, now } = house
  const mode = association.current()?.mode
  if (config.mode === 'demo') {
    if (mode === 'association') {
      throw new InputRefused(
        `${config.dataFolder} holds a real association. A demo wants a data folder of its own.`,
      )
    }
    if (mode) return
    tell('見本の協議会を用意しています… / Making the demo association…\n')
    await foundDemo({ db, keys, url: config.url }, now())
    await association.read()
  } else if (mode === 'demo') {
    throw new InputRefused(
      `${config.dataFolder} holds a demo. Start it with "renkei demo", or choose another RENKEI_DATA.`,
    )
  } else {
    await keepAddress(house, move)
  }
}

/** What the person at the terminal does next, a line each; nothing once the association is founded. */
export async function firstSteps({ association, config, db }: Known, url: string): Promise<string[]> {
  const known = association.current()
  if (known?.mode === 'demo') {
    return [
      '登場人物を選んでサインイン / Choose who to be:',
      `  ${url}/demo`,
      '送られたメール / Mail that was sent:',
      `  ${url}/dev/mail`,
      'プログラム用のキー / Keys for scripts:',
      '  npx renkei demo keys --json',
    ]
  }
  if (known)
    return [`${known.name.ja} / ${known.name.en}`, ...movedLines(known.url, config.url), ...mailLines(config)]
  const { token } = await db.asViewer(asSystem('set-up')).act(issueSetUpLink)
  return [
    '協議会を設立する：次のリンクを開いてください（一度だけ、1時間以内）',
    'Found your association: open this link (once, within an hour)',
    `  ${addressOf(url, 'set-up', token)}`,
    '',
    '見てみるだけなら、これを止めてから / Only to look around, stop this and run:',
    '  npm run demo',
  ]
}

/** Without a mail server nothing is lost, and nothing arrives. */
const mailLines = ({ smtp }: Known['config']): string[] =>
  smtp
    ? []
    : [
        'メールサーバー未設定のため、メールは送信待ちになります（SMTP_URL, MAIL_FROM）',
        'No mail server is set up, so letters wait (SMTP_URL, MAIL_FROM)',
      ]

/** Tried on this machine while the founded address is elsewhere: that is fine, but passkeys are for that address. */
function movedLines(founded: string, served: string): string[] {
  if (new URL(founded).origin === served) return []
  return [`${founded} として設立されています / founded as ${founded}: RENKEI_URL=${founded}`]
}

/**
 * Keeps an association at the address that it was founded under, for passkeys are bound to its host. On this machine
 * itself it may be looked at under any name.
 *
 * @param move the operator means it
 * @throws InputRefused
 */
async function keepAddress({ association, config, db }: Known, move: boolean): Promise<void> {
  const founded = association.current()?.url
  if (!founded || new URL(founded).origin === config.url || isLoopback(new URL(config.url).hostname)) return
  if (!move) {
    throw new InputRefused(
      `This association was founded as ${founded}, and RENKEI_URL is ${config.url}. Passkeys would stop working and links that were mailed would lead to the old address. If it is to move: renkei start --move`,
    )
  }
  await db.asViewer(asSystem('move')).act((act) => editAddress(act, config.url))
  await association.read()
}
