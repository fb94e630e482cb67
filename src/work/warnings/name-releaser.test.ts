import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Act } from '#base/db/index.ts'
import { throwawayKeys } from '#base/keys/index.ts'
import { defaultCharter } from '#core/charter/index.ts'
import type { Attribution, Envelope } from '#core/envelope/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { sourceSeal } from '#people/access/index.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { envelopeFor, type SmallWorld, smallWorld } from '../../../test/support/small-world.ts'
import { draftWarning } from './draft.ts'
import { nameReleaserOf } from './name-releaser.ts'
import { readWarning } from './read.ts'
import { releaseWarning } from './release.ts'

type Person = Asker & { kind: 'person' }

describe('what belongs to its author alone is released by whom the author names', () => {
  let fresh: FreshDatabase
  let world: SmallWorld
  before(async () => {
    fresh = await freshDatabase({ after })
    world = await smallWorld(fresh.owner)
  })
  const { seal } = sourceSeal(throwawayKeys())
  const as = <T>(asker: Asker, fn: (act: Act) => Promise<T>, at?: Date) =>
    fresh.database.asViewer(asker, { at }).act(fn)
  const part = (headline: string, more: Partial<Envelope>) => ({
    envelope: envelopeFor([{ kind: 'group', id: world.groups.wg }], more),
    content: { headline, text: '本文', doNow: '', changeNote: '' },
  })
  const red = () =>
    part('REDの見出し', {
      tlp: 'RED',
      reach: 'as-previewed',
      audience: { include: [{ kind: 'appointment', id: world.as.bravoPoc.appointment }], exclude: [] },
    })

  async function draft(parts: ReturnType<typeof part>[], attribution: Attribution = 'off') {
    const { number } = await as(world.as.alphaAnalyst, (act) =>
      draftWarning(act, { exercise: false, attribution, urgency: 'normal', parts }, seal),
    )
    const read = (asker: Asker, at?: Date) =>
      as(asker, (act) => readWarning(act, number, { fresh: true, channel: 'portal' }), at)
    return {
      number,
      read,
      name: (releaser: Person, by: Asker = world.as.alphaAnalyst) =>
        as(by, (act) =>
          nameReleaserOf(act, number, { appointment: releaser.appointment, tag: releaser.tag }),
        ),
      release: async (by: Asker) => {
        const revision = (await read(by)).revision ?? 0
        return as(by, (act) => releaseWarning(act, number, { revision, widen: false }, defaultCharter))
      },
      closed: (asker: Asker) => assert.rejects(read(asker), { code: 'not_found' }),
    }
  }
  const later = () => new Date(Date.now() + 61_000)

  test('RED of an analyst is nobody’s to release until the analyst names a releaser of the own team', async () => {
    const { read, name, release, closed } = await draft([red()])
    await assert.rejects(release(world.as.alphaAnalyst), { code: 'not_releaser' })
    await closed(world.as.alphaPoc)
    await name(world.as.alphaPoc)
    assert.equal((await read(world.as.alphaPoc)).parts[0]?.content.headline, 'REDの見出し')
    await release(world.as.alphaPoc)
    assert.equal((await read(world.as.bravoPoc, later())).parts.length, 1)
    assert.equal((await read(world.as.alphaAnalyst, later())).mine, true)
  })

  test('in a mixed warning the releaser is told that a part is not his, and nothing of it', async () => {
    const { read, release } = await draft([part('技術', { tlp: 'GREEN' }), red()])
    const seen = await read(world.as.alphaPoc)
    assert.deepEqual([seen.apart, seen.parts.map(({ content }) => content.headline)], [1, ['技術']])
    assert.ok(!JSON.stringify(seen).includes('RED'))
    assert.equal((await read(world.as.alphaAnalyst)).apart, 0)
    await release(world.as.alphaPoc)
    assert.equal((await read(world.as.alphaPoc, later())).apart, 1)
    assert.equal((await read(world.as.bravoAnalyst, later())).apart, 0)
  })

  test('a withheld source names too, and stays behind its random owner (R5)', async () => {
    const { number, read, name, release, closed } = await draft([part('匿名', { tlp: 'GREEN' })], 'withheld')
    await closed(world.as.alphaPoc)
    await name(world.as.alphaPoc)
    await release(world.as.alphaPoc)
    assert.equal((await read(world.as.bravoPoc, later())).parts.length, 1)
    const { rows } = await fresh.owner.query<{ owners: string[] }>(
      'select owners from access.parts where number = $1',
      [number],
    )
    assert.ok(rows.every(({ owners }) => owners.every((owner) => owner.startsWith('owner:'))))
  })

  test('only the author names, and only another person of the own side who may release', async () => {
    const { name, closed } = await draft([red()])
    for (const unfit of [world.as.bravoPoc, world.as.alphaReviewer, world.as.alphaAnalyst, world.as.duty])
      await assert.rejects(name(unfit), { code: 'releaser_not_fit' })
    for (const other of [world.as.alphaPoc, world.as.bravoPoc])
      await assert.rejects(name(world.as.alphaPoc, other), { code: 'not_found' })
    await closed(world.as.bravoPoc)
    const open = await draft([part('技術', { tlp: 'GREEN' })])
    await assert.rejects(open.name(world.as.alphaPoc), { code: 'not_found' })
  })
})
