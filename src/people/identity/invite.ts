import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import type { AppEvent } from '#core/events/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { asSystem, type Identity, type Inviting } from './create.ts'
import { addressOf, issueLink } from './issue-link.ts'
import { describe, isEnrolled, mayInvite, personsAt, readHouse } from './store.ts'
import { tellInvitation } from './tell.ts'

/** An invitation that was made. The link goes by mail; the command line prints it. */
export interface Invited {
  readonly link: string
  readonly until: Date
}

/**
 * Invites a person within an act of whoever may: the secretariat anybody, a team's administrator and point of
 * contact its people. The letter is part of the act.
 * @throws {Refusal} not_found (no such person, or not yours to invite), already_enrolled
 */
export async function invitePerson(act: Act, identity: Inviting, person: string): Promise<Invited> {
  if (!(await mayInvite(act.sql, person))) throw notFound()
  const self = await describe(act.sql, person)
  if (!self) throw notFound()
  if (await isEnrolled(act.sql, person)) throw new Refusal('already_enrolled')
  const by = act.asker.kind === 'person' ? act.asker.appointment : null
  const { id, token, until } = await issueLink(act, identity.keys, 'invitation', self, by)
  const link = addressOf(identity.origin(), 'invitation', token)
  await tellInvitation(act, identity, self, link, until)
  act.record({ act: 'identity.invite', subject: { kind: 'person', id: person }, detail: { link: id } })
  return { link, until }
}

/** See {@link invitePerson}; answers the end of the invitation alone. */
export async function invite(identity: Identity, asker: Asker, person: string): Promise<{ until: Date }> {
  const { until } = await identity.db.asViewer(asker).act((act) => invitePerson(act, identity, person))
  return { until }
}

/**
 * Listens within the act that appoints somebody: who has no way in yet gets an invitation. In a demo nobody does, for
 * there one chooses whom to be.
 */
export async function inviteAppointed(act: Act, identity: Inviting, event: AppEvent): Promise<void> {
  if (event.name !== 'person.appointed') return
  if ((await readHouse(act.sql))?.demo || (await isEnrolled(act.sql, event.person)) !== false) return
  await invitePerson(act, identity, event.person)
}

/** Invites from the server's shell, where the link is printed. @throws {Refusal} not_found, already_enrolled */
export function inviteFromShell(identity: Identity, email: string): Promise<Invited> {
  return identity.db.asViewer(asSystem('command line')).act(async (act) => {
    const [person] = await personsAt(act.sql, email)
    if (!person) throw notFound()
    return invitePerson(act, identity, person)
  })
}
