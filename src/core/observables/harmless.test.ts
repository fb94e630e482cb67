import assert from 'node:assert/strict'
import { test } from 'node:test'
import { realFiles } from '../../../test/support/corpora.ts'
import { harmless, loadWarningList, type ObservableType, warningList } from './index.ts'

test('reserved addresses and names, digests of nothing and public services are told apart from indicators', () => {
  const reasons: readonly (readonly [ObservableType, string, string | null])[] = [
    ['ipv4', '192.168.7.1', 'private'],
    ['ipv4', '172.32.0.1', null],
    ['ipv4', '127.0.0.1', 'loopback'],
    ['ipv4', '203.0.113.9', 'documentation'],
    ['ipv6', '2001:db8::1', 'documentation'],
    ['ipv6', '3fff::1', 'documentation'],
    ['ipv6', 'fd00::1', 'private'],
    ['ipv4', '100.64.0.1', 'shared'],
    ['ipv4', '239.1.1.1', 'multicast'],
    ['network', '10.1.0.0/16', 'private'],
    ['network', '0.0.0.0/0', null],
    ['ipv4', '8.8.8.8', 'public-resolver'],
    ['domain', 'evil.example', 'example-name'],
    ['domain', 'www.example.co.jp', 'example-name'],
    ['domain', 'notexample.com', null],
    ['domain', 'dc1.corp', 'local-name'],
    ['domain', 'google.com', 'well-known'],
    ['domain', 'docs.google.com', null],
    ['url', 'http://192.168.7.1/x', 'private'],
    ['url', 'https://google.com/', 'well-known'],
    ['url', 'https://google.com/lure', null],
    ['email', 'a@example.com', 'example-name'],
    ['md5', 'd41d8cd98f00b204e9800998ecf8427e', 'empty-file'],
    ['md5', '9e107d9d372bb6826bd81d3542a419d6', null],
  ]
  for (const [type, value, reason] of reasons)
    assert.equal(harmless(type, value)?.reason ?? null, reason, value)
})

test('own networks and names are a list like any other', () => {
  const lists = [
    warningList('our networks', 'cidr', ['198.18.0.0/15', '2400:1::/32', '61.200.0.0/16', 'nonsense']),
    warningList('our names', 'hostname', ['member.jp', '.partner.jp']),
  ]
  const told = (type: ObservableType, value: string) => harmless(type, value, lists)?.list ?? null
  assert.equal(told('ipv4', '61.200.3.4'), 'our networks')
  assert.equal(told('network', '61.200.3.0/24'), 'our networks')
  assert.equal(told('network', '61.0.0.0/8'), null)
  assert.equal(told('url', 'http://61.200.3.4:8080/x'), 'our networks')
  assert.equal(told('ipv6', '2400:1::7'), 'our networks')
  assert.equal(told('url', 'https://mail.member.jp/x'), 'our names')
  assert.equal(told('email', 'a@partner.jp'), 'our names')
  assert.equal(told('domain', 'notmember.jp'), null)
})

test('a list of patterns is refused, and what is no list too', () => {
  assert.deepEqual(loadWarningList({ name: 'x', type: 'regex', list: ['(a+)+$'] }), {
    ok: false,
    reason: 'regex-list',
  })
  for (const json of [null, [], 'x', {}, { name: 'x', type: 'string', list: [1] }]) {
    assert.deepEqual(loadWarningList(json), { ok: false, reason: 'not-a-list' })
  }
})

test('a list speaks only of the attributes that it names', () => {
  const loaded = loadWarningList({
    name: 'x',
    type: 'substring',
    list: ['evil'],
    matching_attributes: ['domain|ip'],
  })
  assert.ok(loaded.ok)
  assert.equal(loaded.list.matches('domain', 'very-evil.jp'), true)
  assert.equal(loaded.list.matches('url', 'http://very-evil.jp/'), false)
})

test('MISP’s own warning lists can be dropped in', (t) => {
  const files = realFiles(t, 'misp-warninglists/*.json')
  if (files.length === 0) return
  const lists = files.map(({ name, bytes }) => {
    const loaded = loadWarningList(JSON.parse(Buffer.from(bytes).toString()))
    assert.ok(loaded.ok, name)
    return loaded.list
  })
  const told = (type: ObservableType, value: string) => harmless(type, value, lists)
  assert.equal(told('ipv4', '104.154.113.9')?.reason, 'listed')
  assert.equal(told('url', 'https://login.1822direkt.com/x')?.reason, 'listed')
  assert.equal(told('domain', 'google.ad')?.reason, 'listed')
  assert.equal(told('domain', 'jbaeszfj.com'), null)
  t.diagnostic(`${lists.length} lists`)
})
