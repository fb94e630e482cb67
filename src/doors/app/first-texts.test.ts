import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { isFirst } from '#base/i18n/spoken.ts'
import { namespaces } from '#base/i18n/texts/index.ts'

const source = join(import.meta.dirname, '../..')

/** What is painted before the other texts are there: the frame and its parts, start, sign-in. */
const painted = ['doors/app/main.tsx', 'doors/app/home.tsx', 'people/identity/sign-in-screen.tsx']

/** A file of ours and whatever it imports beside itself, as code and not as types or for later. */
function* reached(file: string, seen = new Set<string>()): Generator<readonly [string, string]> {
  if (seen.has(file)) return
  seen.add(file)
  const text = readFileSync(join(source, file), 'utf8')
  yield [file, text]
  for (const [, from] of text.matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.\/[\w-]+\.tsx?)'/gm))
    yield* reached(join(file, '..', from ?? ''), seen)
}

test('what is painted first says nothing that a browser fetches later', () => {
  const files = painted.flatMap((file) => [...reached(file)])
  assert.ok(files.some(([file]) => file.endsWith('shell.tsx')))
  for (const [file, text] of files)
    for (const [, key = ''] of text.matchAll(/['`](\w+\.[\w.]+)['`$]/g))
      if ((key.split('.')[0] as string) in namespaces)
        assert.ok(isFirst(key), `${file} says ${key}: see withTexts`)
})
