import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Capture } from '#core/capture/index.ts'
import { type Attached, readMail } from './index.ts'

async function read(text: string): Promise<{ capture: Capture; attached: readonly Attached[] }> {
  const { reading, attached } = await readMail(new TextEncoder().encode(text.replace(/\n/g, '\r\n')))
  assert.ok(reading.ok, JSON.stringify(reading))
  const [capture] = reading.captures
  assert.ok(capture)
  return { capture, attached }
}

const values = ({ indicators }: Capture): string[] => indicators.map(({ type, value }) => `${type} ${value}`)

test('a report keeps its source and Message-ID, and loses the label and the signature from its words', async () => {
  const { capture } = await read(`From: =?UTF-8?B?5bGx55Sw?= <yamada@member.jp>
To: list@assoc.jp
Subject: Fwd: [TLP:GREEN] =?UTF-8?B?5LiN5a+p44Oh44O844Or?= campaign
Message-ID: <7@member.jp>
Content-Type: text/plain; charset=utf-8

TLP:AMBER
hxxps://evil[.]top/a を確認しました。https://www.jpcert.or.jp/x
--${' '}
山田 03-1234-5678
`)
  assert.equal(capture.format, 'mail')
  assert.equal(capture.title, '不審メール campaign')
  assert.equal(capture.source, '山田')
  assert.equal(capture.reference, '<7@member.jp>')
  assert.equal(capture.tlp.label, 'AMBER')
  assert.deepEqual(values(capture), ['url https://evil.top/a'])
  assert.doesNotMatch(capture.summary, /TLP|1234/)
  assert.deepEqual(capture.circumstances.mailSubjects, [])
  assert.deepEqual(
    capture.notes.map(({ code }) => code),
    ['left-out', 'two-labels'],
  )
})

test('a lure that was dropped in gives circumstances, sender and links, and nothing that can be opened', async () => {
  const { capture } = await read(`From: "ABC銀行" <support@abc-bank.evil.top>
Reply-To: x@other.ru
To: victim@member.jp
Subject: =?UTF-8?B?44CQ6YeN6KaB44CR5Y+j5bqn56K66KqN?=
Date: Mon, 23 Nov 2026 10:00:00 +0900
Content-Type: text/html; charset=utf-8

<p>お客様 <a href="https://abc-login.evil.top/a?x=1&amp;y=2">https://www.abc-bank.co.jp/login</a> 電話: 050-1234-5678</p>
`)
  assert.deepEqual(values(capture), [
    'url https://www.abc-bank.co.jp/login',
    'url https://abc-login.evil.top/a?x=1&y=2',
    'email support@abc-bank.evil.top',
    'email x@other.ru',
  ])
  assert.ok(capture.indicators.every(({ confidence }) => confidence === 'low'))
  assert.equal(capture.source, null)
  assert.equal(capture.observedAt, '2026-11-23T01:00:00.000Z')
  assert.deepEqual(capture.circumstances.senderNames, ['ABC銀行'])
  assert.deepEqual(capture.circumstances.mailSubjects, ['【重要】口座確認'])
  assert.deepEqual(capture.circumstances.telephones, ['050-1234-5678'])
  assert.doesNotMatch(capture.technical + capture.circumstances.lures.join(''), /https?:/)
})

test('a lure passed on as text is told from the words of the forwarder, whose address is no indicator', async () => {
  const { capture } = await read(`From: Taro <taro@member.jp>
Subject: Fwd: Payment
Content-Type: text/plain; charset=utf-8

来ました。確認お願いします。

---------- Forwarded message ---------
From: "Pay Service" <service@pay.evil.top>
Date: Mon
Subject: Payment
To: <taro@member.jp>

Please pay at https://pay.evil.top/now
`)
  assert.deepEqual(values(capture), ['url https://pay.evil.top/now', 'email service@pay.evil.top'])
  assert.deepEqual(capture.circumstances.senderNames, ['Pay Service'])
  assert.equal(capture.source, 'Taro')
  assert.equal(capture.summary, '来ました。確認お願いします。')
})

test('a warning that was passed on names its own source', async () => {
  const { capture } = await read(`From: Taro <taro@member.jp>
Subject: FW: TLP:AMBER New campaign
Content-Type: text/plain; charset=utf-8

FYI

From: CERT X <cert@certx.org>
Sent: Monday
To: list
Subject: TLP:AMBER New campaign

C2 is evil[.]top
`)
  assert.equal(capture.source, 'CERT X')
  assert.equal(capture.title, 'New campaign')
  assert.deepEqual(values(capture), ['domain evil.top'])
  assert.deepEqual(capture.circumstances.mailSubjects, [])
})

test('an attached mail is the sample; an attached event is handed back; an archive is told and never opened', async () => {
  const { capture, attached } = await read(`From: Taro <taro@member.jp>
Subject: sample
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

不審なメールが届きました。
--b
Content-Type: message/rfc822

From: "Bank" <a@bank.evil.top>
Subject: lure
Content-Type: multipart/mixed; boundary=c

--c
Content-Type: text/plain

click http://lure.evil.top/
--c
Content-Type: application/zip; name=bill.zip
Content-Disposition: attachment; filename=bill.zip
Content-Transfer-Encoding: base64

UEsDBA==
--c--
--b
Content-Type: application/json
Content-Disposition: attachment; filename=event.json

{"Event":{}}
--b
Content-Type: application/zip
Content-Disposition: attachment; filename=logs.zip
Content-Transfer-Encoding: base64

UEsDBA==
--b--
`)
  assert.deepEqual(values(capture), [
    'url http://lure.evil.top/',
    'email a@bank.evil.top',
    'sha256 8dcc7e601606217f3b754766511182a916b17e9a26a94c9d887104eba92e9bb2',
  ])
  assert.deepEqual(capture.indicators[2]?.names, ['bill.zip'])
  assert.deepEqual(
    attached.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]),
    [['event.json', '{"Event":{}}']],
  )
  const told = capture.notes.filter(({ code }) => code === 'file-not-taken').map(({ params }) => params?.name)
  assert.deepEqual(told, ['bill.zip', 'logs.zip'])
})

test('a mail signed in clear is read without its frame; one that is only encrypted is refused', async () => {
  const { capture } = await read(`From: a@member.jp
Subject: TLP:GREEN x
Content-Type: text/plain

-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

- -- list --
evil[.]top
-----BEGIN PGP SIGNATURE-----

iQ==
-----END PGP SIGNATURE-----
`)
  assert.equal(capture.summary, '-- list --\nevil[.]top')
  const { reading } = await readMail(
    new TextEncoder().encode(
      'From: a@member.jp\nSubject: x\n\n-----BEGIN PGP MESSAGE-----\nxx\n-----END PGP MESSAGE-----\n',
    ),
  )
  assert.deepEqual(reading, {
    ok: false,
    refusal: { code: 'capture_broken', place: 'body', reason: 'encrypted' },
  })
})

test('a lure that warns of phishing, as banks do, is a lure; the same words from a known sender are a report', async () => {
  const mail = new TextEncoder().encode(
    'From: "ABC" <a@abc.evil.top>\nSubject: account\nContent-Type: text/plain; charset=utf-8\n\nフィッシングにご注意ください。確認: https://abc.evil.top/login\n',
  )
  const [unknown, known] = [await readMail(mail), await readMail(mail, { trusted: true })]
  assert.ok(unknown.reading.ok && known.reading.ok)
  assert.deepEqual(unknown.reading.captures.flatMap(values), [
    'url https://abc.evil.top/login',
    'email a@abc.evil.top',
  ])
  assert.deepEqual(known.reading.captures.flatMap(values), [])
})
