import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { simpleParser } from 'mailparser'
import { listDoors } from '../src/base/http/index.ts'
import { defaultCharter } from '../src/core/charter/index.ts'
import { itemNumber, type Term, type Tlp } from '../src/core/envelope/index.ts'
import { EVENT_NAMES } from '../src/core/events/index.ts'
import type { Asker } from '../src/core/policy/index.ts'
import { looks } from '../src/doors/api/looks.ts'
import { sourceSeal } from '../src/people/access/index.ts'
import { answerWarning, draftWarning, releaseWarning, withdrawWarning } from '../src/work/warnings/index.ts'
import { notifyRecipients } from '../src/work/warnings/notify.ts'
import { type Ids, leakCases } from './leak-cases.ts'
import { type TestHouse, testHouse } from './support/house.ts'
import { postOffice } from './support/post-office.ts'
import { envelopeFor, type SmallWorld, smallWorld } from './support/small-world.ts'

type Person = Asker & { kind: 'person' }
type Secret = {
  readonly name: string
  readonly canary: string
  readonly ids: Ids
  readonly outsiders: readonly (Person | null)[]
}

/** Doors of the router that are no doors of the API: documents and files that are the same for everybody. */
const FILES = new Set(['/api/openapi.json', '/*', '/'])

describe('no leak', () => {
  let house: TestHouse
  let world: SmallWorld
  const secrets: Secret[] = []

  before(async () => {
    house = await testHouse({ after })
    world = await smallWorld(house.fresh.owner)
    const { alphaPoc, bravoPoc, charliePoc, prospectPoc, officer, duty, chair, auditor, alphaReviewer } =
      world.as
    const outside = [charliePoc, prospectPoc, officer, chair, auditor, null]
    const group: Term[] = [{ kind: 'group', id: world.groups.wg }]
    secrets.push(
      await secret('a draft', alphaPoc, group, 'AMBER', [bravoPoc, ...outside], 'draft'),
      await secret('an amber warning to a group', alphaPoc, group, 'AMBER', outside),
      await secret('a held warning', alphaPoc, group, 'AMBER', [bravoPoc, ...outside], 'held'),
      await secret(
        'a RED one to a named person',
        alphaPoc,
        [{ kind: 'appointment', id: world.as.bravoAnalyst.appointment }],
        'RED',
        [bravoPoc, alphaReviewer, ...outside],
      ),
      await secret(
        'one wrongly shared and withdrawn',
        alphaPoc,
        group,
        'GREEN',
        [bravoPoc, ...outside],
        'shared',
      ),
      await secret('a green warning to the members', alphaPoc, [{ kind: 'members' }], 'GREEN', [
        prospectPoc,
        officer,
        duty,
        chair,
        auditor,
        null,
      ]),
      await secret(
        'one in a group with hidden members',
        alphaPoc,
        [{ kind: 'group', id: world.groups.sig }],
        'AMBER',
        [bravoPoc, prospectPoc, officer, chair, auditor, null],
      ),
    )
  })

  /** A warning that carries a canary word wherever its author can write one. */
  async function secret(
    name: string,
    author: Person,
    include: Term[],
    tlp: Tlp,
    outsiders: Secret['outsiders'],
    end: 'live' | 'draft' | 'held' | 'shared' = 'live',
  ): Promise<Secret> {
    const canary = `canary${randomBytes(8).toString('hex')}`
    const text = (what: string) => `${what} ${canary}`
    const { seal } = sourceSeal(house.keys)
    const envelope = envelopeFor(include, {
      tlp,
      reach: tlp === 'RED' ? 'as-previewed' : 'live',
      purpose: text('purpose'),
      basis: text('basis'),
      passOn: text('pass on'),
      respondBy: new Date(Date.now() + 86_400_000).toISOString(),
    })
    const content = {
      headline: text('headline'),
      text: text('text'),
      doNow: text('do now'),
      changeNote: text('note'),
    }
    const as = <T>(fn: Parameters<ReturnType<typeof house.fresh.database.asViewer>['act']>[0], at?: Date) =>
      house.fresh.database.asViewer(author, { at }).act(fn) as Promise<T>
    // Pressed an hour ago, so that the hold is over by the time of the requests.
    const pressed = end === 'held' ? undefined : new Date(Date.now() - 3_600_000)
    const { number } = await as<{ number: string }>(
      (act) =>
        draftWarning(
          act,
          { exercise: false, attribution: 'named', urgency: 'urgent', parts: [{ envelope, content }] },
          seal,
        ),
      pressed,
    )
    // A long hold, so that it is not over before a slow machine has asked everything.
    const charter = { ...defaultCharter, holdSeconds: { normal: 1800, immediate: 1800 } }
    if (end !== 'draft')
      await as((act) => releaseWarning(act, number, { revision: 1, widen: false }, charter), pressed)
    if (end === 'shared') {
      await house.fresh.database
        .asViewer(world.as.bravoPoc)
        .act((act) => answerWarning(act, number, { answer: 'trace', comment: canary, named: true }))
      await as((act) => withdrawWarning(act, number, 'shared'))
    }
    const { rows } = await house.fresh.owner.query('select id, item_id from access.parts where number = $1', [
      number,
    ])
    return {
      name,
      canary,
      ids: { number, item: rows[0].item_id, part: rows[0].id, other: randomUUID() },
      outsiders,
    }
  }

  const never = (): Ids => ({
    number: itemNumber(randomBytes(6)),
    item: randomUUID(),
    part: randomUUID(),
    other: randomUUID(),
  })

  /** What an outsider can see of an answer: status, headers, body, with the identifiers that he sent taken out. */
  async function face(response: Response, ids: Ids): Promise<string> {
    const headers = [...response.headers]
      .map(([key, value]) => (key === 'set-cookie' ? key : `${key}: ${value}`))
      .filter((line) => !line.startsWith('content-security-policy'))
    const body = await response.text()
    const blank = (text: string) =>
      Object.values(ids)
        .reduce((out, id) => out.replaceAll(id, '·'), text)
        .replace(/nonce="[^"]+"/g, '')
    return blank([response.status, ...headers.sort(), body].join('\n'))
  }

  test('every door of the running router has its case', () => {
    const missing = listDoors(house.app).filter((door) =>
      door.operationId ? !(door.operationId in leakCases) : !FILES.has(door.path),
    )
    assert.deepEqual(
      missing.map((door) => `${door.method} ${door.path} ${door.operationId}`),
      [],
    )
  })

  test('every event has a look, and tells an outsider nothing', async () => {
    for (const secret of secrets)
      for (const outsider of secret.outsiders) {
        const asker = outsider ?? ({ kind: 'public' } as const)
        for (const name of EVENT_NAMES.filter((event) => event.startsWith('warning.'))) {
          const look = looks[name] as (event: unknown, viewer: unknown) => Promise<unknown[]>
          const seen = await look(
            { name, item: secret.ids.item },
            { asker, see: house.fresh.database.asViewer(asker) },
          )
          assert.deepEqual(seen, [], `${name} of ${secret.name}`)
        }
      }
  })

  test('no answer to an outsider holds the canary, or differs from that for an item that never existed', async () => {
    const doors = listDoors(house.app).filter((door) => door.operationId !== null)
    for (const { method, operationId } of doors) {
      const leakCase = leakCases[operationId ?? '']
      if (!leakCase || leakCase.kind === 'apart') continue
      for (const secret of secrets)
        for (const outsider of secret.outsiders) {
          const ghost = never()
          const real = leakCase.attempts(secret.ids)
          const unreal = leakCase.attempts(ghost)
          for (const [index, attempt] of real.entries()) {
            const about = `${operationId} on ${secret.name} by ${outsider?.appointment ?? 'a stranger'}`
            const answer = await face(
              await house.ask(outsider, method, attempt.path, attempt.body),
              secret.ids,
            )
            assert.ok(!answer.includes(secret.canary), `canary: ${about}`)
            assert.ok(!/^4[\s\S]*\{\{/.test(answer), `a refusal in words, not in placeholders: ${about}`)
            const other = unreal[index]
            if (leakCase.kind === 'item' && other) {
              const same = await face(await house.ask(outsider, method, other.path, other.body), ghost)
              assert.equal(answer, same, about)
            }
          }
        }
    }
  })

  test('lists of an outsider are the same before and after', async () => {
    const { charliePoc } = world.as
    const lists = Object.entries(leakCases).filter(([, leakCase]) => leakCase.kind === 'list')
    const gets = listDoors(house.app).filter(
      (door) => door.method === 'GET' && lists.some(([id]) => id === door.operationId),
    )
    const look = async () => {
      const faces: string[] = []
      for (const door of gets)
        for (const { path } of (
          leakCases[door.operationId ?? ''] as { attempts: (ids: Ids) => readonly { path: string }[] }
        ).attempts(never()))
          faces.push(await face(await house.ask(charliePoc, 'GET', path), never()))
      return faces
    }
    const first = await look()
    await secret('one more', world.as.alphaPoc, [{ kind: 'group', id: world.groups.wg }], 'AMBER', [])
    const then = await look()
    assert.deepEqual(
      then.filter((answer, index) => answer !== first[index]).map((answer) => answer.slice(-300)),
      [],
    )
  })

  test('mails go to readers alone, and carry no word of the content', async (t) => {
    const office = await postOffice(t, house.fresh)
    for (const secret of secrets) {
      await notifyRecipients({ db: house.fresh.database }, { item: secret.ids.item })
    }
    await office.send()
    const letters = await Promise.all(
      office.posted.map(async ({ raw }) => {
        const { subject, text, html } = await simpleParser(raw)
        return `${raw}\n${subject}\n${text}\n${html}`
      }),
    )
    assert.ok(letters.length > 0, 'somebody is told')
    for (const secret of secrets) {
      assert.ok(!letters.some((letter) => letter.includes(secret.canary)), secret.name)
      const { rows: people } = await house.fresh.owner.query(
        'select email from directory.persons where id = any($1)',
        [secret.outsiders.flatMap((one) => (one ? [one.person] : []))],
      )
      for (const { email } of people)
        assert.ok(
          !letters.some((letter) => letter.includes(email) && letter.includes(secret.ids.number)),
          `${email} hears of ${secret.name}`,
        )
    }
  })

  test('the log holds no content', () => {
    for (const secret of secrets)
      assert.ok(
        !house.log.some((line) => line.includes(secret.canary) || line.includes(secret.ids.number)),
        secret.name,
      )
  })
})

describe('a withheld source', () => {
  test('is nowhere in a dump of the database or in the log', async (t) => {
    const house = await testHouse(t)
    const world = await smallWorld(house.fresh.owner)
    const source = world.as.bravoPoc
    const tag = house.keys.tag('owner', source.appointment)
    const before = await dump(house)
    const { number } = await house.fresh.database.asViewer({ ...source, tag }).act((act) =>
      draftWarning(
        act,
        {
          exercise: false,
          attribution: 'withheld',
          urgency: 'normal',
          parts: [
            {
              envelope: envelopeFor([{ kind: 'members' }], { tlp: 'GREEN' }),
              content: { headline: 'h', text: 't', doNow: '', changeNote: '' },
            },
          ],
        },
        sourceSeal(house.keys).seal,
      ),
    )
    await house.fresh.database
      .asViewer({ ...source, tag })
      .act((act) => releaseWarning(act, number, { revision: 1, widen: false }, defaultCharter))
    const { rows } = await house.fresh.owner.query('select item_id from access.parts where number = $1', [
      number,
    ])
    await notifyRecipients({ db: house.fresh.database }, { item: rows[0].item_id })
    const added = [...(await dump(house))].filter((line) => !before.has(line))
    assert.ok(
      added.some((line) => line.includes(number)),
      'the dump sees the item',
    )
    for (const line of [...added, ...house.log])
      for (const trace of [source.person, source.appointment, world.teams.bravo])
        assert.ok(!isTraceOfSource(line, trace), line)
  })
})

/** Ledger lines of recipients name the team as a recipient: bravo is a member like the others, and gets the warning. */
const isTraceOfSource = (line: string, trace: string): boolean =>
  line.includes(trace) && !/^(access.inbox|deliveries.lines) /.test(line)

/** Every row of every table, as text. */
async function dump(house: TestHouse): Promise<Set<string>> {
  const { rows: tables } = await house.fresh.owner.query(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')`,
  )
  const lines = new Set<string>()
  for (const { name } of tables) {
    const { rows } = await house.fresh.owner.query(`select to_jsonb(t)::text as row from ${name} t`)
    for (const { row } of rows) lines.add(`${name} ${row}`)
  }
  return lines
}
