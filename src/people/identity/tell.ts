import type { Act } from '#base/db/index.ts'
import { type FactorChange, postLetter } from '#base/outbound/index.ts'
import type { Inviting } from './create.ts'
import type { Self } from './person.ts'
import { readHouse, waitsIn, watchers } from './store.ts'

/** Whom a letter goes to. */
type Reader = Pick<Self, 'email' | 'language' | 'word'>

const addressed = ({ email, language, word }: Reader) => ({
  to: email,
  language,
  ...(word === null ? {} : { word }),
})

const account = ({ origin }: Inviting) => `${origin()}/me`

/** Mails an invitation with its one-time link. */
export async function tellInvitation(
  act: Act,
  identity: Inviting,
  self: Self,
  link: string,
  until: Date,
): Promise<void> {
  const body = (await waitsIn(act.sql, self.id)) ?? (await houseNames(act))
  await postLetter(act, identity.keys, {
    kind: 'invitation',
    ...addressed(self),
    body: body[self.language],
    link,
    until: until.toISOString(),
  })
}

const houseNames = async (act: Act): Promise<{ ja: string; en: string }> => {
  const house = await readHouse(act.sql)
  return house ? { ja: house.nameJa, en: house.nameEn } : { ja: 'Renkei', en: 'Renkei' }
}

/** Mails a person that what he signs in with has changed. */
export const tellFactorChanged = (
  act: Act,
  identity: Inviting,
  self: Reader,
  what: FactorChange,
): Promise<void> =>
  postLetter(act, identity.keys, {
    kind: 'factor_changed',
    ...addressed(self),
    what,
    at: act.at.toISOString(),
    link: account(identity),
  })

/** Mails a person that somebody knows the password. */
export const tellPasswordKnown = (act: Act, identity: Inviting, self: Reader): Promise<void> =>
  postLetter(act, identity.keys, {
    kind: 'password_known',
    ...addressed(self),
    at: act.at.toISOString(),
    link: account(identity),
  })

/** Mails a person that a browser not seen before has signed in. */
export const tellNewSignIn = (act: Act, identity: Inviting, self: Reader, agent: string): Promise<void> =>
  postLetter(act, identity.keys, {
    kind: 'new_sign_in',
    ...addressed(self),
    at: act.at.toISOString(),
    agent: agent || '-',
    link: account(identity),
  })

/** Mails the secretariat and the auditors that somebody was let in from the server's shell. */
export async function tellWatchers(act: Act, identity: Inviting, about: Self): Promise<void> {
  for (const watcher of await watchers(act.sql)) {
    await postLetter(act, identity.keys, {
      kind: 'recovery_told',
      ...addressed(watcher),
      person: watcher.language === 'ja' ? about.nameJa : about.nameEn,
      at: act.at.toISOString(),
      link: `${identity.origin()}/audit`,
    })
  }
}
