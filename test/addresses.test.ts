import assert from 'node:assert/strict'
import { test } from 'node:test'
import { links } from '../src/base/ui/links.ts'
import { addresses, isAddress } from '../src/doors/app/addresses.ts'

test('every link of the app leads to one of its addresses', () => {
  for (const [name, link] of Object.entries(links)) {
    const led = (link as (thing: string) => string)('RNK-7Q4K-2M').replace(/\?.*/, '')
    assert.ok(isAddress(led), `${name}: ${led}`)
  }
})

test('an address is known with anything behind what varies, and nothing else is', () => {
  for (const address of addresses)
    assert.ok(isAddress(address.replaceAll(/\$\w+/g, 'nothing-there')), address)
  assert.ok(isAddress('/warnings/'))
  for (const other of ['/warnings/a/edit/b', '/Home', '/audit/x', '/homework', '/our-team/else', '//'])
    assert.ok(!isAddress(other), other)
})
