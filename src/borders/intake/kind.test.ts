import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decodeText } from './decode.ts'
import { binaryKind, looksLikeJson, looksLikeMail, looksLikeMarkdown, markupKind } from './kind.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)

test('Japanese text is read in every encoding it comes in', () => {
  const said = '不審なメールについて、ご注意ください。'
  const utf16 = (littleEndian: boolean) => {
    const view = new DataView(new ArrayBuffer(said.length * 2 + 2))
    for (const [index, unit] of [...`\ufeff${said}`].entries())
      view.setUint16(index * 2, unit.charCodeAt(0), littleEndian)
    return new Uint8Array(view.buffer)
  }
  const samples: [string, Uint8Array][] = [
    ['utf-8', new TextEncoder().encode(said)],
    ['utf-8', new TextEncoder().encode(`\ufeff${said}`)],
    ['utf-16le', utf16(true)],
    ['utf-16be', utf16(false)],
    // 不審なメール, as nkf writes it
    ['shift_jis', bytes(0x95, 0x73, 0x90, 0x52, 0x82, 0xc8, 0x83, 0x81, 0x81, 0x5b, 0x83, 0x8b)],
    ['euc-jp', bytes(0xc9, 0xd4, 0xbf, 0xb3, 0xa4, 0xca, 0xa5, 0xe1, 0xa1, 0xbc, 0xa5, 0xeb)],
    [
      'iso-2022-jp',
      bytes(
        0x1b,
        0x24,
        0x42,
        0x49,
        0x54,
        0x3f,
        0x33,
        0x24,
        0x4a,
        0x25,
        0x61,
        0x21,
        0x3c,
        0x25,
        0x6b,
        0x1b,
        0x28,
        0x42,
      ),
    ],
  ]
  for (const [encoding, sample] of samples) {
    const decoded = decodeText(sample)
    assert.equal(decoded?.encoding, encoding)
    assert.ok(decoded?.text.replace('\ufeff', '').startsWith('不審なメール'), encoding)
  }
})

test('UTF-16 without a mark is seen by its zeros; noise is no text', () => {
  assert.equal(decodeText(bytes(0x61, 0, 0x62, 0, 0x63, 0, 0x64, 0))?.text, 'abcd')
  assert.equal(decodeText(bytes(0, 0x61, 0, 0x62, 0, 0x63, 0, 0x64))?.text, 'abcd')
  assert.equal(decodeText(bytes(0xff, 0xff, 0x80, 0x80, 0xc0)), null)
})

test('packed files, pictures and programs are known by their first bytes', () => {
  assert.equal(binaryKind(bytes(0x50, 0x4b, 3, 4, 20)), 'ZIP')
  assert.equal(binaryKind(bytes(0x1f, 0x8b, 8)), 'gzip')
  assert.equal(binaryKind(new TextEncoder().encode('%PDF-1.7')), 'PDF')
  assert.equal(binaryKind(new TextEncoder().encode('PK said hello')), null)
})

test('JSON, markup, mail and Markdown are told by how they begin', () => {
  for (const json of ['{"a":1}', ' \n[{"a":1}]', '\ufeff{}', '[]']) assert.ok(looksLikeJson(json), json)
  for (const text of ['[TLP:AMBER] warning', '[1] see below', '{curly}', ''])
    assert.ok(!looksLikeJson(text), text)
  assert.equal(markupKind('\ufeff<?xml version="1.0"?><a/>'), 'XML')
  assert.equal(markupKind('<!DOCTYPE html><html>'), 'HTML')
  assert.equal(markupKind('<!DOCTYPE lolz [<!ENTITY a "b">]>'), 'XML')
  assert.equal(markupKind('<https://evil.example> was seen'), null)
  assert.ok(looksLikeMail('From: a@b.example\r\nSubject: x\r\nDate: today\r\n\r\nbody'))
  assert.ok(
    looksLikeMail('From a@b.example Mon Nov 23\nReceived: from x\n by y\nMessage-ID: <1>\nTo: c\n\nbody'),
  )
  assert.ok(!looksLikeMail('Subject: only a word\n\nbody'))
  assert.ok(!looksLikeMail('From: us\nwe saw something\nTo: you\nSubject: x\nDate: y'))
  assert.ok(looksLikeMarkdown('# Title\n\ntext'))
  assert.ok(looksLikeMarkdown('---\ntitle: x\n---\ntext'))
  assert.ok(!looksLikeMarkdown('plain words\n- one line'))
})

test('no text makes the recogniser slow or throw', () => {
  const recognise = (text: string) => [
    looksLikeJson(text),
    markupKind(text),
    looksLikeMail(text),
    looksLikeMarkdown(text),
  ]
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => recognise(text).length === 4),
  )
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => decodeText(noise) === null || true))
  const start = performance.now()
  for (const one of ['[', '<', ' ', '\n', '*', '|', 'a:\n', '---\na:\n', '<a', '[a]('])
    recognise(one.repeat(1_000_000))
  assert.ok(performance.now() - start < 5_000)
})
