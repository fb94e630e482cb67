import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { NO_CIRCUMSTANCES } from '#core/capture/index.ts'
import { defaultCharter } from '#core/charter/index.ts'
import type { Envelope, Term } from '#core/envelope/index.ts'
import { type TestHouse, testHouse } from '../../../test/support/house.ts'
import { envelopeFor, type SmallWorld, smallWorld } from '../../../test/support/small-world.ts'
import { issueKeyFromShell } from '../../people/identity/issue-key.ts'
import { releaseWarning } from '../../work/warnings/index.ts'

const indicator = (type: string, value: string, comment = '') => ({
  type,
  value,
  names: [],
  size: null,
  objective: 'detect',
  confidence: 'high',
  firstSeen: '2026-11-01T00:00:00Z',
  lastSeen: null,
  comment,
})
const FORMATS = ['csv', 'list', 'stix', 'misp', 'csaf'] as const

describe('a warning leaves as a file', () => {
  let house: TestHouse
  let world: SmallWorld
  before(async () => {
    house = await testHouse({ after }, { fresh: true })
    world = await smallWorld(house.fresh.owner)
  })
  const members: Term[] = [{ kind: 'members' }]
  const take = (who: Parameters<TestHouse['ask']>[0], number: string, format: string) =>
    house.ask(who, 'GET', `/api/warnings/${number}/export?format=${format}`)
  const code = async (answer: Promise<Response>) => (await (await answer).json()).code

  /** A warning of alpha with a technical part and a narrower summary, released an hour ago. */
  async function warning(
    technical: Partial<Envelope> = {},
    narrow: Partial<Envelope> = {},
    { include = members, exercise = false, list = [indicator('domain', 'c2.example.com')] } = {},
  ) {
    const { alphaPoc } = world.as
    const content = (text: string) => ({
      headline: `見出し ${text}`,
      text,
      doNow: 'ログを確認する',
      changeNote: '',
      details: {
        techniques: [{ id: 'T1566', name: 'Phishing' }],
        vulnerabilities: [{ id: 'CVE-2026-0001', cvss: null, exploited: true }],
        products: [],
        references: [],
        circumstances: { ...NO_CIRCUMSTANCES, lures: ['請求書'] } as never,
      },
    })
    const made = await house.ask(alphaPoc, 'POST', '/api/warnings', {
      exercise,
      attribution: 'off',
      urgency: 'normal',
      parts: [
        {
          envelope: envelopeFor(include, { tlp: 'GREEN', ...technical }),
          content: content('canary-technical'),
        },
        {
          envelope: envelopeFor([{ kind: 'group', id: world.groups.wg }], { kind: 'summary', ...narrow }),
          content: content('canary-narrow'),
        },
      ],
    })
    const { number } = await made.json()
    const { parts } = await (await house.ask(alphaPoc, 'GET', `/api/warnings/${number}`)).json()
    const path = `/api/warnings/${number}/parts/${parts[0].id}/indicators`
    const changed = await house.ask(alphaPoc, 'POST', path, { revision: 1, add: list, remove: [] })
    const { revision } = await changed.json()
    await house.fresh.database
      .asViewer(alphaPoc, { at: new Date(Date.now() - 3_600_000) })
      .act((act) => releaseWarning(act, number, { revision, widen: false }, defaultCharter))
    return number as string
  }

  test('each reader takes what he may read, with its marking, in every format', async () => {
    const number = await warning()
    for (const format of FORMATS) {
      const [bravo, charlie] = await Promise.all(
        [world.as.bravoPoc, world.as.charliePoc].map(async (who) => {
          const answer = await take(who, number, format)
          assert.equal(answer.status, 200, format)
          assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; /)
          return answer.text()
        }),
      )
      const isList = format === 'csv' || format === 'list'
      assert.equal(bravo?.includes('AMBER'), !isList, `${format}: the label of what is in it`)
      assert.ok(charlie?.includes('GREEN'), format)
      assert.ok(charlie?.includes('c2.example.com'), format)
      assert.ok(!charlie?.includes('canary-narrow') && !charlie?.includes('AMBER'), format)
      if (!isList) {
        assert.ok(bravo?.includes('canary-narrow') && charlie?.includes('canary-technical'), format)
        assert.ok(
          charlie?.includes('加盟チームまで。公開の場には出せません。'),
          `${format}: the handling rule`,
        )
      }
      assert.equal((await take(world.as.prospectPoc, number, format)).status, 404)
      assert.equal((await take(null, number, format)).status, 401)
    }
    const { rows } = await house.fresh.owner.query(
      `select r.channel, p.kind from access.receipts r join access.parts p on p.id = r.part_id and p.version = r.version
       where r.holder = $1 and p.number = $2`,
      [world.as.charliePoc.appointment, number],
    )
    assert.deepEqual(rows, [{ channel: 'export', kind: 'technical' }])
  })

  test('nothing leaves under an embargo (R12), nothing that is RED, nothing that is only written', async () => {
    const until = new Date(Date.now() + 86_400_000).toISOString()
    const waiting = await warning({ embargoUntil: until })
    const answer = await (await take(world.as.charliePoc, waiting, 'misp')).json()
    assert.equal(answer.code, 'export_embargoed')
    assert.ok(answer.detail.includes(until.slice(0, 10)))
    const narrowAlone = await (await take(world.as.bravoPoc, waiting, 'misp')).text()
    assert.ok(!narrowAlone.includes('canary-technical') && !narrowAlone.includes('c2.example.com'))

    const red = await warning(
      { tlp: 'RED', reach: 'as-previewed' },
      {
        tlp: 'RED',
        reach: 'as-previewed',
        audience: { include: [{ kind: 'appointment', id: world.as.bravoPoc.appointment }], exclude: [] },
      },
      { include: [{ kind: 'appointment', id: world.as.bravoPoc.appointment }] },
    )
    assert.equal(await code(take(world.as.bravoPoc, red, 'csv')), 'export_forbidden')
    assert.equal(await code(take(world.as.alphaPoc, red, 'csv')), 'export_forbidden')
    const draft = await house.ask(world.as.alphaPoc, 'POST', '/api/warnings', {
      exercise: false,
      attribution: 'off',
      urgency: 'normal',
      parts: [
        { envelope: envelopeFor(members), content: { headline: 'x', text: 'x', doNow: '', changeNote: '' } },
      ],
    })
    assert.equal(await code(take(world.as.alphaPoc, (await draft.json()).number, 'misp')), 'export_empty')
  })

  test('what has run out leaves without its indicators (R18)', async () => {
    const number = await warning({ validUntil: new Date(Date.now() - 60_000).toISOString() })
    assert.equal(await code(take(world.as.charliePoc, number, 'list')), 'export_empty')
    const misp = await (await take(world.as.charliePoc, number, 'misp')).text()
    assert.ok(misp.includes('canary-technical') && !misp.includes('c2.example.com'))
  })

  test('CSAF says which label it cannot say', async () => {
    const number = await warning({ tlp: 'AMBER+STRICT' }, {}, {})
    assert.equal(await code(take(world.as.charliePoc, number, 'csaf')), 'export_label_unknown')
  })

  test('a cell that a spreadsheet would take for a formula is defused', async () => {
    const list = [
      indicator('filename', '=cmd|calc.exe', '+1'),
      indicator('other', '@SUM(1)'),
      indicator('other', '  =1+1'),
      indicator('mutex', 'a "quoted", one'),
      indicator('yara', 'rule x {\n  condition: true\n}'),
    ]
    const number = await warning({}, {}, { list })
    const csv = await (await take(world.as.charliePoc, number, 'csv')).text()
    const lines = csv.split('\r\n')
    assert.ok(
      lines[1]?.startsWith(`filename,'=cmd|calc.exe,detect,high,2026-11-01T00:00:00.000Z,,,,'+1,TLP:GREEN,`),
    )
    assert.ok(lines[2]?.startsWith(`other,'@SUM(1),`))
    assert.ok(lines.some((line) => line.startsWith(`mutex,"a ""quoted"", one",`)))
    for (const line of lines.slice(1)) assert.ok(!/(^|,)"?\s*[=+\-@]/.test(line), line)
    const plain = await (await take(world.as.charliePoc, number, 'list')).text()
    assert.match(plain, /^# TLP:GREEN\n# .*加盟チームまで/)
    assert.ok(!plain.includes('condition'), 'a rule is no line of a list')
  })

  test('an exercise says so first (R28), and enters no feed; a key takes what machines may', async () => {
    const list = [indicator('domain', 'c2.example')]
    const number = await warning({ machines: true }, {}, { exercise: true, list })
    const answer = await take(world.as.charliePoc, number, 'list')
    assert.match(await answer.text(), /^# 【訓練】EXERCISE\n/)
    assert.match(answer.headers.get('content-disposition') ?? '', /filename="EXERCISE_RNK-/)

    const wish = { name: 'siem', roles: ['analyst'], scopes: ['read'], days: 1 } as const
    const { key } = await issueKeyFromShell(house.identity, 'charlie', wish)
    const byKey = (which: string) =>
      house.app.request(`http://localhost:3000/api/warnings/${which}/export?format=csv`, {
        headers: { authorization: `Bearer ${key}` },
      })
    assert.equal(await code(Promise.resolve(byKey(number))), 'export_forbidden')
    const machines = await warning({ machines: true })
    const csv = Buffer.from(await (await byKey(machines)).arrayBuffer())
    assert.equal(csv.toString().split(',')[0], 'type', 'without a mark that programs stumble over')
    assert.equal((await byKey(await warning())).status, 404, 'a part that is not for machines')
  })
})
