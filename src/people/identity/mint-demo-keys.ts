import { Refusal } from '#core/errors/index.ts'
import { asSystem, type Identity } from './create.ts'
import { putKey } from './issue-key.ts'
import { lifetimes } from './limits.ts'
import type { Body } from './person.ts'
import { type KeyRole, keyRoles } from './scope.ts'
import { readCast } from './store.ts'

/** One appointment of somebody in a demo. Only teams have keys; for bodies `key` is null: sign in as the person. */
export interface DemoKey {
  readonly appointment: string
  readonly role: string
  readonly person: { readonly id: string; readonly nameJa: string; readonly nameEn: string }
  readonly body: Pick<Body, 'kind' | 'id' | 'handle' | 'nameJa' | 'nameEn'>
  readonly key: string | null
}

const isKeyRole = (role: string): role is KeyRole => (keyRoles as readonly string[]).includes(role)

/**
 * Mints a team key for each appointment of a demo's cast, with that appointment's role and every scope, for a week.
 * The database itself refuses to tell the cast of a founded association.
 * @throws {Refusal} demo_only
 */
export const mintDemoKeys = (identity: Identity): Promise<DemoKey[]> =>
  identity.db.asViewer(asSystem('demo keys')).act(async (act) => {
    const cast = await readCast(act.sql)
    if (!cast) throw new Refusal('demo_only')
    const keys: DemoKey[] = []
    for (const { appointments, ...person } of cast) {
      for (const { id, role, body } of appointments) {
        const { kind, handle, nameJa, nameEn } = body
        const wish = {
          name: `demo ${role} ${handle}`.slice(0, 120),
          scopes: ['read', 'write'] as const,
          days: lifetimes.demoKeys / 86_400,
        }
        const made =
          kind === 'team' && isKeyRole(role)
            ? await putKey(act, body.id, { ...wish, roles: [role] }, null)
            : null
        keys.push({
          appointment: id,
          role,
          person: { id: person.id, nameJa: person.nameJa, nameEn: person.nameEn },
          body: { kind, id: body.id, handle, nameJa, nameEn },
          key: made?.key ?? null,
        })
      }
    }
    return keys
  })
