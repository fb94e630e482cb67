import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Enrolment, enrolmentBody, handleFrom, newEnrolment, withShortName } from './enrolment.ts'
import { postTeam } from './routes.ts'

const { schema } = postTeam.request.body.content['application/json']
const filled = (more: Partial<Enrolment> = {}): Enrolment => ({
  ...newEnrolment('ja', false),
  nameJa: '青葉製作所',
  nameEn: 'Aoba Works',
  shortName: 'Aoba',
  handle: 'aoba',
  sector: 'manufacturing',
  district: 'kanto',
  kind: 'enterprise',
  poc: { nameJa: '窓口 次郎', nameEn: 'Jiro Madoguchi', email: 'jiro@aoba.example', language: 'ja' },
  ...more,
})

test('sector, district and kind are chosen, never offered: without a choice each is named as missing', () => {
  const { sector, district, kind } = newEnrolment('ja', false)
  const { error } = schema.safeParse(enrolmentBody(filled({ sector, district, kind })))
  assert.deepEqual(error?.issues.map(({ path }) => path.join('.')).sort(), ['district', 'kind', 'sector'])
  assert.equal(schema.safeParse(enrolmentBody(filled())).error, undefined)
})

test('the point of contact goes with the team, or is left for later on purpose', () => {
  assert.equal(enrolmentBody(filled()).poc?.email, 'jiro@aoba.example')
  assert.equal(enrolmentBody(filled({ pocLater: true })).poc, null)
  const forgotten = schema.safeParse(enrolmentBody(filled({ poc: newEnrolment('ja', false).poc })))
  assert.ok(forgotten.error?.issues.every(({ path }) => path[0] === 'poc'))
})

test('a handle is offered out of the short name', () => {
  assert.equal(handleFrom('Aoba CSIRT'), 'aoba-csirt')
  assert.equal(handleFrom('ＡＯＢＡ－ＣＳＩＲＴ'), 'aoba-csirt')
  assert.equal(handleFrom('青葉'), '')
})

test('the handle goes along with the short name until somebody writes one', () => {
  const begun = withShortName(newEnrolment('ja', false), 'Aoba-CSIRT')
  assert.equal(begun.handle, 'aoba-csirt')
  assert.equal(withShortName(begun, 'Aoba').handle, 'aoba')
  const written = { ...begun, handle: 'aoba' }
  assert.equal(withShortName(written, 'Aoba CSIRT').handle, 'aoba')
})
