import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { judge } from './judge.ts'
import { readTree } from './tree.ts'

/** A small house in which every wall stands. */
const house: Record<string, string> = {
  'package.json': JSON.stringify({
    dependencies: { zod: '4', pg: '8', kysely: '0', hono: '4', react: '19', nodemailer: '1' },
    devDependencies: { 'fast-check': '4', 'oxc-parser': '0' },
  }),
  'src/main.ts': "import { build } from './app.ts'\nbuild()\n",
  'src/app.ts': "import { door } from '#doors/api/index.ts'\nexport const build = () => door\n",
  'src/config.ts': 'export const readConfig = () => process.env\nexport type Config = object\n',
  'src/core/policy/index.ts': "export * from './disclosed.ts'\nexport const decide = () => true\n",
  'src/core/policy/disclosed.ts':
    'export type Disclosed<T> = T & { d: 1 }\nexport type Seen<T> = T & { s: 1 }\nexport const disclose = <T>(x: T) => x as Disclosed<T>\n',
  'src/base/db/index.ts': "import pg from 'pg'\nexport { sql } from 'kysely'\nexport const pool = pg\n",
  'src/base/http/index.ts': "import { Hono } from 'hono'\nexport const http = Hono\n",
  'src/base/outbound/index.ts': "import mail from 'nodemailer'\nexport const send = mail\n",
  'src/base/ui/index.ts': "export { Button } from './button.tsx'\n",
  'src/base/ui/button.tsx':
    "import './button.css'\nimport { createElement } from 'react'\nexport const Button = () => createElement('b')\n",
  'src/base/ui/button.css': 'b {}',
  'src/people/directory/index.ts':
    "export type { Team } from './team.ts'\nexport { proposeTeam } from './propose.ts'\n",
  'src/people/directory/team.ts': 'export interface Team { name: string }\n',
  'src/people/directory/propose.ts':
    "import { teams } from './store.ts'\nexport async function proposeTeam() { await teams() }\n",
  'src/people/directory/store.ts':
    "import { pool } from '#base/db/index.ts'\nexport const teams = async () => pool.selectFrom('directory.teams')\n",
  'src/people/access/index.ts': 'export const inbox = 1\n',
  'src/people/access/store.ts': 'export const rows = 1\n',
  'src/work/warnings/index.ts': "export { release } from './release.ts'\n",
  'src/work/warnings/warning.ts':
    "import { decide } from '#core/policy/index.ts'\nexport const may = decide\n",
  'src/work/warnings/release.ts':
    "import { inbox } from '#people/access/index.ts'\nimport { may } from './warning.ts'\nexport async function release() { await may(); return inbox }\n",
  'src/work/warnings/routes.ts':
    "import { http } from '#base/http/index.ts'\nimport { release } from './release.ts'\nexport const releaseRoute = [http, release]\n",
  'src/work/warnings/screens.tsx':
    "import { Button } from '#base/ui/index.ts'\nimport type { releaseRoute } from './routes.ts'\nexport const screen = (x: typeof releaseRoute) => [Button, x]\n",
  'src/doors/api/index.ts':
    "import { releaseRoute } from '#work/warnings/routes.ts'\nexport const door = releaseRoute\n",
  'test/support/worlds.ts': "import { build } from '#app.ts'\nexport const worlds = build\n",
}

function build(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'fence-'))
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), source)
  }
  return root
}

function errorsOf(files: Record<string, string>): string[] {
  const root = build(files)
  try {
    return judge(readTree(root)).errors.map(({ file, line, message }) => `${file}:${line} ${message}`)
  } finally {
    rmSync(root, { recursive: true })
  }
}

test('a house in which every wall stands passes', () => {
  assert.deepEqual(errorsOf(house), [])
})

/** What is planted, and what the fence must say about it. */
const planted: [string, Record<string, string>, RegExp][] = [
  [
    'core knows base',
    { 'src/core/policy/x.ts': "import { pool } from '#base/db/index.ts'\nexport const y = pool" },
    /core may not know base/,
  ],
  [
    'core knows base as a type',
    { 'src/core/policy/x.ts': "import type { pool } from '#base/db/index.ts'\nexport type Y = typeof pool" },
    /core may not know base/,
  ],
  [
    'core uses Node',
    { 'src/core/policy/x.ts': "import { createHash } from 'node:crypto'\nexport const y = createHash" },
    /core is pure/,
  ],
  [
    'core uses a package',
    { 'src/core/policy/x.ts': "import React from 'react'\nexport const y = React" },
    /react is for/,
  ],
  [
    'core reads the clock',
    { 'src/core/policy/x.ts': 'export const now = () => new Date()' },
    /reads the clock \(new Date\(\)\)/,
  ],
  [
    'core asks the time',
    { 'src/core/policy/x.ts': 'export const now = () => Date.now()' },
    /reads the clock/,
  ],
  ['core draws lots', { 'src/core/policy/x.ts': 'export const id = () => Math.random()' }, /draws at random/],
  [
    'base knows people',
    { 'src/base/http/x.ts': "export { proposeTeam } from '#people/directory/index.ts'" },
    /base may not know people/,
  ],
  [
    'people know work',
    { 'src/people/directory/invite.ts': "export const x = () => import('#work/warnings/index.ts')" },
    /people may not know work/,
  ],
  [
    'a module imports one that comes after it',
    { 'src/people/directory/invite.ts': "export { inbox } from '#people/access/index.ts'" },
    /directory comes before access/,
  ],
  [
    'an unlisted step inside a ring',
    { 'src/base/http/x.ts': "export { send } from '#base/outbound/index.ts'" },
    /no step from base\/http to base\/outbound/,
  ],
  [
    'through the wall, not the door',
    { 'src/work/warnings/answer.ts': "export { rows } from '#people/access/store.ts'" },
    /entered through its index\.ts/,
  ],
  [
    'a relative step through a wall',
    { 'src/work/warnings/answer.ts': "export { inbox } from '../../people/access/index.ts'" },
    /across modules steps are #/,
  ],
  [
    'a # inside a module',
    { 'src/work/warnings/answer.ts': "export { may } from '#work/warnings/warning.ts'" },
    /inside a module steps are \.\//,
  ],
  [
    'routes opened by a neighbour',
    { 'src/people/access/x.ts': "export { releaseRoute } from '#work/warnings/routes.ts'" },
    /entered through its index\.ts/,
  ],
  [
    'somebody imports a door',
    { 'src/work/warnings/answer.ts': "export { door } from '#doors/api/index.ts'" },
    /doors and assembly come last/,
  ],
  [
    'a door imports a door',
    { 'src/doors/cli/index.ts': "export { door } from '#doors/api/index.ts'" },
    /doors and assembly come last/,
  ],
  [
    'somebody imports app.ts',
    { 'src/doors/cli/index.ts': "export { build } from '#app.ts'" },
    /doors and assembly come last/,
  ],
  [
    'somebody imports test',
    { 'src/doors/cli/index.ts': "export { worlds } from '../../../test/support/worlds.ts'" },
    /doors and assembly come last/,
  ],
  [
    'somebody imports a test',
    {
      'src/people/access/a.test.ts': 'export const a = 1',
      'src/work/warnings/answer.ts': "export { a } from '#people/access/a.test.ts'",
    },
    /nothing imports a test/,
  ],
  [
    'configuration is taken, not given',
    { 'src/base/http/x.ts': "export { readConfig } from '#config.ts'" },
    /configuration is read once/,
  ],
  [
    'the environment is read elsewhere',
    { 'src/base/http/x.ts': 'export const port = () => process.env.PORT' },
    /reads the environment/,
  ],
  ['an import that leads nowhere', { 'src/base/http/x.ts': "export * from './gone.ts'" }, /leads nowhere/],
  [
    'a package that package.json lacks',
    { 'src/base/http/x.ts': "import x from 'left-pad'\nexport const y = x" },
    /left-pad is not in package\.json/,
  ],
  [
    'a package for development at run time',
    { 'src/base/http/x.ts': "import x from 'fast-check'\nexport const y = x" },
    /for development/,
  ],
  [
    'a library outside its owner',
    { 'src/work/warnings/answer.ts': "import nodemailer from 'nodemailer'\nexport const x = nodemailer" },
    /one way out/,
  ],
  [
    'the query library outside its owner',
    { 'src/work/warnings/answer.ts': "import { sql } from 'kysely'\nexport const x = sql" },
    /kysely is for/,
  ],
  [
    'a dependency without an owner',
    {
      'package.json': JSON.stringify({
        dependencies: {
          zod: '4',
          'left-pad': '1',
          pg: '8',
          kysely: '0',
          hono: '4',
          react: '19',
          nodemailer: '1',
        },
      }),
    },
    /left-pad has no line/,
  ],
  [
    'the disk',
    {
      'src/work/warnings/answer.ts': "import { readFileSync } from 'node:fs'\nexport const x = readFileSync",
    },
    /who touches the disk/,
  ],
  [
    'the network',
    { 'src/people/access/enter.ts': "import { connect } from 'node:net'\nexport const x = connect" },
    /one client goes out/,
  ],
  [
    'the network without an import',
    { 'src/people/access/enter.ts': "export const x = () => fetch('https://example.org')" },
    /opens a connection/,
  ],
  [
    'a built-in without its prefix',
    { 'src/base/http/x.ts': "import path from 'path'\nexport const y = path" },
    /say node:path/,
  ],
  [
    'an import nobody can follow',
    { 'src/base/http/x.ts': 'export const load = (name: string) => import(name)' },
    /imports unseen/,
  ],
  [
    'require',
    {
      'src/base/http/x.ts':
        "import { createRequire } from 'node:module'\nexport const r = createRequire(import.meta.url)",
    },
    /imports unseen/,
  ],
  [
    'a thing that knows its store',
    {
      'src/work/warnings/part.ts': "export { rows } from './store.ts'",
      'src/work/warnings/store.ts': 'export const rows = 1',
    },
    /noun: a thing/,
  ],
  [
    'a thing that knows base',
    { 'src/work/warnings/part.ts': "export { pool } from '#base/db/index.ts'" },
    /noun: a thing/,
  ],
  [
    'a thing that waits',
    { 'src/work/warnings/part.ts': 'export async function later() {}' },
    /waits \(async\)/,
  ],
  [
    'a store that knows HTTP',
    { 'src/work/warnings/store.ts': "export { http } from '#base/http/index.ts'" },
    /store: /,
  ],
  [
    'a store that knows a neighbour',
    { 'src/work/warnings/store.ts': "export { inbox } from '#people/access/index.ts'" },
    /store: /,
  ],
  [
    "a store that queries another module's table",
    {
      'src/work/warnings/store.ts':
        "import { pool } from '#base/db/index.ts'\nexport const x = () => pool.selectFrom('directory.teams as t')",
    },
    /reads directory\.teams/,
  ],
  [
    'a write to a ledger that may be read',
    {
      'src/work/warnings/store.ts':
        "import { pool } from '#base/db/index.ts'\nexport const x = () => [pool.selectFrom('access.inbox'), pool.updateTable('access.inbox')]",
    },
    /store\.ts:2 writes access\.inbox/,
  ],
  [
    "plain SQL on another module's table",
    {
      'src/work/warnings/store.ts':
        "import { sql } from '#base/db/index.ts'\nexport const x = () => sql`select 1 from access.parts`",
    },
    /reads access\.parts/,
  ],
  [
    'an act that knows HTTP',
    { 'src/work/warnings/answer.ts': "export { http } from '#base/http/index.ts'" },
    /act: .* nothing of HTTP/,
  ],
  [
    'an act that knows routes',
    { 'src/work/warnings/answer.ts': "export { releaseRoute } from './routes.ts'" },
    /act: /,
  ],
  [
    'an act that queries',
    {
      'src/work/warnings/answer.ts':
        "export const x = (db: { selectFrom(t: string): void }) => db.selectFrom('warnings.items')",
    },
    /builds a query \(selectFrom\)/,
  ],
  [
    'a route that queries',
    {
      'src/work/warnings/routes.ts':
        'export const x = (sql: (t: TemplateStringsArray) => void) => sql`select 1`',
    },
    /builds a query \(sql/,
  ],
  [
    'a route that knows the queue',
    {
      'src/base/jobs/index.ts': 'export const jobs = 1',
      'src/work/warnings/routes.ts': "export { jobs } from '#base/jobs/index.ts'",
    },
    /routes: /,
  ],
  [
    'a job that knows HTTP',
    { 'src/work/warnings/jobs.ts': "export { http } from '#base/http/index.ts'" },
    /jobs: /,
  ],
  [
    'a command that knows HTTP',
    { 'src/work/warnings/commands.ts': "export { http } from '#base/http/index.ts'" },
    /commands: /,
  ],
  [
    'a screen that knows the store',
    { 'src/people/directory/screens.tsx': "export { teams } from './store.ts'" },
    /screens: .*no store/,
  ],
  [
    'a screen that knows the database',
    { 'src/people/directory/screens.tsx': "export { pool } from '#base/db/index.ts'" },
    /screens: /,
  ],
  [
    'a screen that loads routes',
    {
      'src/people/directory/routes.ts': 'export const r = 1',
      'src/people/directory/screens.tsx': "import { type r } from './routes.ts'\nexport type X = typeof r",
    },
    /screens: /,
  ],
  [
    'a screen that uses Node',
    { 'src/people/directory/screens.tsx': "import { join } from 'node:path'\nexport const x = join" },
    /the browser has no Node/,
  ],
  [
    'a screen that reaches Node by way of others',
    {
      'src/core/errors/index.ts': "export { join } from './deep.ts'",
      'src/core/errors/deep.ts': "export { join } from 'node:path'",
      'src/people/directory/screens.tsx': "export { join } from '#core/errors/index.ts'",
    },
    /loaded from src\/people\/directory\/screens\.tsx/,
  ],
  [
    'a public page that knows acts',
    { 'src/people/directory/site.ts': "export { proposeTeam } from './propose.ts'" },
    /site: /,
  ],
  [
    'an index that opens routes',
    {
      'src/people/directory/index.ts': "export * from './routes.ts'",
      'src/people/directory/routes.ts': 'export const r = 1',
    },
    /index: /,
  ],
  [
    'the server loads a screen',
    { 'src/doors/cli/index.ts': "export { screen } from '#work/warnings/screens.tsx'" },
    /Node cannot load it/,
  ],
  [
    'the server loads a style sheet by way of others',
    { 'src/doors/cli/index.ts': "export { Button } from '#base/ui/index.ts'" },
    /Node cannot load it/,
  ],
  [
    'React outside screens',
    { 'src/work/warnings/answer.ts': "import { useState } from 'react'\nexport const x = useState" },
    /the browser alone/,
  ],
  [
    'a cast to Disclosed',
    {
      'src/people/access/explain.ts':
        "import type { Disclosed } from '#core/policy/index.ts'\nexport const x = (row: unknown) => row as Disclosed<{ a: 1 }>",
    },
    /casts to Disclosed/,
  ],
  [
    'a cast to a list of Seen',
    {
      'src/people/access/explain.ts':
        "import type { Seen } from '#core/policy/index.ts'\nexport const x = (row: unknown) => row as unknown as Seen<{ a: 1 }>[]",
    },
    /casts to Seen/,
  ],
  [
    'a cast to a type that holds Disclosed',
    {
      'src/people/access/page.ts':
        "import type { Disclosed } from '#core/policy/index.ts'\nexport interface Page { rows: Disclosed<object>[] }",
      'src/people/access/explain.ts':
        "import type { Page } from './page.ts'\nexport const x = (p: unknown) => p as Page",
    },
    /casts to Page/,
  ],
  [
    'a guard that vouches for Disclosed',
    {
      'src/people/access/explain.ts':
        "import type { Disclosed } from '#core/policy/index.ts'\nexport const is = (x: unknown): x is Disclosed<object> => true",
    },
    /casts to Disclosed/,
  ],
  [
    'Disclosed under another name',
    {
      'src/people/access/explain.ts':
        "import type { Disclosed as D } from '#core/policy/index.ts'\nexport type X = D<object>",
    },
    /a guarded type keeps its name/,
  ],
  [
    'a silenced compiler',
    { 'src/people/access/explain.ts': '// @ts-ignore\nexport const x = 1' },
    /silences the compiler/,
  ],
  [
    'something happens on import',
    { 'src/people/access/explain.ts': "import pg from 'pg'\npg.types.set(1, 1)\nexport const x = pg" },
    /acts when imported/,
  ],
  [
    'two folders import each other',
    {
      'src/core/errors/index.ts': "export { decide } from '#core/policy/index.ts'",
      'src/core/policy/index.ts':
        "export * from '#core/errors/index.ts'\nexport * from './disclosed.ts'\nexport const decide = () => true",
    },
    /import loop: src\/core/,
  ],
  [
    'two files load each other',
    {
      'src/core/errors/index.ts': "export * from './b.ts'",
      'src/core/errors/b.ts': "export * from './index.ts'",
    },
    /import loop: src\/core\/errors\/\w+\.ts → /,
  ],
  [
    'a test of core that needs more',
    { 'src/core/policy/decide.test.ts': "import { pool } from '#base/db/index.ts'\npool()" },
    /tests of core need core alone/,
  ],
  [
    'a folder without a rule',
    { 'src/work/gossip/index.ts': 'export const x = 1' },
    /src\/work\/gossip\/index\.ts:1 is in .*, a folder without a rule/,
  ],
  [
    'a ring without a rule',
    { 'src/utils/text.ts': 'export const x = 1' },
    /src\/utils\/text\.ts:1 is in .*, a folder without a rule/,
  ],
  ['code beside the house', { 'lib/text.ts': 'export const x = 1' }, /lib\/, a folder without a rule/],
]

for (const [name, files, expected] of planted) {
  test(`the fence sees: ${name}`, () => {
    const errors = errorsOf({ ...house, ...files })
    assert.ok(
      errors.some((error) => expected.test(error)),
      `expected ${expected}, got:\n${errors.join('\n')}`,
    )
  })
}

test('every spelling of an import is seen', () => {
  const spellings = [
    "import { x } from 'P'",
    "import x from 'P'",
    "import * as x from 'P'",
    "import 'P'",
    "import\n  { x }\n  from\n  'P'",
    "import type { X } from 'P'",
    "import { type X } from 'P'",
    "export { x } from 'P'",
    "export * from 'P'",
    "export type * from 'P'",
    "export const f = () => import('P')",
    "export const f = async () => (await import(/* later */ 'P')).x",
    "export type X = import('P').X",
    "export type X = typeof import('P')",
    "export const w = () => new Worker(new URL('P', import.meta.url))",
  ]
  for (const spelling of spellings) {
    const source = spelling.replace(
      'P',
      spelling.includes('Worker') ? '../../people/access/index.ts' : '#people/access/index.ts',
    )
    const errors = errorsOf({ ...house, 'src/core/policy/x.ts': source })
    assert.ok(
      errors.some((error) => error.startsWith('src/core/policy/x.ts')),
      `not seen: ${spelling}`,
    )
  }
})

test('a file may fill its own constant', () => {
  const source = 'export const names = new Map()\nnames.set(1, 1)\n'
  assert.deepEqual(errorsOf({ ...house, 'src/core/policy/x.ts': source }), [])
})

test('a file for later is loaded by import(…) alone', () => {
  const box = { 'src/base/ui/palette-box.tsx': 'export const Box = 1' }
  const late = { 'src/doors/app/a.ts': "export const box = () => import('#base/ui/palette-box.tsx')" }
  const now = { 'src/doors/app/a.ts': "export { Box } from '#base/ui/palette-box.tsx'" }
  assert.deepEqual(errorsOf({ ...house, ...box, ...late }), [])
  assert.match(errorsOf({ ...house, ...box, ...now }).join(), /entered through its index\.ts/)
})

test('words that only look like an import are not one', () => {
  const source =
    "// import { x } from '#people/access/index.ts'\nexport const help = \"import x from '#base/db/index.ts'\"\n"
  assert.deepEqual(errorsOf({ ...house, 'src/core/policy/x.ts': source }), [])
})

test('rules that match nothing any more are told, and refuse nothing', () => {
  const root = build(house)
  const { warnings } = judge(readTree(root))
  rmSync(root, { recursive: true })
  assert.ok(warnings.includes('src/base/pgp has a rule and no file'))
})

test('the command fails on a planted import and names file, line and reason', () => {
  const root = build({
    ...house,
    'src/core/policy/x.ts': "\nimport { pool } from '#base/db/index.ts'\nexport const y = pool\n",
  })
  const run = spawnSync(process.execPath, [join(import.meta.dirname, 'fence.ts'), root], { encoding: 'utf8' })
  rmSync(root, { recursive: true })
  assert.equal(run.status, 1)
  assert.match(run.stderr, /src\/core\/policy\/x\.ts:2 imports #base\/db\/index\.ts: core may not know base/)
})

test('this house passes', () => {
  const { errors } = judge(readTree(join(import.meta.dirname, '../..')))
  assert.deepEqual(errors, [])
})
