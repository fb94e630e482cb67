import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Act } from '#base/db/index.ts'
import { answerRequest, askToJoin, createGroup } from '#people/groups/index.ts'
import {
  as,
  type FoundedAssociation,
  foundedAssociation,
  type Serving,
  type TestTeam,
} from '../../../test/support/association.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { accept } from './accept.ts'
import { createAgreement, publishVersion } from './create-agreement.ts'
import { endAcceptance } from './end-acceptance.ts'
import { listAgreements } from './list-agreements.ts'
import { acceptancesOf } from './store.ts'

const refused = (code: string) => (error: unknown) => (error as { code?: string }).code === code
const DAY = 86_400_000

describe('agreements', () => {
  let fresh: FreshDatabase
  let home: FoundedAssociation
  let alpha: TestTeam
  let beta: TestTeam
  let analyst: Serving
  before(async () => {
    fresh = await freshDatabase({ after })
    home = await foundedAssociation(fresh.database)
    alpha = await home.team('alpha')
    beta = await home.team('beta')
    analyst = await home.appoint(alpha.id, 'analyst')
  })
  const by = <T>(who: Serving, fn: (act: Act) => Promise<T>, at?: Date) =>
    as(fresh.database, who.asker, fn, at)
  const nda = () =>
    by(home.officer, (act) =>
      createAgreement(act, {
        kind: 'nda',
        titleJa: '秘密保持',
        titleEn: 'NDA',
        textJa: '一',
        textEn: 'one',
        inForceFrom: null,
      }),
    ).then(({ id }) => id)
  const state = async (who: Serving, id: string, at?: Date) =>
    (await by(who, (act) => listAgreements(act), at)).find((one) => one.id === id)
  const holdsGroup = async (who: Serving, group: string, at?: Date) =>
    by(who, async (act) => `group:${group}` in act.viewer.holds, at)

  test('only the secretariat makes and publishes a text', async () => {
    const text = { textJa: 'x', textEn: 'x', inForceFrom: null }
    await assert.rejects(
      by(alpha.poc, (act) => createAgreement(act, { kind: 'nda', titleJa: 'x', titleEn: 'x', ...text })),
      refused('not_your_role'),
    )
    const id = await nda()
    await assert.rejects(
      by(alpha.poc, (act) => publishVersion(act, id, text)),
      refused('not_your_role'),
    )
    await assert.rejects(
      by(home.officer, (act) =>
        publishVersion(act, id, { ...text, inForceFrom: new Date(Date.now() - DAY) }),
      ),
      refused('invalid_request'),
    )
  })

  test('the point of contact accepts for the whole team, an analyst does not', async () => {
    const id = await nda()
    await assert.rejects(
      by(analyst, (act) => accept(act, id, 1)),
      refused('not_your_role'),
    )
    await by(alpha.poc, (act) => accept(act, id, 1))
    assert.equal((await state(analyst, id))?.state, 'accepted')
    assert.equal((await state(beta.poc, id))?.state, 'missing')
    await assert.rejects(
      by(alpha.poc, (act) => accept(act, id, 1)),
      refused('agreement_accepted'),
    )
  })

  test('in a body each person accepts under the own appointment', async () => {
    const id = await nda()
    await by(home.officer, (act) => accept(act, id, 1))
    assert.equal((await state(home.officer, id))?.state, 'accepted')
    assert.equal((await state(home.colleague, id))?.state, 'missing')
  })

  test('who accepted is for that team and the secretariat to see', async () => {
    const id = await nda()
    await by(alpha.poc, (act) => accept(act, id, 1))
    const seen = (who: Serving) =>
      by(who, async (act) => (await acceptancesOf(id).execute(act.sql)).rows.length)
    assert.equal(await seen(analyst), 1)
    assert.equal(await seen(home.officer), 1)
    assert.equal(await seen(beta.poc), 0)
  })

  test('a group that asks for the NDA opens with the acceptance, closes with the new version, and with the end', async () => {
    const id = await nda()
    const { id: group } = await by(home.officer, (act) =>
      createGroup(act, {
        kind: 'sharing-group',
        handle: 'nda-group',
        nameJa: '共有',
        nameEn: 'Sharing',
        purposeJa: '',
        purposeEn: '',
        hiddenMembers: false,
        agreements: [id],
        barredKinds: [],
        parent: null,
      }),
    )
    const { id: request } = await by(alpha.poc, (act) =>
      askToJoin(act, group, { team: alpha.id, standing: 'member' }),
    )
    await by(home.officer, (act) => answerRequest(act, request, true))
    assert.equal(await holdsGroup(alpha.poc, group), false)
    const { id: acceptance } = await by(alpha.poc, (act) => accept(act, id, 1))
    assert.equal(await holdsGroup(alpha.poc, group), true)

    const tomorrow = new Date(Date.now() + DAY)
    await by(home.officer, (act) =>
      publishVersion(act, id, { textJa: '二', textEn: 'two', inForceFrom: tomorrow }),
    )
    const later = new Date(tomorrow.getTime() + 1)
    assert.equal(await holdsGroup(alpha.poc, group), true)
    assert.equal(await holdsGroup(alpha.poc, group, later), false)
    await by(alpha.poc, (act) => accept(act, id, 2))
    assert.equal(await holdsGroup(alpha.poc, group, later), true)
    const [first, second] = await by(alpha.poc, async (act) =>
      (await acceptancesOf(id).execute(act.sql)).rows.toSorted((a, b) => a.version - b.version),
    )
    assert.deepEqual(second?.unbrokenSince, first?.since)

    await by(home.officer, (act) => endAcceptance(act, acceptance))
    assert.equal(await holdsGroup(alpha.poc, group), false)
    assert.equal(await holdsGroup(alpha.poc, group, later), false) // a cut chain stays cut
    assert.equal((await state(alpha.poc, id))?.state, 'lapsed')
  })

  test('a team ends its own acceptance and nobody else’s', async () => {
    const id = await nda()
    const { id: acceptance } = await by(alpha.poc, (act) => accept(act, id, 1))
    await assert.rejects(
      by(beta.poc, (act) => endAcceptance(act, acceptance)),
      refused('not_found'),
    )
    await by(alpha.poc, (act) => endAcceptance(act, acceptance))
    await assert.rejects(
      by(alpha.poc, (act) => endAcceptance(act, acceptance)),
      refused('acceptance_ended'),
    )
  })
})
