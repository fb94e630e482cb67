import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Nearness, nearForms } from './near.ts'
import { normalise } from './normalise.ts'

const forms = (value: string, near?: Nearness) =>
  nearForms(value)
    .filter((one) => near === undefined || one.near === near)
    .map(({ form }) => form)

test('an address stands in its networks, a network in wider ones', () => {
  const around = forms('192[.]0.2.77')
  assert.ok(
    around.includes('192.0.2.0/24') && around.includes('192.0.2.77/32') && around.includes('192.0.0.0/8'),
  )
  assert.ok(!around.includes('0.0.0.0/0'))
  assert.deepEqual(forms('192.0.2.0/24')[0], '192.0.2.0/23', 'not itself')
  const six = forms('2001:db8::5')
  for (const one of ['2001:db8::/32', '2001:db8::/29', '2001:db8::/48', '2001:db8::5/128'])
    assert.ok(six.includes(one), one)
})

test('a web address stands under its host, a name under the names above it, never under a top-level domain', () => {
  assert.deepEqual(nearForms('hxxps://a.b.evil[.]example:8443/x?y'), [
    { near: 'host', form: 'a.b.evil.example' },
    { near: 'parent', form: 'b.evil.example' },
    { near: 'parent', form: 'evil.example' },
  ])
  assert.deepEqual(forms('https://192.0.2.9/x', 'host'), ['192.0.2.9'])
  assert.ok(forms('https://192.0.2.9/x', 'network').includes('192.0.2.0/24'))
  assert.deepEqual(forms('https://[2001:db8::9]/x', 'host'), ['2001:db8::9'])
  assert.deepEqual(forms('Lure@Mail.Evil.Example'), ['mail.evil.example', 'evil.example'])
  assert.deepEqual(forms('evil.example'), [])
})

test('what has nothing around it has none', () => {
  for (const value of ['', ' ', 'd41d8cd98f00b204e9800998ecf8427e', 'Global\\Mutex', '/', 'a@', '[[[.'])
    assert.deepEqual(nearForms(value), [], value)
})

test('whatever is asked, what is near is few, in its normal form, and never the value itself', () => {
  const value = fc.oneof(fc.webUrl(), fc.ipV4(), fc.ipV6(), fc.domain(), fc.emailAddress(), fc.string())
  fc.assert(
    fc.property(value, (asked) => {
      const found = nearForms(asked)
      assert.ok(found.length <= 100)
      for (const { near, form } of found) {
        const type = near === 'network' ? 'network' : form.includes(':') ? 'ipv6' : null
        const normal = type ? normalise(type, form) : normalise('domain', form)
        const isAddress = 'value' in normalise('ipv4', form)
        assert.ok(isAddress || ('value' in normal && normal.value === form), `${asked}: ${form}`)
        assert.notEqual(form, asked)
      }
    }),
  )
})
