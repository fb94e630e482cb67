import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { addKey, type KeyFileFault, openKeys, sameSecret, throwawayKeys, Unreadable } from './index.ts'

const place = { table: 'identity.factors', column: 'secret', row: '7f0c' }

function keyFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'renkei-keys-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return join(folder, 'data', 'secret.key')
}

test('the first start makes a key file that only its owner can read, the second finds it', (t) => {
  const path = keyFile(t)
  const first = openKeys(path)
  assert.equal(statSync(path).mode & 0o777, 0o600)
  assert.deepEqual(openKeys(path).ids, first.ids)
  assert.equal(openKeys(path).unseal(first.seal('秘密', place), place), '秘密')
})

test('a key file that others can read is refused, with the command that mends it', (t) => {
  const path = keyFile(t)
  openKeys(path)
  chmodSync(path, 0o640)
  assert.throws(
    () => openKeys(path),
    (error: KeyFileFault) => error.code === 'readable-by-others' && error.message.includes('chmod 600'),
  )
})

test('a damaged key file is refused and left as it is', (t) => {
  const path = keyFile(t)
  openKeys(path)
  const damaged = readFileSync(path, 'utf8').replace(/.{3}\n$/, 'AAA\n')
  writeFileSync(path, damaged)
  assert.throws(() => openKeys(path), { code: 'damaged' })
  writeFileSync(path, '')
  assert.throws(() => openKeys(path), { code: 'damaged' })
  assert.equal(readFileSync(path, 'utf8'), '')
})

test('a key file that an operator names is not made in silence', (t) => {
  assert.throws(() => openKeys(keyFile(t), { create: false }), { code: 'missing' })
})

test('a sealed value opens at its own place only', () => {
  const keys = throwawayKeys()
  const sealed = keys.seal('value', place)
  for (const other of [
    { ...place, table: 'identity.factor' },
    { ...place, column: 'secrets' },
    { ...place, row: '7f0d' },
    { table: 'identity.factors.secret', column: '', row: '7f0c' },
  ]) {
    assert.throws(() => keys.unseal(sealed, other), Unreadable)
  }
})

test('any change of a sealed value is noticed', () => {
  const keys = throwawayKeys()
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (text, at, flip) => {
        const sealed = keys.seal(text, place)
        assert.equal(keys.unseal(sealed, place), text)
        const body = Buffer.from(sealed.slice(12), 'base64url')
        const byte = at % body.length
        body[byte] = (body[byte] as number) ^ flip
        assert.throws(() => keys.unseal(sealed.slice(0, 12) + body.toString('base64url'), place), {
          code: 'altered',
        })
      },
    ),
  )
  for (const nonsense of ['', 'value', 'v1.', 'v2.00000000.AAAA', 'v1.0000000g.AAAA']) {
    assert.throws(() => keys.unseal(nonsense, place), { code: 'not-sealed' })
  }
})

test('the same value sealed twice looks different', () => {
  const keys = throwawayKeys()
  assert.notEqual(keys.seal('value', place), keys.seal('value', place))
})

test('another installation opens nothing of ours and learns nothing from a tag', () => {
  const [ours, theirs] = [throwawayKeys(), throwawayKeys()]
  assert.throws(() => theirs.unseal(ours.seal('value', place), place), { code: 'no-such-key' })
  assert.notEqual(ours.tag('owner', 'a'), theirs.tag('owner', 'a'))
})

test('after rotation the new key seals, the old ones still open, and tags still find', (t) => {
  const path = keyFile(t)
  const before = openKeys(path)
  const sealed = before.seal('value', place)
  const after = addKey(path)
  assert.notEqual(after.current, before.current)
  assert.deepEqual(openKeys(path).ids, [before.current, after.current])
  assert.equal(statSync(path).mode & 0o777, 0o600)
  assert.equal(after.unseal(sealed, place), 'value')
  assert.ok(after.seal('value', place).startsWith(`v1.${after.current}.`))
  assert.equal(after.tag('owner', 'a'), before.tag('owner', 'a'))
})

test('a running process finds the key that another one added, and seals with it from then on', (t) => {
  const path = keyFile(t)
  const running = openKeys(path)
  const rotated = addKey(path)
  assert.equal(running.unseal(rotated.seal('value', place), place), 'value')
  assert.equal(running.current, rotated.current)
})

test('purposes are kept apart', () => {
  const keys = throwawayKeys()
  assert.notEqual(keys.tag('session', 'a'), keys.tag('owner', 'a'))
  assert.match(keys.tag('session', 'a'), /^[0-9a-f]{64}$/)
  assert.notDeepEqual(keys.derive('audit chain'), keys.derive('audit anchor'))
})

test('secrets are compared whole', () => {
  assert.equal(sameSecret('abc', 'abc'), true)
  for (const other of ['abd', 'ab', 'abcd', '']) assert.equal(sameSecret('abc', other), false)
})
