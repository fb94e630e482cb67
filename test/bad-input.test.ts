import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { codes } from '../src/core/errors/index.ts'
import type { Asker } from '../src/core/policy/index.ts'
import { type TestHouse, testHouse } from './support/house.ts'
import { envelopeFor, smallWorld } from './support/small-world.ts'

/** A JSON Schema as our OpenAPI document writes it. */
interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly { in: string; name: string; schema: Schema; required?: boolean }[]
  readonly requestBody?: {
    content: { 'application/json'?: { schema: Schema }; 'application/octet-stream'?: object }
  }
}

interface Door {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

/** Stands in every text that is sent; whatever the log holds of it was a value under way. */
const canary = 'canary8f3c'

const nasty = fc.constantFrom(
  canary,
  '',
  ' ',
  `${canary}\u202e`,
  `${canary}\r\nBcc: a@b.example`,
  '\u0000',
  '\ud800',
  `'; drop table access.parts; --`,
  '=1+1',
  '../../etc/passwd',
  '%00',
  'x'.repeat(60_000),
  'か\u3099',
  '🏳️‍🌈',
)

/** Texts that a schema may well take: right shapes with nothing behind them. */
const plausible = (schema: Schema): fc.Arbitrary<unknown> => {
  if (schema.format === 'date-time')
    return fc.constantFrom('2026-11-24T17:00:00+09:00', '2199-12-31T23:59:59Z', '1900-01-01T00:00:00Z')
  if (schema.format === 'date') return fc.constantFrom('2026-11-24', '0001-01-01', '9999-12-31')
  if (schema.format === 'uuid') return fc.constantFrom(randomUUID(), '00000000-0000-0000-0000-000000000000')
  if (schema.format === 'email') return fc.constantFrom('a@example.org', `${canary}@example.org`)
  return fc.constantFrom(
    'a',
    canary,
    'ja',
    'example.org',
    '192.0.2.0/24',
    randomUUID(),
    'RNK-7Q4K-2M',
    '日本語',
  )
}

/** Values that mostly fit a schema; now and then something else stands in a place of theirs. */
function fitting(
  schema: Schema | undefined,
  all: Readonly<Record<string, Schema>>,
  depth = 0,
): fc.Arbitrary<unknown> {
  if (!schema || depth > 8) return fc.constant(null)
  if (schema.$ref) return fitting(all[schema.$ref.split('/').at(-1) ?? ''], all, depth + 1)
  const branches = schema.anyOf ?? schema.oneOf
  const right = branches
    ? fc.oneof(...branches.map((branch) => fitting(branch, all, depth + 1)))
    : schema.allOf
      ? fitting(schema.allOf[0], all, depth + 1)
      : byType(schema, all, depth)
  return fc.oneof(
    { weight: 40, arbitrary: right },
    { weight: 1, arbitrary: fc.oneof(fc.jsonValue({ maxDepth: 2 }), nasty) },
  )
}

function byType(schema: Schema, all: Readonly<Record<string, Schema>>, depth: number): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type) {
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).map(
        ([name, field]) => [name, fitting(field, all, depth + 1)] as const,
      )
      return fc.record(Object.fromEntries(fields), { requiredKeys: [...(schema.required ?? [])] })
    }
    case 'array':
      return fc.array(fitting(schema.items, all, depth + 1), { maxLength: 3 })
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: -2, max: 40 }), fc.constantFrom(2 ** 31, 2 ** 53, 1e308, -0.5))
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.oneof({ weight: 10, arbitrary: plausible(schema) }, { weight: 1, arbitrary: nasty })
  }
}

/** Files: noise, the beginnings of formats, and reports whose fields are anything. */
const report = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value))
const files = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc
    .oneof(
      report,
      report.map((value) => `{"Event":${value}}`),
      report.map((value) => `{"Event":{"info":"${canary}","Attribute":[${value}],"Tag":${value}}}`),
      report.map((value) => `{"type":"bundle","id":"bundle--x","objects":[${value}]}`),
      report.map((value) => `{"document":${value}}`),
      fc.string().map((text) => `From: a@b.example\nTo: c@d.example\nSubject: ${canary}\n\n${text}`),
      nasty,
    )
    .map((text) => Buffer.from(text)),
)

/** Ways in which the address itself can be bad. */
const step = fc.oneof(
  fc.constantFrom(
    randomUUID(),
    'RNK-7Q4K-2M',
    '0',
    '..%2f..%2f',
    '%ff',
    '%00',
    "'%20or%20''='",
    'a'.repeat(3_000),
    '%e2%80%ae',
  ),
)

/** Doors that end the session with which the test knocks. */
const endsItself = new Set(['signOut'])

describe('bad input', () => {
  let house: TestHouse
  let doors: Door[]
  let schemas: Record<string, Schema>
  /** Things that are there, by the name that addresses give them. */
  let existing: Readonly<Record<string, string>>
  let askers: readonly ((Asker & { kind: 'person' }) | null)[]
  const runs = Number(process.env.RENKEI_TEST_RUNS ?? 8)

  before(async () => {
    house = await testHouse({ after }, { fresh: true })
    const world = await smallWorld(house.fresh.owner)
    const { as } = world
    askers = [as.officer, as.officer, as.alphaPoc, as.alphaPoc, null]
    const draft = await house.ask(as.alphaPoc, 'POST', '/api/warnings', {
      exercise: false,
      attribution: 'named',
      urgency: 'normal',
      parts: [
        {
          envelope: envelopeFor([{ kind: 'members' }], { tlp: 'GREEN' }),
          content: { headline: 'x', text: 'x', doNow: '', changeNote: '' },
        },
      ],
    })
    const { number } = await draft.json()
    existing = {
      team: world.teams.alpha,
      group: world.groups.wg,
      person: as.alphaPoc.person,
      number,
      part: (await (await house.ask(as.alphaPoc, 'GET', `/api/warnings/${number}`)).json()).parts[0].id,
    }
    const document = await (await house.ask(null, 'GET', '/api/openapi.json')).json()
    schemas = document.components?.schemas ?? {}
    doors = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({
          method: method.toUpperCase(),
          path,
          operation,
        })),
    )
  })

  test('whatever a door is sent, it answers with its value or with a problem document that has a known code', async (t) => {
    for (const door of doors) {
      if (
        endsItself.has(door.operation.operationId) ||
        door.path === '/api/live' ||
        door.path === '/api/live/poll'
      )
        continue
      await t.test(`${door.method} ${door.path}`, () => knockOn(door))
    }
  })

  test('a place that no page of a list told is refused, never taken for the beginning', async () => {
    const lists = doors.flatMap(({ method, path, operation }) =>
      (operation.parameters ?? [])
        .filter(({ in: where, name }) => where === 'query' && (name === 'after' || name === 'before'))
        .map(({ name }) => ({ method, path, name })),
    )
    assert.ok(
      lists.some(({ path }) => path === '/api/teams') && lists.some(({ path }) => path === '/api/warnings'),
    )
    const junk = ['xyz', '', '~', `~${randomUUID()}`, `xyz~${canary}`, `!~${randomUUID()}`, '1~2~3', '-1']
    for (const { method, path, name } of lists)
      for (const written of junk) {
        const address = path.replaceAll(/\{(\w+)\}/g, (_, step: string) => existing[step] ?? randomUUID())
        const answer = await house.ask(
          askers[0] ?? null,
          method,
          `${address}?${name}=${encodeURIComponent(written)}`,
        )
        const problem = await answer.json()
        assert.equal(answer.status, 400, `${path} ${written}`)
        assert.equal(problem.place[0].path, `query.${name}`, `${path} ${written}`)
      }
  })

  test('nothing that was sent stands in the log', () => {
    assert.deepEqual(
      house.log.filter((entry) => entry.includes(canary)),
      [],
    )
  })

  async function knockOn({ method, path, operation }: Door): Promise<void> {
    const body = operation.requestBody?.content['application/json']?.schema
    const takesFile = operation.requestBody?.content['application/octet-stream'] !== undefined
    const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query')
    const queries = (isSure: (parameter: (typeof query)[number]) => boolean) =>
      fc.record(
        Object.fromEntries(
          query.map(({ name, schema }) => [
            name,
            fc.oneof({ weight: 9, arbitrary: fitting(schema, schemas) }, { weight: 1, arbitrary: nasty }),
          ]),
        ),
        { requiredKeys: query.filter(isSure).map(({ name }) => name) },
      )
    const asked = fc.record({
      asker: fc.constantFrom(...askers.keys()),
      steps: fc.array(step, { minLength: 4, maxLength: 4 }),
      known: fc.constantFrom(true, true, true, false),
      query: fc.oneof(
        { weight: 3, arbitrary: queries(({ required }) => required === true) },
        { weight: 1, arbitrary: queries(() => false) },
      ),
      body: body ? fitting(body, schemas) : takesFile ? files : fc.constant(undefined),
    })
    await fc.assert(
      fc.asyncProperty(asked, async (sent) => {
        let at = 0
        const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
          sent.known ? (existing[name] ?? randomUUID()) : (sent.steps[at++ % sent.steps.length] ?? ''),
        )
        const search = new URLSearchParams()
        for (const [name, value] of Object.entries(sent.query))
          search.append(name, String(value).toWellFormed())
        const answer = await house.ask(
          askers[sent.asker] ?? null,
          method,
          search.size > 0 ? `${address}?${search}` : address,
          sent.body,
        )
        const text = await answer.text()
        assert.ok(answer.status < 500, `${answer.status} ${text} ${house.log.at(-1) ?? ''}`)
        if (answer.status < 400) return
        assert.equal(answer.headers.get('content-type'), 'application/problem+json')
        const problem = JSON.parse(text)
        assert.equal(codes[problem.code as keyof typeof codes], answer.status)
        assert.ok(problem.detail && problem.title)
      }),
      { numRuns: runs * (body || takesFile ? 4 : 1) },
    )
  }
})
