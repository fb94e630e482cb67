import type { Act } from '#base/db/index.ts'
import { translator } from '#base/i18n/index.ts'
import { refuseField } from '#core/errors/index.ts'
import { createAssociation, type Founded } from '#people/association/index.ts'
import { enterAppointment, type NewPerson, type NewTeam } from '#people/directory/index.ts'
import { createGroup } from '#people/groups/index.ts'
import { changeStanding, enrolTeam } from '#people/membership/index.ts'

/** What the founding page asks. */
export interface Founding extends Founded {
  /** The first persons of the secretariat: two, or one who prints the recovery codes. */
  readonly officers: readonly Founder[]
  /** The member team that runs the secretariat; the first officer is its point of contact, the second the deputy. */
  readonly team: NewTeam | null
}

/** A first officer; `duty`: on duty too, who releases warnings in the secretariat's name. */
export type Founder = NewPerson & { readonly duty?: boolean }

/** What founding made. */
export interface Foundation {
  readonly association: string
  readonly bodies: { readonly association: string; readonly committee: string; readonly secretariat: string }
  readonly officers: readonly string[]
  readonly team: string | null
}

const BODIES = ['association', 'committee', 'secretariat'] as const
const ROLES = ['poc', 'deputy'] as const

/**
 * The first act of all, once only: the association with its charter, its three bodies, the first officers, and the
 * team that runs the secretariat. An act of the system; who may is decided by whoever holds the set-up link.
 *
 * @throws {Refusal} already_founded
 */
export async function found(act: Act, { officers, team, ...founded }: Founding): Promise<Foundation> {
  if (officers.length < 1) throw refuseField('officers', 'too_few', { min: 1 })
  const addresses = officers.map(({ email }) => email.toLowerCase())
  if (new Set(addresses).size < addresses.length) throw refuseField('officers.1.email', 'duplicate')
  const { id } = await createAssociation(act, founded)
  const bodies = { association: '', committee: '', secretariat: '' }
  for (const kind of BODIES) bodies[kind] = await createBody(act, kind)
  const persons: string[] = []
  for (const { duty = false, ...officer } of officers) {
    const seat = { group: bodies.secretariat }
    const terms = { role: 'officer', tie: 'employee', firm: null } as const
    const { person } = await enterAppointment(act, { seat, person: officer, terms, since: null, quiet: true })
    persons.push(person)
    // officers keep membership and not content: a warning is released, and a hub item handled, by who is on duty
    if (duty) {
      const onDuty = { ...terms, role: 'duty_officer' } as const
      await enterAppointment(act, { seat, person: { id: person }, terms: onDuty, since: null, quiet: true })
    }
  }
  return {
    association: id,
    bodies,
    officers: persons,
    team: team && (await createRunner(act, team, persons)),
  }
}

async function createBody(act: Act, kind: (typeof BODIES)[number]): Promise<string> {
  const [ja, en] = [translator('ja'), translator('en')]
  const { id } = await createGroup(act, {
    kind,
    handle: kind,
    nameJa: ja(`association.body.${kind}.name`),
    nameEn: en(`association.body.${kind}.name`),
    purposeJa: ja(`association.body.${kind}.purpose`),
    purposeEn: en(`association.body.${kind}.purpose`),
    hiddenMembers: false,
    agreements: [],
    barredKinds: [],
    parent: null,
  })
  return id
}

async function createRunner(act: Act, team: NewTeam, persons: readonly string[]): Promise<string> {
  const { id } = await enrolTeam(act, team)
  await changeStanding(act, 'admit', id, null)
  for (const [index, role] of ROLES.entries()) {
    const person = persons[index]
    if (person === undefined) continue
    const terms = { role, tie: 'employee', firm: null } as const
    await enterAppointment(act, {
      seat: { team: id },
      person: { id: person },
      terms,
      since: null,
      quiet: true,
    })
  }
  return id
}
