import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { checkDocuments } from './documents.ts'
import { checkLock } from './lock.ts'
import { compareTexts } from './texts.ts'
import { checkWords } from './words.ts'

/** Split, so that the check does not find it here. */
const GONE = ['MISSING', 'md'].join('.')

function folder(t: TestContext, files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'check-'))
  t.after(() => rmSync(root, { recursive: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

test('a text that one language lacks is found', () => {
  const found = compareTexts('a', { ja: { x: 'はい', y: { z: 'いいえ' } }, en: { x: 'yes' } })
  assert.deepEqual(found, ['a.y.z: no English'])
})

test('a value that only one language shows is found', () => {
  const found = compareTexts('a', { ja: { x: '{{team}}さん' }, en: { x: 'hello {{name}}' } })
  assert.deepEqual(found, ['a.x: Japanese shows {team}, English {name}'])
})

test('an empty text and an English text in both languages are found', () => {
  const found = compareTexts('a', {
    ja: { x: ' ', y: 'please sign in' },
    en: { x: 'x', y: 'please sign in' },
  })
  assert.deepEqual(found, ['a.x: empty', 'a.y: English in both languages'])
})

test('plurals of English stand against one text of Japanese', () => {
  const found = compareTexts('a', {
    ja: { n: '{{count}}件' },
    en: { n_one: 'one item', n_other: '{{count}} items' },
  })
  assert.deepEqual(found, [])
})

test('a lock with a download address, a loose version and a type package that is shipped are found', (t) => {
  const root = folder(t, {
    'package.json': JSON.stringify({ dependencies: { a: '^1.0.0', '@types/b': '1.0.0' } }),
    'package-lock.json': JSON.stringify({
      packages: {
        'node_modules/a': { resolved: 'https://registry.example/a.tgz', integrity: 'sha512-x' },
        'node_modules/@types/b': {},
      },
    }),
  })
  assert.deepEqual(checkLock(root), [
    'package.json: a ^1.0.0 is no exact version',
    'package.json: @types/b belongs to devDependencies',
    'package-lock.json: node_modules/a has a download address',
    'package-lock.json: node_modules/@types/b has no integrity',
  ])
})

test('words that may not stand in the repository are found with their place', (t) => {
  const root = folder(t, {
    'src/a.ts': `// TO${'DO'} later\nconst path = '/${'home'}/somebody/x'\n`,
    'src/text-utils.ts': '',
    'src/utils.ts': '',
    'README.md': `A seam${'less'} experience.\n`,
  })
  const found = checkWords(root).map((line) => line.split(':').slice(0, 2).join(':'))
  assert.deepEqual(found.sort(), [
    'README.md:1 "seamless"',
    `src/a.ts:1 "TO${'DO'}"`,
    `src/a.ts:2 "'/${'home'}/s"`,
    'src/text-utils.ts: a helper lives in the module whose word it is',
    'src/utils.ts: a helper lives in the module whose word it is',
  ])
})

test('a document that points nowhere, an unknown rule, an unexplained dependency a secret setting and a command that is not there are found', (t) => {
  const root = folder(t, {
    'package.json': JSON.stringify({ scripts: { x: 'y' }, dependencies: { a: '1.0.0', b: '1.0.0' } }),
    'README.md': `[there](docs/operations.md) [gone](docs/gone.md)\nsee ${GONE}\n`,
    'docs/more.md': 'npm run x, npm run z, `renkei key add`, npx renkei key lose',
    'src/people/identity/commands.ts': "const x = { name: 'key add' }",
    'docs/operations.md': '`PORT` and `RENKEI_OLD`',
    'docs/sharing-rules.md': '| R1 | one |\n',
    'docs/decisions/dependencies.md': '`a`: why',
    'src/config.ts': "// R1, R9\nconst x = ['PORT', 'RENKEI_NEW', 'RENKEI_TEST_X']\n",
  })
  assert.deepEqual(checkDocuments(root), [
    'README.md:1 points to docs/gone.md, which is not there',
    `README.md:2 points to ${GONE}, which is not there`,
    'src/config.ts:1 cites R9, which docs/sharing-rules.md lacks',
    'docs/decisions/dependencies.md gives no reason for b',
    'docs/operations.md does not tell of RENKEI_NEW',
    'docs/operations.md tells of RENKEI_OLD, which src/config.ts does not read',
    'docs/more.md:1 tells of npm run z, which is not there',
    'docs/more.md:1 tells of renkei key lose, which is not there',
  ])
})
