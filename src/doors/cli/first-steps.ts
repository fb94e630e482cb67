import { addressOf, asSystem, issueSetUpLink } from '#people/identity/index.ts'
import type { House } from '../../app.ts'
import { InputRefused } from './command.ts'
import { foundDemo } from './demo/found-demo.ts'

type Known = Pick<House, 'association' | 'config' | 'db' | 'keys' | 'now'>

/**
 * Makes the demo's association at its first start, and keeps the two kinds of data folder apart for ever after.
 *
 * @throws InputRefused for a demo on a real association's data, and the other way round
 */
export async function settle(house: Known, tell: (text: string) => void): Promise<void> {
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
  }
}

/** What the person at the terminal does next, a line each; nothing once the association is founded. */
export async function firstSteps({ association, config, db }: Known, url: string): Promise<string[]> {
  const known = association.current()
  if (known?.mode === 'demo') {
    return [
      `登場人物を選んでサインイン / choose who to be: ${url}/demo`,
      `届いたメール / mail: ${url}/dev/mail`,
      'キー / keys for scripts: npx renkei demo keys --json',
    ]
  }
  if (known) return movedLines(known.url, config.url)
  const { token } = await db.asViewer(asSystem('set-up')).act(issueSetUpLink)
  return [
    '',
    '最初の設定(一度だけ・1時間以内) / Set up, once, within an hour:',
    `  ${addressOf(url, 'set-up', token)}`,
    '試すだけなら / only to try it: npm run demo',
    '',
  ]
}

/** Passkeys and links are bound to the address that was founded. */
function movedLines(founded: string, served: string): string[] {
  if (founded === served) return []
  return [`${founded} として設立されています / founded as ${founded}: RENKEI_URL=${founded}`]
}
