import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { throwawayKeys } from '#base/keys/index.ts'
import { defaultCharter } from '#core/charter/index.ts'
import type { Attribution, Envelope, Term } from '#core/envelope/index.ts'
import { sourceSeal } from '#people/access/index.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { envelopeFor, type SmallWorld, smallWorld } from '../../../test/support/small-world.ts'
import { draftWarning } from './draft.ts'
import { exportWarning } from './export.ts'
import { readWarning } from './read.ts'
import { releaseWarning } from './release.ts'

describe('the source of a warning, to its readers', () => {
  let fresh: FreshDatabase
  let world: SmallWorld
  before(async () => {
    fresh = await freshDatabase({ after })
    world = await smallWorld(fresh.owner)
  })
  const { seal } = sourceSeal(throwawayKeys())
  const later = () => new Date(Date.now() + 61_000)

  async function release(attribution: Attribution, include: Term[], more: Partial<Envelope> = {}) {
    const author = fresh.database.asViewer(world.as.duty)
    const parts = [
      {
        envelope: envelopeFor(include, { tlp: 'GREEN', ...more }),
        content: { headline: '見出し', text: '本文', doNow: '', changeNote: '' },
      },
    ]
    const { number } = await author.act((act) =>
      draftWarning(act, { exercise: false, attribution, urgency: 'normal', parts }, seal),
    )
    await author.act((act) => releaseWarning(act, number, { revision: 1, widen: false }, defaultCharter))
    return number
  }
  const source = async (asker: SmallWorld['as']['duty'], number: string) =>
    (
      await fresh.database
        .asViewer(asker, { at: later() })
        .act((act) => readWarning(act, number, { fresh: true, channel: 'portal' }))
    ).originator
  const secretariat = () => ({
    kind: 'body',
    id: world.groups.secretariat,
    name: { ja: 'secretariat 会', en: 'secretariat group' },
  })

  test('a body that named itself is told to its readers by its name, in files too', async () => {
    const number = await release('named', [{ kind: 'members' }])
    assert.deepEqual(await source(world.as.bravoPoc, number), secretariat())
    assert.deepEqual(await source(world.as.duty, number), secretariat())
    const { publisher } = await exportWarning(fresh.database, world.as.bravoPoc, number, {
      format: 'csv',
      holds: 'everything',
    })
    assert.deepEqual(publisher.name, secretariat().name)
  })

  test('a body is told to who sees no groups, and to whom its RED names', async () => {
    const clear = await release('named', [{ kind: 'team', id: world.teams.prospect }], { tlp: 'CLEAR' })
    assert.deepEqual(await source(world.as.prospectPoc, clear), secretariat())
    const { appointment } = world.as.bravoPoc
    const red = await release('named', [{ kind: 'appointment', id: appointment }], {
      tlp: 'RED',
      reach: 'as-previewed',
    })
    assert.deepEqual(await source(world.as.bravoPoc, red), secretariat())
  })

  test('a body that did not name itself, or is withheld, is told to nobody else (R5)', async () => {
    const off = await release('off', [{ kind: 'members' }])
    assert.equal(await source(world.as.bravoPoc, off), null)
    assert.deepEqual(await source(world.as.duty, off), secretariat())
    const withheld = await release('withheld', [{ kind: 'members' }])
    assert.equal(await source(world.as.bravoPoc, withheld), null)
    assert.equal(await source(world.as.duty, withheld), null)
  })
})
