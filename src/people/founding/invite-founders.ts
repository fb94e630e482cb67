import { asSystem, type Identity, inviteFounder, takeSetUpLink } from '#people/identity/index.ts'
import { type Foundation, type Founding, found } from './found.ts'

/** What the founding page shows afterwards: a link for each first officer, who is mailed it too. */
export interface FoundedWithLinks extends Foundation {
  readonly invitations: readonly { readonly person: string; readonly link: string; readonly until: Date }[]
}

/**
 * Founds the association for whoever holds the set-up link, and invites its first officers. One transaction: the
 * link is used up exactly if the association exists.
 *
 * @throws {Refusal} link_dead, already_founded
 */
export function foundByLink(
  identity: Identity,
  token: string,
  founding: Founding,
): Promise<FoundedWithLinks> {
  return identity.db.asViewer(asSystem('founding')).act(
    async (act) => {
      await takeSetUpLink(act, token, { use: true })
      const foundation = await found(act, founding)
      const invitations = []
      for (const person of foundation.officers) {
        invitations.push({ person, ...(await inviteFounder(act, identity, person)) })
      }
      return { ...foundation, invitations }
    },
    { lock: 'exclusive' },
  )
}

/** Is this a set-up link that may still be used? Uses nothing up. @throws {Refusal} link_dead */
export const openSetUpLink = (identity: Identity, token: string): Promise<void> =>
  identity.db.asViewer(asSystem('founding')).act((act) => takeSetUpLink(act, token, { use: false }))
