import { randomInt, randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import { postLetter } from '#base/outbound/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { beginTest as noteTest } from './store.ts'

/** What a channel test needs of the house. */
export interface TestDeps {
  readonly keys: Keys
  readonly origin: () => string
}

/**
 * Mails the viewer a word, in clear or encrypted to a key that is the viewer's or the team's. Typed after sign-in, it
 * proves that mail in this form arrives and can be read.
 *
 * @param key null: in clear
 * @throws {Refusal} too_many_requests after ten a day, not_found for somebody else's key
 */
export async function beginTest(act: Act, { keys, origin }: TestDeps, key: string | null): Promise<void> {
  const id = randomUUID()
  const proof = drawWord()
  const test = await noteTest(act.sql, id, key, tagOf(keys, id, proof))
  if (!test.allowed) throw new Refusal('too_many_requests')
  if (key !== null && test.armored === null) throw notFound()
  const { address: to, language, word } = test
  await postLetter(
    act,
    keys,
    {
      kind: 'channel_test',
      to,
      language,
      ...(word === null ? {} : { word }),
      proof,
      encrypted: key !== null,
      link: `${origin()}/me`,
    },
    { id, sealTo: test.armored ?? undefined },
  )
  act.record({ act: 'delivery.test', subject: { kind: 'person', id: act.viewer.person ?? '' } })
}

/** Letters and digits that nobody takes for others. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const drawWord = (): string => {
  const signs = Array.from({ length: 8 }, () => SIGNS[randomInt(SIGNS.length)])
  return `${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`
}

/** As it is kept: without blanks and hyphens, in capitals, bound to its test. */
export const tagOf = (keys: Keys, test: string, word: string): string =>
  keys.tag(
    'channel test',
    `${test} ${word
      .normalize('NFKC')
      .toUpperCase()
      .replaceAll(/[^0-9A-Z]/g, '')}`,
  )
