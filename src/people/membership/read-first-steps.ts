import type { Act } from '#base/db/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { keepsDirectory } from '#core/policy/index.ts'
import { whetherAgreed } from '#people/agreements/index.ts'
import { type Contact, firstContacts } from '#people/directory/index.ts'
import { isEnrolled } from '#people/identity/index.ts'
import { standingOf } from './store.ts'

/** How far a young association is. */
export interface FirstSteps {
  readonly first: {
    readonly team: string
    readonly name: Contact['name']
    readonly member: boolean
    readonly contact: Contact['contact']
    readonly enrolled: boolean
  } | null
  readonly agreed: boolean | null
}

/** Of how many points of contact it is asked how far they came: a grown association is not asked at all. */
const LOOKED_AT = 10

/**
 * What a young association has done already; for the secretariat. The first team is the one that came furthest:
 * whose point of contact, nobody of the secretariat, can sign in, and which is a member.
 *
 * @throws {Refusal} not_your_role
 */
export async function readFirstSteps(act: Act): Promise<FirstSteps> {
  if (!keepsDirectory(act.viewer)) throw new Refusal('not_your_role', { params: { who: 'secretariat' } })
  const { rows } = await firstContacts(LOOKED_AT).execute(act.sql)
  let first: FirstSteps['first'] = null
  for (const { team, name, person, contact } of rows) {
    const [standing] = (await standingOf(team).execute(act.sql)).rows
    if (standing?.status === 'ended') continue
    const member = standing?.status !== 'prospect'
    const enrolled = (await isEnrolled(act.sql, person)) === true
    if (!first || steps({ member, enrolled }) > steps(first))
      first = { team, name, member, contact, enrolled }
    if (steps(first) === 2) break
  }
  return { first, agreed: await whetherAgreed(act.sql) }
}

const steps = ({ member, enrolled }: { member: boolean; enrolled: boolean }) =>
  Number(member) + Number(enrolled)
