import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openApp } from './files.ts'

const built = () => {
  const folder = mkdtempSync(join(tmpdir(), 'renkei-app-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><html lang="ja"><script nonce="__NONCE__"></script><meta nonce="__NONCE__">',
  )
  writeFileSync(join(folder, 'assets', 'main-1a.js'), 'go()')
  writeFileSync(join(folder, 'stamp'), 'secret of the builder')
  return folder
}

test('each response has a page of its own: its nonce everywhere, its language', () => {
  const folder = built()
  const app = openApp(folder)
  const page = app?.page({ nonce: 'n0nce', language: 'en' }) ?? ''
  assert.equal(page.match(/nonce="n0nce"/g)?.length, 2)
  assert.match(page, /<html lang="en">/)
  assert.doesNotMatch(page, /__NONCE__/)
  rmSync(folder, { recursive: true })
})

test('a file is found by its exact name alone: no path climbs out, nothing but screens is given', () => {
  const folder = built()
  const app = openApp(folder)
  assert.equal(app?.file('/assets/main-1a.js')?.type, 'text/javascript; charset=UTF-8')
  for (const path of [
    '/stamp',
    '/index.html',
    '/assets/../stamp',
    '/assets/%2e%2e/stamp',
    '//etc/passwd',
    '/assets/',
  ])
    assert.equal(app?.file(path), null, path)
  rmSync(folder, { recursive: true })
})

test('a build that takes the place of another does not pull its screens away', () => {
  const folder = built()
  const app = openApp(folder)
  rmSync(folder, { recursive: true })
  assert.ok(app?.file('/assets/main-1a.js'))
  assert.match(app?.page({ nonce: 'n', language: 'ja' }) ?? '', /nonce="n"/)
})

test('an app that nobody built is no app', () => {
  assert.equal(openApp(join(tmpdir(), 'renkei-nothing-here')), null)
})
