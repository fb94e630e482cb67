import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Charter, charterFaults, defaultCharter } from '#core/charter/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { freshDatabase } from '../../../test/support/database.ts'
import { smallWorld } from '../../../test/support/small-world.ts'
import { adoptCharter } from './adopt-charter.ts'

test('an officer keeps the charter, but what opens reading is for the chair of the committee (R16)', async (t) => {
  const { database, owner } = await freshDatabase(t)
  const { as } = await smallWorld(owner)
  const adopt = (asker: Asker, basedOn: number, change: Partial<Charter>) =>
    database
      .asViewer(asker)
      .act((act) => adoptCharter(act, { basedOn, charter: { ...defaultCharter, ...change } }), {
        lock: 'exclusive',
      })
  for (const change of [
    { needToKnowRoles: [...defaultCharter.needToKnowRoles, 'officer'] },
    { sourceRoles: ['officer'] },
    { breakGlassRoles: ['committee:member'] },
    { holdSeconds: { normal: 0, immediate: 0 } },
  ])
    await assert.rejects(adopt(as.officer, 1, change), { code: 'not_your_role' })
  assert.deepEqual(await adopt(as.officer, 1, { fiscalYearStartsIn: 1 }), { version: 2 })
  assert.deepEqual(
    await adopt(as.chair, 2, { fiscalYearStartsIn: 1, breakGlassRoles: ['committee:member'] }),
    { version: 3 },
  )
})

test("the office's own roles never break the glass", () => {
  const charter = { ...defaultCharter, breakGlassRoles: ['secretariat:officer'] }
  assert.deepEqual(charterFaults(charter), [{ path: 'breakGlassRoles.0', reason: 'invalid' }])
})
