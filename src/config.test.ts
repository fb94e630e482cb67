import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConfigRefused, type Environment, isLoopback, readConfig } from './config.ts'

function faults(env: Environment): readonly string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigRefused) return error.faults
    throw error
  }
  return []
}

test('nothing set: embedded database, this machine alone', () => {
  const config = readConfig({ PORT: '', HOST: ' ' })
  assert.equal(config.url, 'http://localhost:3000')
  assert.equal(config.host, 'localhost')
  assert.equal(config.database.kind, 'embedded')
  assert.match(config.dataFolder, /\/data$/)
  assert.equal(config.keyFile, `${config.dataFolder}/secret.key`)
  assert.equal(config.smtp, undefined)
})

test('every fault is told at once', () => {
  const told = faults({
    PORT: '70000',
    HOST: '0.0.0.0',
    DATABASE_URL: 'postgres://renkei_app@db/renkei',
    RENKEI_PG_HOME: '/srv/pg',
    SMTP_URL: 'smtp://mail.example.org',
    RENKEI_LOG: 'loud',
    RENKEI_KEYFILE: '/etc/renkei.key',
  })
  for (const name of [
    'PORT',
    'HOST',
    'DATABASE_OWNER_URL',
    'RENKEI_PG_HOME',
    'MAIL_FROM',
    'RENKEI_LOG',
    'RENKEI_KEYFILE',
  ]) {
    assert.ok(
      told.some((fault) => fault.startsWith(name)),
      `${name} in ${told.join('\n')}`,
    )
  }
  assert.equal(told.length, 7)
})

test('half a configuration is refused', () => {
  assert.match(
    faults({ DATABASE_OWNER_URL: 'postgres://owner@db/renkei' })[0] ?? '',
    /DATABASE_URL is missing/,
  )
  assert.match(faults({ MAIL_FROM: 'renkei@example.org' })[0] ?? '', /SMTP_URL is missing/)
})

test('plain http leaves this machine under no name', () => {
  assert.equal(faults({ RENKEI_URL: 'http://renkei.example.org' }).length, 1)
  assert.equal(faults({ HOST: '::', RENKEI_URL: 'http://localhost:3000' }).length, 1)
  assert.deepEqual(faults({ HOST: '0.0.0.0', RENKEI_URL: 'https://renkei.example.org' }), [])
  for (const host of ['localhost', 'a.localhost', '127.0.0.1', '127.3.2.1', '::1', '[::1]'])
    assert.ok(isLoopback(host))
  for (const host of ['127.0.0.1.example.org', 'localhost.example.org', '0.0.0.0', '::'])
    assert.ok(!isLoopback(host))
})

test('the address is an origin', () => {
  assert.equal(faults({ RENKEI_URL: 'https://example.org/renkei' }).length, 1)
  assert.equal(faults({ RENKEI_URL: 'renkei.example.org' }).length, 1)
  assert.equal(readConfig({ RENKEI_URL: 'https://Renkei.Example.org/' }).url, 'https://renkei.example.org')
})

test('the app has a role of its own, and a fault never repeats a password', () => {
  const same = { DATABASE_URL: 'postgres://a:secret@db/r', DATABASE_OWNER_URL: 'postgres://a:secret@db/r' }
  assert.ok(faults(same).some((fault) => fault.includes('two roles')))
  const wrong = faults({
    DATABASE_URL: 'mysql://a:secret@db',
    DATABASE_OWNER_URL: 'postgres://o:secret@db/r',
  })
  assert.equal(wrong.length, 1)
  assert.ok(!wrong.join().includes('secret'))
})

test('a demo stays on this machine, in a folder of its own', () => {
  assert.match(readConfig({}, 'demo').dataFolder, /\/data-demo$/)
  assert.throws(() => readConfig({ RENKEI_URL: 'https://demo.example.org' }, 'demo'), ConfigRefused)
  assert.throws(() => readConfig({ HOST: '0.0.0.0' }, 'demo'), ConfigRefused)
  const own = { DATABASE_URL: 'postgres://renkei_app@db/r', DATABASE_OWNER_URL: 'postgres://o@db/r' }
  assert.throws(() => readConfig(own, 'demo'), /database of its own/)
})
