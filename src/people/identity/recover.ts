import { notFound } from '#core/errors/index.ts'
import { asSystem, type Identity } from './create.ts'
import type { Invited } from './invite.ts'
import { addressOf, issueLink } from './issue-link.ts'
import { describe, personsAt } from './store.ts'
import { tellWatchers } from './tell.ts'

/**
 * Makes a link with which a person sets up sign-in anew, from the server's shell, where it is printed. Until it is
 * used nothing changes for the person. On record, and told at once to the whole secretariat and the auditors.
 * @throws {Refusal} not_found
 */
export function recoverFromShell(identity: Identity, email: string): Promise<Invited> {
  return identity.db.asViewer(asSystem('command line')).act(async (act) => {
    const [person] = await personsAt(act.sql, email)
    const self = person === undefined ? null : await describe(act.sql, person)
    if (!self) throw notFound()
    const { id, token, until } = await issueLink(act, identity.keys, 'recovery', self, null)
    await tellWatchers(act, identity, self)
    act.record({ act: 'identity.recover', subject: { kind: 'person', id: self.id }, detail: { link: id } })
    return { link: addressOf(identity.origin(), 'recovery', token), until }
  })
}
