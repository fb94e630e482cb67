import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#core/errors/index.ts'
import { isPublicAddress } from './address.ts'
import { testCertificate, testKey } from './http.support.ts'
import { createOutbound } from './http.ts'

/** A foreign server on this machine, and clients that may or may not go there. */
async function foreign(
  t: TestContext,
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
) {
  let asked = 0
  const server = createServer({ key: testKey, cert: testCertificate }, (request, response) => {
    asked++
    void answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: (host = '127.0.0.1') => `https://${host}:${port}/hook`,
    allowed: createOutbound({ allow: ['127.0.0.0/8', '::1'], ca: [testCertificate], ms: 1_000 }),
    asked: () => asked,
  }
}

const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

test('a partner whose network the operator allows gets the request and its answer comes back', async (t) => {
  const { url, allowed } = await foreign(t, async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    response.setHeader('x-said', String(request.headers['x-what'])).end(`got ${request.method} ${body}`)
  })
  for (const host of ['127.0.0.1', 'localhost']) {
    const answer = await allowed({
      method: 'POST',
      url: url(host),
      headers: { 'x-what': 'hello' },
      body: '{}',
    })
    assert.equal(answer.status, 200)
    assert.equal(answer.headers['x-said'], 'hello')
    assert.equal(Buffer.from(answer.body).toString(), 'got POST {}')
  }
})

test('nothing goes to private, link-local or loopback addresses, by number or by name', async (t) => {
  const { url, asked } = await foreign(t, (_, response) => void response.end())
  const send = createOutbound({ ca: [testCertificate] })
  const port = new URL(url()).port
  for (const host of [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '2130706433',
    '0x7f.1',
    '0.0.0.0',
    '10.0.0.1',
    '169.254.169.254',
    '192.168.1.1',
    '[fe80::1]',
    '[fd00::1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
  ])
    await assert.rejects(
      send({ method: 'GET', url: `https://${host}:${port}/` }),
      refused('outbound_refused'),
      host,
    )
  assert.equal(asked(), 0)
})

test('only https without credentials goes out', async () => {
  const send = createOutbound()
  for (const url of [
    'http://example.com/',
    'ftp://example.com/',
    'https://user:pw@example.com/',
    'file:///etc/passwd',
    '//x',
    '',
  ])
    await assert.rejects(send({ method: 'GET', url }), refused('outbound_refused'), url)
})

test('redirects, long answers, slow answers and unknown certificates are failures', async (t) => {
  const { url, allowed } = await foreign(t, (request, response) => {
    if (request.url === '/redirect') response.writeHead(302, { location: 'https://127.0.0.1/' }).end()
    else if (request.url === '/long') response.end(Buffer.alloc(64_001))
    else if (request.url === '/drip') response.write('x')
  })
  for (const path of ['/redirect', '/long', '/drip', '/never'])
    await assert.rejects(
      allowed({ method: 'GET', url: new URL(path, url()).href }),
      refused('outbound_failed'),
      path,
    )
  const distrusting = createOutbound({ allow: ['127.0.0.1'] })
  await assert.rejects(distrusting({ method: 'GET', url: url() }), refused('outbound_failed'))
})

test('a header cannot smuggle another one in', async (t) => {
  const { url, allowed, asked } = await foreign(t, (_, response) => void response.end())
  for (const value of ['a\r\nx-evil: 1', 'a\nb', 'a\0b'])
    await assert.rejects(
      allowed({ method: 'GET', url: url(), headers: { 'x-what': value } }),
      refused('outbound_failed'),
    )
  assert.equal(asked(), 0)
})

test('no IPv4 address of a private network is public, in no IPv6 clothing either', () => {
  const octet = fc.integer({ min: 0, max: 255 })
  fc.assert(
    fc.property(fc.constantFrom('10', '127', '0', '224', '255'), octet, octet, octet, (a, b, c, d) => {
      const address = `${a}.${b}.${c}.${d}`
      return (
        !isPublicAddress(address) && !isPublicAddress(`::ffff:${address}`) && !isPublicAddress(`::${address}`)
      )
    }),
  )
  for (const open of ['8.8.8.8', '1.1.1.1', '2606:4700::1111', '172.32.0.1'])
    assert.ok(isPublicAddress(open), open)
})
