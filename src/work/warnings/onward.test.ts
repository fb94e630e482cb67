import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Act } from '#base/db/index.ts'
import type { Envelope, Tlp } from '#core/envelope/index.ts'
import { ONWARD, type Onward } from '#core/policy/index.ts'
import { ownParts, releaseParts } from '#people/access/index.ts'
import { freshDatabase } from '../../../test/support/database.ts'
import { envelopeFor, type SmallWorld, smallWorld } from '../../../test/support/small-world.ts'
import { answerWarning } from './answer.ts'
import { draftWarning } from './draft.ts'
import { passOn } from './pass-on.ts'
import { readWarning } from './read.ts'
import { withdrawWarning } from './withdraw.ts'

type Part = Partial<Envelope> & { readonly tlp: Tlp }

async function released(t: TestContext, parts: (world: SmallWorld) => readonly Part[], exercise = false) {
  const fresh = await freshDatabase(t)
  const world = await smallWorld(fresh.owner)
  const { alphaPoc, bravoPoc } = world.as
  const as = <T>(asker: typeof alphaPoc, fn: (act: Act) => Promise<T>) =>
    fresh.database.asViewer(asker).act(fn)
  const { number } = await as(alphaPoc, (act) =>
    draftWarning(
      act,
      {
        exercise,
        attribution: 'off',
        urgency: 'normal',
        parts: parts(world).map(({ tlp, ...more }) => ({
          envelope: envelopeFor(
            tlp === 'RED'
              ? [{ kind: 'appointment', id: bravoPoc.appointment }]
              : [{ kind: 'team', id: world.teams.bravo }],
            { tlp, reach: 'as-previewed', ...more },
          ),
          content: {
            headline: `見出し-${tlp}-${more.kind ?? 'technical'}`,
            text: `本文-${tlp}-${more.kind ?? 'technical'}`,
            doNow: `すること-${tlp}`,
            changeNote: '',
          },
        })),
      },
      () => '',
    ),
  )
  // what the marking lets pass is asked here, not what a release wants besides
  await as(alphaPoc, async (act) =>
    releaseParts(act, await ownParts(act, number), { holdSeconds: 0, widen: false }),
  )
  const onward = (to: Onward, language: 'ja' | 'en' = 'ja') =>
    as(bravoPoc, (act) => passOn(act, number, to, language))
  return { world, as, number, onward, alphaPoc, bravoPoc }
}

test('no word of a part is in a text for people to whom its marking does not let it pass', async (t) => {
  const { onward } = await released(t, () => [
    { tlp: 'AMBER' },
    { tlp: 'AMBER+STRICT' },
    { tlp: 'RED' },
    { tlp: 'AMBER', kind: 'victim' },
  ])
  for (const to of ONWARD)
    for (const language of ['ja', 'en'] as const) {
      const { made, leftOut } = await onward(to, language)
      const text = `${made?.subject}${made?.text}`
      assert.doesNotMatch(text, /RED/)
      assert.match(text, /見出し-AMBER-technical/)
      assert.doesNotMatch(made?.subject ?? '', /見出し/, 'a subject travels in clear')
      const inside = to === 'management' || to === 'it'
      assert.equal(/AMBER\+STRICT/.test(text), inside)
      assert.equal(/victim/.test(text), inside)
      assert.equal(leftOut.length, inside ? 0 : 2)
    }
})

test('under an embargo there is no text for anybody (R12)', async (t) => {
  const { onward } = await released(t, () => [
    { tlp: 'GREEN', embargoUntil: new Date(Date.now() + 3_600_000).toISOString() },
  ])
  for (const to of ONWARD) assert.equal((await onward(to)).made, null)
})

test('the marking stands first and last, and an exercise says so before everything (R13, R28)', async (t) => {
  const { onward } = await released(t, () => [{ tlp: 'AMBER' }], true)
  const { made } = await onward('group')
  assert.match(made?.subject ?? '', /^【訓練】EXERCISE /)
  const lines = (made?.text ?? '').trim().split('\n')
  assert.match(lines[0] ?? '', /^【訓練】EXERCISE/)
  assert.match(lines.at(-1) ?? '', /^取扱い：TLP:AMBER — 貴社内で/)
})

test('management is told what the team has answered; clients are not, nor the technical text', async (t) => {
  const { as, number, onward, bravoPoc } = await released(t, () => [{ tlp: 'AMBER' }])
  await as(bravoPoc, (act) => answerWarning(act, number, { answer: 'no-trace', comment: '', named: false }))
  assert.match((await onward('management')).made?.text ?? '', /痕跡なし/)
  const clients = (await onward('clients')).made?.text ?? ''
  assert.doesNotMatch(clients, /痕跡なし|本文-/)
  assert.match((await onward('it')).made?.text ?? '', /本文-/)
})

test('of a warning that was withdrawn as wrong the text is its withdrawal, with what to undo', async (t) => {
  const { as, number, onward, alphaPoc, bravoPoc } = await released(t, () => [{ tlp: 'AMBER' }])
  await as(bravoPoc, (act) => readWarning(act, number, { fresh: false, channel: 'portal' }))
  await as(alphaPoc, (act) => withdrawWarning(act, number, 'wrong'))
  const { made } = await onward('group')
  assert.match(made?.subject ?? '', /撤回/)
  assert.match(made?.text ?? '', /元に戻してください/)
  assert.doesNotMatch(made?.text ?? '', /本文-/)
})

test('who may not read it gets no text, as of a number that never existed', async (t) => {
  const { world, as, number } = await released(t, () => [{ tlp: 'AMBER' }])
  await assert.rejects(
    as(world.as.charliePoc, (act) => passOn(act, number, 'it', 'ja')),
    { code: 'not_found' },
  )
})
