import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { translator } from '#base/i18n/index.ts'
import { CHANGES } from '../src/people/membership/standing.ts'
import { VERDICTS } from '../src/work/approval/verdict.ts'

/** What acts worked out in the code can be; one that is not here fails the test. */
const worked: Readonly<Record<string, readonly string[]>> = {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: as they stand in the code
  'review.${verdict}': VERDICTS.map((verdict) => `review.${verdict}`),
  'membership.${change}': CHANGES.map((change) => `membership.${change}`),
  'group.${kind}': ['group.invitation', 'group.request'],
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: as they stand in the code
}

/** Every act that the code records, by its code. */
const recorded = (): string[] =>
  globSync('src/**/*.ts')
    .filter((path) => !/\.(test|support)\.ts$/.test(path) && !path.startsWith('src/base/i18n'))
    .flatMap((path) => readFileSync(path, 'utf8').match(/\bact: (?!Act\b)[^\n]*/g) ?? [])
    .flatMap((line) => [
      ...[...line.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, act = '']) => act),
      ...[...line.matchAll(/`([a-z-]+\.\$\{\w+\})`/g)].flatMap(([, act = '']) => worked[act] ?? [act]),
    ])

test('the auditor reads in words, in both languages, whatever is recorded', () => {
  const acts = [...new Set([...recorded(), 'warning.take-back', 'warning.withdraw'])]
  assert.ok(acts.length > 80, 'the acts are found in the code')
  for (const language of ['ja', 'en'] as const) {
    const t = translator(language)
    const bare = acts.filter((act) => t(`audit.acts.${act}` as 'audit.act') === `audit.acts.${act}`)
    assert.deepEqual(bare, [], language)
  }
})
