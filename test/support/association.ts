import { randomUUID } from 'node:crypto'
import type { Act, Database } from '../../src/base/db/index.ts'
import { defaultCharter } from '../../src/core/charter/index.ts'
import type { Asker } from '../../src/core/policy/index.ts'
import {
  appointInTeam,
  type NewPerson,
  type NewTeam,
  type TeamRole,
  type Tie,
} from '../../src/people/directory/index.ts'
import { type Foundation, found } from '../../src/people/founding/index.ts'
import { changeStanding, enrolTeam } from '../../src/people/membership/index.ts'

/** A person under one appointment, as tests ask. */
export interface Serving {
  readonly person: string
  readonly appointment: string
  readonly email: string
  readonly asker: Asker
}

export interface TestTeam {
  readonly id: string
  readonly handle: string
  readonly poc: Serving
}

export const SYSTEM: Asker = { kind: 'system', purpose: 'test' }

export const as = <T>(
  database: Database,
  asker: Asker,
  fn: (act: Act) => Promise<T>,
  at?: Date,
): Promise<T> => database.asViewer(asker, { at }).act(fn, { lock: 'exclusive' })

export const newPerson = (name: string): NewPerson => ({
  nameJa: `${name} さん`,
  nameEn: name,
  email: `${name.toLowerCase()}-${randomUUID().slice(0, 6)}@csirt.example`,
  language: 'ja',
})

export const newTeam = (handle: string, more: Partial<NewTeam> = {}): NewTeam => ({
  handle,
  nameJa: `${handle} 社`,
  nameEn: `${handle} Inc.`,
  shortName: handle.toUpperCase(),
  alternativeNames: [],
  legalEntities: [],
  boundContractors: [],
  language: 'ja',
  releaseRoles: ['poc', 'deputy'],
  sector: 'finance',
  district: 'kanto',
  kind: 'enterprise',
  domains: [],
  networks: [],
  ...more,
})

const serving = (person: string, appointment: string, email: string): Serving => ({
  person,
  appointment,
  email,
  asker: { kind: 'person', person, appointment, tag: '' },
})

/** An association, founded and filled by the product's own acts. */
export async function foundedAssociation(database: Database) {
  const [first, second] = [newPerson('Office'), newPerson('Desk')]
  const foundation: Foundation = await as(database, SYSTEM, (act) =>
    found(act, {
      mode: 'association',
      nameJa: '試験協議会',
      nameEn: 'Test Association',
      shortJa: '試験',
      shortEn: 'TEST',
      url: 'https://renkei.example',
      charter: defaultCharter,
      officers: [first, second],
      team: null,
    }),
  )
  const officerSeat = async (person: string, email: string): Promise<Serving> => {
    const appointment = await as(database, SYSTEM, async (act) => {
      const row = await act.sql
        .selectFrom('directory.appointments')
        .select('id')
        .where('person_id', '=', person)
        .executeTakeFirstOrThrow()
      return row.id
    })
    return serving(person, appointment, email)
  }
  const officer = await officerSeat(foundation.officers[0] as string, first.email)
  const colleague = await officerSeat(foundation.officers[1] as string, second.email)

  /** Appoints somebody new, by the secretariat. */
  const appoint = async (
    team: string,
    role: TeamRole,
    more: { name?: string; tie?: Tie; firm?: string } = {},
  ) => {
    const person = newPerson(more.name ?? role)
    const terms = { role, tie: more.tie ?? 'employee', firm: more.firm ?? null } as const
    const done = await as(database, officer.asker, (act) =>
      appointInTeam(act, { team, person, terms, since: null }),
    )
    return serving(done.person, done.appointment as string, person.email)
  }

  /** A team with a point of contact; an active member unless told otherwise. */
  const team = async (
    handle: string,
    more: Partial<NewTeam> & { prospect?: boolean } = {},
  ): Promise<TestTeam> => {
    const { prospect, ...fields } = more
    const { id } = await as(database, officer.asker, (act) => enrolTeam(act, newTeam(handle, fields)))
    if (!prospect) await as(database, officer.asker, (act) => changeStanding(act, 'admit', id, null))
    return { id, handle, poc: await appoint(id, 'poc') }
  }

  return { ...foundation, officer, colleague, appoint, team }
}

export type FoundedAssociation = Awaited<ReturnType<typeof foundedAssociation>>
