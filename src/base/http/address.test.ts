import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#core/errors/index.ts'
import { ground } from './door.support.ts'
import { clientAddress, createRateLimiter, rates } from './index.ts'

/** What the router takes for the caller's address. */
async function addressSeen(proxies: number, socket: string | undefined, forwarded?: string): Promise<string> {
  const { app } = ground([])
  app.get('/who', (context) => context.text(clientAddress(context, proxies)))
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  const answer = await app.request(
    'http://localhost/who',
    { headers },
    { incoming: { socket: { remoteAddress: socket } } },
  )
  return answer.text()
}

test('the caller’s own word about its address counts for nothing', async () => {
  assert.equal(await addressSeen(0, '198.51.100.7', '203.0.113.1'), '198.51.100.7')
  assert.equal(await addressSeen(1, '127.0.0.1', '203.0.113.1, 198.51.100.7'), '198.51.100.7')
  assert.equal(await addressSeen(2, '127.0.0.1', '203.0.113.1, 198.51.100.7, 10.0.0.1'), '198.51.100.7')
  assert.equal(await addressSeen(1, '127.0.0.1', 'nonsense'), '127.0.0.1')
  assert.equal(await addressSeen(1, '127.0.0.1'), '127.0.0.1')
})

test('one subscriber of IPv6 is one name; IPv4 in IPv6 is IPv4', async () => {
  assert.equal(await addressSeen(0, '2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64')
  assert.equal(await addressSeen(0, '2001:db8:1:2::9'), '2001:db8:1:2::/64')
  assert.equal(await addressSeen(0, '::1'), '0:0:0:0::/64')
  assert.equal(await addressSeen(0, '::ffff:198.51.100.7'), '198.51.100.7')
  assert.equal(await addressSeen(0, undefined), 'local')
})

test('a burst passes, then the pace; one name never empties the bucket of another', () => {
  let now = 0
  const limiter = createRateLimiter(() => now)
  const seconds = (name: string): number => {
    try {
      limiter.take('secret', name)
      return 0
    } catch (error) {
      assert.ok(error instanceof Refusal && error.code === 'too_many_requests')
      return Number(error.params.seconds)
    }
  }
  for (let i = 0; i < rates.secret.burst; i++) assert.equal(seconds('a'), 0)
  assert.equal(seconds('a'), 2)
  assert.equal(seconds('b'), 0)
  now += 2_000
  assert.equal(seconds('a'), 0)
  assert.equal(seconds('a'), 2)
  now += 3_600_000
  for (let i = 0; i < rates.secret.burst; i++) assert.equal(seconds('a'), 0)
  assert.ok(seconds('a') > 0)
})
