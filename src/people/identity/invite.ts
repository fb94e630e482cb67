import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import type { AppEvent } from '#core/events/index.ts'
import { type Asker, isOfficer } from '#core/policy/index.ts'
import { asSystem, type Identity, type Inviting } from './create.ts'
import { addressOf, issueLink } from './issue-link.ts'
import { describe, isEnrolled, mayInvite, personsAt, readHouse } from './store.ts'
import { tellInvitation } from './tell.ts'

/** An invitation that was made. The link goes by mail; founding, the command line and {@link showInvitation} show it. */
export interface Invited {
  readonly link: string
  readonly until: Date
}

/** By which ways a link goes. Who is shown one could use it himself: that is on record, and the invited is told. */
interface Ways {
  readonly mailed: boolean
  readonly shown: boolean
}

const byMail: Ways = { mailed: true, shown: false }
const byBoth: Ways = { mailed: true, shown: true }
const byHand: Ways = { mailed: false, shown: true }

/**
 * Invites a person within an act of whoever may: the secretariat anybody, a team's administrator and point of
 * contact its people. The letter is part of the act.
 * @throws {Refusal} not_found (no such person, or not yours to invite), already_enrolled
 */
async function makeInvitation(
  act: Act,
  identity: Inviting,
  person: string,
  { mailed, shown }: Ways,
): Promise<Invited> {
  if (!(await mayInvite(act.sql, person))) throw notFound()
  const self = await describe(act.sql, person)
  if (!self) throw notFound()
  if (await isEnrolled(act.sql, person)) throw new Refusal('already_enrolled')
  const by = act.asker.kind === 'person' ? act.asker.appointment : null
  const { id, token, until } = await issueLink(act, identity.keys, 'invitation', self, by, { shown })
  const link = addressOf(identity.origin(), 'invitation', token)
  if (mailed) await tellInvitation(act, identity, self, link, until)
  const subject = { kind: 'person', id: person }
  act.record({ act: 'identity.invite', subject, detail: { link: id } })
  if (shown) act.record({ act: 'invitation.link-shown', subject, detail: { link: id } })
  return { link, until }
}

/** Invites by mail, and answers the end of the invitation alone. @throws {Refusal} not_found, already_enrolled */
export const invite = (identity: Identity, asker: Asker, person: string): Promise<{ until: Date }> =>
  identity.db.asViewer(asker).act(async (act) => {
    const { until } = await makeInvitation(act, identity, person, byMail)
    return { until }
  })

/**
 * Where there is no mail server: makes an invitation and shows its link to the officer who asks, this once, to be
 * handed over. Whoever sees it could enrol as that person, so it is for officers alone and on record under a name of
 * its own, and the invited person reads who was shown it before setting up sign-in.
 * @throws {Refusal} not_found, not_your_role, mail_is_set_up, already_enrolled
 */
export const showInvitation = (identity: Identity, asker: Asker, person: string): Promise<Invited> =>
  identity.db.asViewer(asker).act(async (act) => {
    if (!(await mayInvite(act.sql, person))) throw notFound()
    if (!isOfficer(act.viewer)) throw new Refusal('not_your_role', { params: { who: 'officer' } })
    if (!identity.byHand) throw new Refusal('mail_is_set_up')
    return makeInvitation(act, identity, person, byHand)
  })

/** Invites a founder; founding shows the link, for there may be no way to mail yet. */
export const inviteFounder = (act: Act, identity: Inviting, person: string): Promise<Invited> =>
  makeInvitation(act, identity, person, byBoth)

/**
 * Listens within the act that appoints somebody: who has no way in yet gets an invitation. In a demo nobody does, for
 * there one chooses whom to be.
 */
export async function inviteAppointed(act: Act, identity: Inviting, event: AppEvent): Promise<void> {
  if (event.name !== 'person.appointed') return
  if ((await readHouse(act.sql))?.demo || (await isEnrolled(act.sql, event.person)) !== false) return
  await makeInvitation(act, identity, event.person, byMail)
}

/** Invites from the server's shell, where the link is printed. @throws {Refusal} not_found, already_enrolled */
export function inviteFromShell(identity: Identity, email: string): Promise<Invited> {
  return identity.db.asViewer(asSystem('command line')).act(async (act) => {
    const [person] = await personsAt(act.sql, email)
    if (!person) throw notFound()
    return makeInvitation(act, identity, person, byBoth)
  })
}
