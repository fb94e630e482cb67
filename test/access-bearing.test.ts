import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { z } from 'zod'
import type { Door, HttpDeps } from '../src/base/http/index.ts'
import { ACCESS_BEARING, type AccessBearing } from '../src/core/policy/index.ts'
import { type ApiDeps, modules } from '../src/doors/api/modules.ts'
import { createGroup } from '../src/people/groups/index.ts'
import { as, foundedAssociation } from './support/association.ts'
import { testHouse } from './support/house.ts'

/**
 * Every door that writes × every field that bears access, each in several spellings: sent by the people of a team,
 * the field is refused and nothing that bears access has changed. A new door is tried by itself.
 */

const VALUES: Record<AccessBearing, unknown> = {
  sector: 'health',
  district: 'west',
  kind: 'academic',
  status: 'active',
  domains: ['evil.example'],
  networks: ['203.0.113.0/24'],
  legalEntities: ['Everybody Ltd.'],
  boundContractors: ['Everybody Ltd.'],
  releaseRoles: ['analyst'],
  groups: [randomUUID()],
  email: 'evil@csirt.example',
  keys: ['-----BEGIN PGP PUBLIC KEY BLOCK-----'],
}

const snake = (word: string) => word.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const spellings = (field: AccessBearing): string[] => [...new Set([field, snake(field), field.toUpperCase()])]

/** Everything that bears access, as the owner sees it. */
const STATE = `
  select json_build_object(
    'facts', (select json_agg(f order by f.id) from directory.facts f),
    'teams', (select json_agg(json_build_array(t.id, t.handle, t.legal_entities, t.bound_contractors, t.release_roles, t.organisation_since) order by t.id) from directory.teams t),
    'domains', (select json_agg(d order by d.team_id, d.domain) from directory.domains d),
    'networks', (select json_agg(n order by n.team_id, n.network) from directory.networks n),
    'addresses', (select json_agg(json_build_array(p.id, p.email) order by p.id) from directory.persons p),
    'keys', (select json_agg(k order by k.id) from directory.keys k),
    'standings', (select json_agg(s order by s.team_id) from membership.standings s),
    'memberships', (select json_agg(m order by m.id) from groups.memberships m),
    'charters', (select json_agg(json_build_array(g.id, g.hidden_members, g.agreements, g.barred_kinds) order by g.id) from groups.groups g),
    'pocs', (select json_agg(json_build_array(a.id, a.until) order by a.id) from directory.appointments a where a.role in ('poc', 'officer')))::text as state`

type Json = { [key: string]: unknown }

/** A body that the schema accepts, as plain as it can be; `ids` fills identifiers. */
function sample(schema: Json, ids: string): unknown {
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0]
  const branches = (schema.anyOf ?? schema.oneOf) as Json[] | undefined
  if (branches?.[0]) return sample(branches[0], ids)
  switch (schema.type) {
    case 'object': {
      const required = (schema.required ?? []) as string[]
      const properties = (schema.properties ?? {}) as Record<string, Json>
      return Object.fromEntries(required.map((name) => [name, sample(properties[name] ?? {}, ids)]))
    }
    case 'array':
      return Array.from({ length: Number(schema.minItems ?? 0) }, () =>
        sample((schema.items ?? {}) as Json, ids),
      )
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema.minimum ?? 1))
    case 'boolean':
      return true
    case 'string':
      if (schema.format === 'uuid') return ids
      if (schema.format === 'date-time') return '2030-01-01T00:00:00Z'
      if (schema.format === 'email') return 'someone@csirt.example'
      return 'abc'.padEnd(Number(schema.minLength ?? 3), 'x')
    default:
      return null
  }
}

const doorsOf = (deps: unknown): Door[] => modules.flatMap((module) => [...module(deps as ApiDeps)])

const bodySchema = (door: Door): z.ZodType | undefined =>
  (door.route.request?.body?.content as { 'application/json'?: { schema: z.ZodType } } | undefined)?.[
    'application/json'
  ]?.schema

test('fields that bear access', async (t) => {
  const doors = doorsOf({
    identity: {},
    keys: {},
    pgp: {},
    seal: () => '',
    unseal: () => null,
  } as Partial<HttpDeps>)

  const house = await testHouse(t)
  const home = await foundedAssociation(house.fresh.database)
  const alpha = await home.team('alpha', { domains: ['alpha.example'], networks: ['192.0.2.0/24'] })
  const admin = await home.appoint(alpha.id, 'team_admin')
  const made = await as(house.fresh.database, home.officer.asker, (act) =>
    createGroup(act, {
      kind: 'sig',
      handle: 'sig',
      nameJa: 'SIG',
      nameEn: 'SIG',
      purposeJa: '',
      purposeEn: '',
      hiddenMembers: true,
      agreements: [],
      barredKinds: ['provider'],
      parent: null,
    }),
  )
  const group = made.id

  const state = async () => (await house.fresh.owner.query(STATE)).rows[0].state as string

  await t.test('there are doors to try, those of the directory among them', () => {
    const names = doors.map(({ route }) => route.operationId)
    for (const name of [
      'patchTeam',
      'patchPerson',
      'postTeamPerson',
      'putGroup',
      'postStanding',
      'postWarning',
    ])
      assert.ok(names.includes(name), name)
  })

  await t.test('the refusal names the field, and the same body without it is taken', async () => {
    const path = `/api/teams/${alpha.id}`
    const refused = await house.ask(admin.asker as never, 'PATCH', path, {
      revision: 1,
      legalEntities: ['All'],
    })
    assert.equal(refused.status, 400)
    const { place } = (await refused.json()) as { place: { path: string; code: string }[] }
    assert.deepEqual(
      place.map(({ path: field, code }) => [field, code]),
      [['legalEntities', 'unknown_field']],
    )
    assert.equal((await house.ask(admin.asker as never, 'PATCH', path, { revision: 1 })).status, 200)
  })

  for (const door of doors) {
    const { method, path, operationId } = door.route
    const schema = bodySchema(door)
    if (method === 'get' || !schema) continue
    await t.test(`${operationId} takes none of them from a team, and changes none`, async () => {
      const found: Record<string, string> = {
        team: alpha.id,
        person: admin.person,
        appointment: admin.appointment,
        group,
      }
      const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => found[name] ?? randomUUID())
      const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json
      const branch = ((json.anyOf ?? json.oneOf) as Json[] | undefined)?.[0] ?? json
      const plain = sample(branch, alpha.id) as Json
      const before = await state()
      for (const field of ACCESS_BEARING) {
        for (const spelling of spellings(field)) {
          for (const who of [alpha.poc, admin]) {
            const body = { ...plain, [spelling]: VALUES[field] }
            const answer = await house.ask(who.asker as never, method.toUpperCase(), address, body)
            assert.ok(answer.status >= 400 && answer.status < 500, `${spelling}: ${answer.status}`)
          }
        }
      }
      assert.equal(await state(), before)
    })
  }
})
