import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import pg from 'pg'
import { connection } from '../src/base/db/embedded/running.ts'
import type { Act } from '../src/base/db/index.ts'
import type { Indicator } from '../src/core/observables/index.ts'
import type { Asker } from '../src/core/policy/index.ts'
import * as facts from '../src/people/access/fact-store.ts'
import * as objections from '../src/people/access/objection-store.ts'
import * as access from '../src/people/access/store.ts'
import * as tasks from '../src/people/access/task-store.ts'
import * as approval from '../src/work/approval/store.ts'
import * as deliveries from '../src/work/deliveries/store.ts'
import * as marks from '../src/work/indicators/mark-store.ts'
import * as indicators from '../src/work/indicators/store.ts'
import * as sanitisation from '../src/work/sanitisation/store.ts'
import * as answers from '../src/work/warnings/answer-store.ts'
import { BARE } from '../src/work/warnings/answering.ts'
import * as boards from '../src/work/warnings/board-store.ts'
import * as misdirected from '../src/work/warnings/objection-store.ts'
import * as warnings from '../src/work/warnings/store.ts'
import { seedParts, seedPeople, TEAMS } from './bench/seed.ts'
import { freshDatabase } from './support/database.ts'
import { testServer } from './support/server.ts'

const ROWS = 100_000

/** Tables that hold what has an audience, or what tells of it. */
const PROTECTED = [
  'access.parts',
  'access.inbox',
  'access.entries',
  'access.receipts',
  'access.items',
  'access.consents',
  'access.tasks',
  'access.sources',
  'access.source_looks',
  'access.acknowledgements',
  'access.objections',
  'warnings.answers',
  'warnings.misdirected',
  'warnings.captures',
  'warnings.originals',
  'indicators.entries',
  'approval.requests',
  'approval.verdicts',
  'sanitisation.overrides',
  'sanitisation.removals',
  'deliveries.lines',
  'deliveries.proofs',
]

/** As many rows of everything that hangs on parts. */
const REST = `
  insert into access.receipts (part_id, version, item_id, holder, team_id, channel, first_at)
    select p.id, 1, p.item_id, a.id, a.team_id, 'portal', p.released_at
    from (select *, row_number() over (order by id) as n from access.parts) p
      join (select *, row_number() over (order by id) - 1 as n from directory.appointments) a on a.n = p.n % ${2 * TEAMS};
  insert into access.consents (id, part_id, version, purpose, audience, tlp, given_by, given_at)
    select gen_random_uuid(), id, 1, 'release', '{}', 'AMBER', 'appointment:x', released_at from access.parts;
  insert into access.tasks (id, appointment_id, part_id, version, purpose, reason, given_at, until)
    select gen_random_uuid(), r.holder, r.part_id, 1, 'review', '', r.first_at, r.first_at + interval '1 day' from access.receipts r;
  insert into approval.requests (task_id) select id from access.tasks;
  insert into approval.verdicts (id, task_id, part_id, version, verdict, words, role, given_at)
    select gen_random_uuid(), id, part_id, version, 'asked', '', 'reviewer', given_at from access.tasks;
  insert into access.sources (item_id, sealed) select id, 'v1.00000000.' || repeat('x', 40) from access.items;
  insert into access.source_looks (id, item_id, by_appointment, reason, at)
    select gen_random_uuid(), r.item_id, r.holder, '', r.first_at from access.receipts r;
  insert into access.objections (id, item_id, part_id, version, team_id, appointment_id, cause, statement, named, at, due_at, reply, outcome, answered_at)
    select gen_random_uuid(), r.item_id, r.part_id, 1, r.team_id, r.holder, 'wrong', '', false, r.first_at, r.first_at, '', 'stands', r.first_at from access.receipts r;
  insert into warnings.misdirected (id, item_id, team_id, appointment_id, note, named, at)
    select gen_random_uuid(), r.item_id, r.team_id, r.holder, '', false, r.first_at from access.receipts r;
  insert into warnings.answers (id, item_id, team_id, answer, by_holder, at)
    select gen_random_uuid(), r.item_id, r.team_id, 'no-trace', r.holder, r.first_at from access.receipts r;
  insert into warnings.originals (id, file) select id, 'v1.00000000.' || repeat('x', 40) from access.items;
  insert into warnings.captures (item_id, format, notes, file_name, original_id, taken_at)
    select id, 'misp', '[]', '', id, created_at from access.items;
  insert into indicators.entries (part_id, version, fingerprint, position, type, value, objective)
    select id, 1, gen_random_uuid(), 0, 'domain', 'a.example', 'detect' from access.parts;
  insert into access.acknowledgements (part_id, holder, item_id, at)
    select r.part_id, r.holder, r.item_id, r.first_at from access.receipts r;
  insert into sanitisation.overrides (id, item_id, part_id, version, digest, reason, given_at)
    select gen_random_uuid(), item_id, id, 1, 'x', 'x', written_at from access.parts;
  insert into sanitisation.removals (id, item_id, what, taken_at)
    select gen_random_uuid(), id, 'v1.00000000.' || repeat('x', 40), created_at from access.items;
  insert into deliveries.lines (item_id, person_id, appointment_id, channel, cause, moment, planned_at, state)
    select r.item_id, a.person_id, a.id, 'mail', 'release', r.first_at, r.first_at, 'sent'
    from access.receipts r join directory.appointments a on a.id = r.holder;
  insert into deliveries.proofs (id, person_id, address, word_tag, sent_at)
    select gen_random_uuid(), a.person_id, '', '', r.first_at from access.receipts r join directory.appointments a on a.id = r.holder;
  analyze;`

type Facts = { part: string; item: string; number: string; appointment: string; team: string; group: string }
type Call = (act: Act, facts: Facts) => unknown
type Calls<Store> = { [Name in keyof Store]: Call }

const AFTER = { at: new Date('2024-02-01'), part: randomUUID() }
const nobody = (id: string) => ({ principals: [`team:${id}`], wanted: [`team:${id}`] })

/** Every statement of people/access. A new one without a call here is a type error. */
const ACCESS: Calls<typeof access & typeof facts & typeof tasks> = {
  insertAcknowledgement: ({ sql, at }, { part, item, appointment }) =>
    facts.insertAcknowledgement(sql, { part, holder: appointment, item, at }),
  factReaders: ({ sql }, { item }) => facts.factReaders(sql, item),
  partsOfItem: ({ sql }, { number }) => access.partsOfItem(sql, number).execute(),
  lockParts: ({ sql }, { number }) => access.lockParts(sql, number),
  candidates: ({ sql, at }, { team }) => access.candidates(sql, nobody(team), [], at),
  candidatePeople: ({ sql, at }, { team, appointment, group }) =>
    access.candidatePeople(sql, { teams: [team], appointments: [appointment], bodies: [group] }, at),
  peopleBound: ({ sql, at, viewer }, { team }) =>
    access.peopleBound(sql, [viewer.person ?? ''], [`team:${team}`], at),
  address: ({ sql }, { part, team }) =>
    access.address(sql, part, 1, [{ holder: team, via: `team:${team}` }], [`team:${team}`]),
  keepOwn: ({ sql }, { part }) => access.keepOwn(sql, part, 1),
  closeRows: ({ sql }, { part }) => access.closeRows(sql, part, 1, 'closed'),
  versionBefore: ({ sql }, { part }) => access.versionBefore(sql, part, 1),
  supersedeBefore: ({ sql, at }, { part }) => access.supersedeBefore(sql, part, 1, at),
  holdPen: ({ sql }) => access.holdPen(sql),
  unopenedReviews: ({ sql, at }, { number }) => tasks.unopenedReviews(sql, number, at).execute(),
  putReleaser: ({ sql }, { number, appointment }) =>
    access.putReleaser(sql, number, { appointment, tag: 'tag' }),
  partsApart: ({ sql }, { item }) => access.partsApart(sql, item),
  bodyBehind: ({ sql }, { item }) => access.bodyBehind(sql, item),
  numberTaken: ({ sql }, { number }) => access.numberTaken(sql, number),
  newOwner: ({ sql }) => access.newOwner(sql, 'tag', `owner:${'0'.repeat(32)}`),
  insertItem: ({ sql, at }) =>
    access.insertItem(sql, { id: randomUUID(), number: 'new', kind: 'warning', exercise: false, at }),
  insertPart: ({ sql, at }, { item, number, appointment }) =>
    access.insertPart(sql, {
      id: randomUUID(),
      version: 1,
      item_id: item,
      number,
      item_kind: 'warning',
      kind: 'technical',
      state: 'draft',
      owners: [`appointment:${appointment}`],
      attribution: 'off',
      tlp: 'AMBER',
      reach: 'live',
      exercise: false,
      language: 'ja',
      headline: '',
      body: '{}',
      envelope: '{}',
      written_at: at,
    }),
  updatePart: ({ sql }, { part }) => access.updatePart(sql, part, 1, { revision: 2 }),
  insertConsent: async ({ sql, at }, { number }) => {
    const [row] = await access.lockParts(sql, number)
    assert.ok(row)
    const envelope = { audience: { include: [], exclude: [] }, tlp: 'AMBER' }
    await access.insertConsent(sql, { ...row, envelope }, { purpose: 'release', givenBy: 'x', at })
  },
  whoEntered: ({ sql }) => access.whoEntered().execute(sql),
  readableParts: ({ sql }, { number }) => access.readableParts(sql, number).execute(),
  noteReceipt: ({ sql, at }, { part, item, appointment, team }) =>
    access.noteReceipt(sql, { part, version: 1, item, holder: appointment, team, channel: 'test', at }),
  inboxLines: async ({ sql }, { team }) => {
    await access.inboxLines(sql, team, null, 50).execute()
    await access.inboxLines(sql, team, AFTER, 50).execute()
  },
  readCounts: ({ sql }, { part }) => access.readCounts(sql, part, 1),
  groupLines: ({ sql, at }, { group }) => access.groupLines(sql, [group], at),
  ownLines: async ({ sql }) => {
    await access.ownLines(sql, null, 50).execute()
    await access.ownLines(sql, AFTER, 50).execute()
  },
  keptParts: async ({ sql }) => {
    await access.keptParts(sql, null, 50).execute()
    await access.keptParts(sql, AFTER, 50).execute()
  },
  insertSource: ({ sql }, { item }) =>
    access.insertSource(sql, item, '').catch((error: { code: string }) => assert.match(error.code, /^23/)),
  sealedSource: ({ sql }, { item }) => access.sealedSource(sql, item).execute(),
  insertLook: ({ sql, at }, { item, appointment }) =>
    access
      .insertLook(sql, { id: randomUUID(), item, by: appointment, reason: '', at })
      .catch((error: { code: string }) => assert.equal(error.code, '42501')),
  looksAt: ({ sql }, { item }) => access.looksAt(sql, item).execute(),
  labelsOf: ({ sql }, { team }) => access.labelsOf(sql, [`team:${team}`]),
  numberOfItem: ({ sql }, { item }) => access.numberOfItem(sql, item).execute(),
  insertTask: ({ sql, at }, { part, appointment }) =>
    tasks.insertTask(sql, {
      id: randomUUID(),
      appointment_id: appointment,
      part_id: part,
      version: 1,
      purpose: 'review',
      reason: '',
      given_at: at,
      until: at,
    }),
  finishTask: ({ sql, at }, { number }) => tasks.finishTask(sql, number, at),
  mayBreakGlass: ({ sql }) => tasks.mayBreakGlass(sql),
  breakGlass: ({ sql, at }, { number }) =>
    tasks
      .breakGlass(sql, number, 'reason', at)
      .catch((error: { code: string }) => assert.equal(error.code, '42501')),
  tasksOn: ({ sql }, { item }) => tasks.tasksOn(sql, item),
  reviewsOn: ({ sql }, { item }) => tasks.reviewsOn(sql, item),
  reviewTasks: ({ sql, at }, { number }) => tasks.reviewTasks(sql, number, at).execute(),
  tasksOfItem: ({ sql }, { item }) => tasks.tasksOfItem(sql, item).execute(),
  endReviews: ({ sql }, { part }) => tasks.endReviews(sql, part, 1),
  ownTasks: ({ sql, at }) => tasks.ownTasks(sql, at).execute(),
}

const WARNINGS: Calls<typeof warnings> = {
  receiptsOf: ({ sql }, { item, appointment }) => warnings.receiptsOf(sql, appointment, [item]).execute(),
  openImmediates: ({ sql, at }, { team, appointment }) =>
    warnings.openImmediates(sql, [team, appointment], at).execute(),
  insertCapture: ({ sql, at }, { item }) =>
    warnings
      .insertCapture(sql, {
        item,
        format: 'misp',
        source: null,
        reference: null,
        notes: [],
        fileName: '',
        told: null,
        original: item,
        at,
      })
      .catch((error: { code: string }) => assert.equal(error.code, '23505')),
  insertOriginal: ({ sql }) => warnings.insertOriginal(sql, randomUUID(), `v1.00000000.${'x'.repeat(40)}`),
  originalOf: ({ sql }, { item }) => warnings.originalOf(sql, item),
  captureOf: ({ sql }, { item }) => warnings.captureOf(sql, item),
}

const OBJECTIONS: Calls<typeof objections & typeof misdirected> = {
  insertObjection: ({ sql, at }, { part, item, team, appointment }) =>
    objections
      .insertObjection(sql, {
        id: randomUUID(),
        item_id: item,
        part_id: part,
        version: 1,
        team_id: team,
        appointment_id: appointment,
        cause: 'wrong',
        statement: '',
        named: false,
        at,
        due_at: at,
      })
      .catch(UNWRITABLE),
  hasObjected: ({ sql }, { part }) => objections.hasObjected(sql, part, 1),
  objectionsOn: ({ sql }, { item }) => objections.objectionsOn(sql, item),
  putReply: ({ sql }, { item }) => objections.putReply(sql, item, '', 'stands'),
  insertMisdirected: ({ sql, at }, { item, team, appointment }) =>
    misdirected.insertMisdirected(sql, { item, team, appointment, note: '', named: false, at }),
  saidMisdirected: ({ sql }, { item }) => misdirected.saidMisdirected(sql, item),
  misdirectedOn: ({ sql }, { item }) => misdirected.misdirectedOn(sql, item),
}

const BOARDS: Calls<typeof boards> = {
  boardOf: ({ sql }, { item }) => boards.boardOf(sql, item),
  boardTeams: ({ sql }, { item }) => boards.boardTeams(sql, item),
  sightingsOf: ({ sql }, { item }) => boards.sightingsOf(sql, item),
  isShown: ({ sql }) => boards.isShown(sql),
  // an analyst may not; the plan is made all the same
  insertShown: ({ sql, at }, { team, appointment }) =>
    boards.insertShown(sql, team, appointment, at).catch(UNWRITABLE),
  deleteShown: ({ sql }, { team }) => boards.deleteShown(sql, team),
}

const MARKS: Calls<typeof marks> = {
  fingerprintFor: ({ sql }, { part }) =>
    marks.fingerprintFor(sql, part, { type: 'domain', value: 'a.example' }),
  insertFlag: ({ sql }, { part, item }) => marks.insertFlag(sql, part, item, ''),
  insertSeen: ({ sql }, { part, item }) => marks.insertSeen(sql, part, item),
  putVerdict: ({ sql }, { item }) => marks.putVerdict(sql, item, 'stands', ''),
  marksOn: ({ sql }, { part }) => marks.marksOn(sql, part, 1),
}

const ANSWERS: Calls<typeof answers> = {
  insertAnswer: ({ sql, at }, { item, team, appointment }) =>
    answers.insertAnswer(sql, {
      id: randomUUID(),
      item,
      team,
      appointment: null,
      answer: 'no-trace',
      comment: '',
      named: true,
      details: BARE,
      by: appointment,
      at,
    }),
  insertTelephoneAnswer: ({ sql }, { item, team }) =>
    answers.insertTelephoneAnswer(sql, { item, team, answer: 'no-trace', comment: '', named: true }),
  ownAnswers: ({ sql }, { item }) => answers.ownAnswers(sql, [item]).execute(),
  ownAnswerInFull: ({ sql }, { item }) => answers.ownAnswerInFull(sql, item),
  toldAnswers: ({ sql }, { item }) => answers.toldAnswers(sql, item),
  wordsOn: ({ sql }, { item }) => answers.wordsOn(sql, item),
  insertConfirmation: ({ sql }, { item }) => answers.insertConfirmation(sql, item),
  answerCounts: ({ sql }, { item }) => answers.answerCounts(sql, item),
  namedAnswers: ({ sql }, { item }) => answers.namedAnswers(sql, item),
  unnamedDetails: ({ sql }, { item }) => answers.unnamedDetails(sql, item),
  usefulnessCounts: ({ sql }, { item }) => answers.usefulnessCounts(sql, item),
}

const INDICATOR: Indicator = {
  type: 'domain',
  value: 'b.example',
  names: [],
  size: null,
  objective: 'detect',
  confidence: null,
  firstSeen: null,
  lastSeen: null,
  comment: '',
}
const UNWRITABLE = (error: { code: string }) => assert.equal(error.code, '42501')

const INDICATORS: Calls<typeof indicators> = {
  // the part is released, so the policy refuses what is added; the plan is made all the same
  insertIndicators: ({ sql }, { part }) =>
    indicators.insertIndicators(sql, { id: part, version: 1 }, [INDICATOR]).catch(UNWRITABLE),
  rewriteIndicators: ({ sql }, { part }) =>
    indicators.rewriteIndicators(sql, { id: part, version: 1 }, [INDICATOR]).catch(UNWRITABLE),
  deleteIndicators: ({ sql }, { part }) =>
    indicators.deleteIndicators(sql, { id: part, version: 1 }, [INDICATOR]),
  copyIndicators: ({ sql }, { part }) => indicators.copyIndicators(sql, part, 1, 1).catch(UNWRITABLE),
  indicatorPage: ({ sql }, { part }) =>
    indicators.indicatorPage(sql, { id: part, version: 1 }, -1, 100).execute(),
  indicatorsOf: ({ sql }, { part }) => indicators.indicatorsOf(sql, [{ id: part, version: 1 }]).execute(),
  indicatorNames: ({ sql }, { part }) => indicators.indicatorNames(sql, { id: part, version: 1 }),
  indicatorCounts: ({ sql }, { part }) => indicators.indicatorCounts(sql, { id: part, version: 1 }).execute(),
  lookUpValues: ({ sql }) =>
    indicators
      .lookUpValues(['a.example', 'c.example'].map((form, asked) => ({ asked, form, near: null })))
      .execute(sql),
}

const APPROVAL: Calls<typeof approval> = {
  ownMatrix: ({ sql }) => approval.ownMatrix(sql).execute(),
  insertMatrix: ({ sql, at }, { team }) =>
    approval.insertMatrix(sql, team, { rules: [], otherwise: 'nobody' }, at).catch(UNWRITABLE),
  updateMatrix: ({ sql, at }, { team }) =>
    approval.updateMatrix(sql, team, 1, { rules: [], otherwise: 'nobody' }, at),
  declare: ({ sql }, { item, part }) =>
    approval.declare(sql, item, [{ id: part, version: 1 }], ['nda-bound']),
  giveVerdict: ({ sql }, { number }) => approval.giveVerdict(sql, number, 'approved', '', {}),
  verdictsOn: ({ sql }, { item }) => approval.verdictsOn(sql, item),
  declaredOn: ({ sql }, { item }) => approval.declaredOn(sql, item),
  answerQuestion: ({ sql }) => approval.answerQuestion(sql, randomUUID(), 'x'),
  takeProposal: ({ sql }) => approval.takeProposal(sql, randomUUID(), 2),
  declaredIn: ({ sql }) => approval.declaredIn(sql, [randomUUID()]).execute(),
  saidIn: ({ sql }) => approval.saidIn(sql, [randomUUID()]).execute(),
  standingApprovals: ({ sql }) => approval.standingApprovals(sql),
  insertStanding: ({ sql, at }, { team, appointment }) =>
    approval
      .insertStanding(sql, {
        id: randomUUID(),
        team_id: team,
        kinds: ['technical'],
        audience: '[]',
        widest: 'AMBER',
        words: '',
        given_by: appointment,
        given_at: at,
        until: new Date(at.getTime() + 1000),
      })
      .catch(UNWRITABLE),
  endStanding: ({ sql, at }) => approval.endStanding(sql, randomUUID(), at),
}

const SANITISATION: Calls<typeof sanitisation> = {
  ownWords: ({ sql }) => sanitisation.ownWords(sql).execute(),
  insertWords: ({ sql, at }, { team }) =>
    sanitisation.insertWords(sql, [
      { id: randomUUID(), team_id: team, kind: 'customer', word: 'x', added_at: at },
    ]),
  deleteWord: ({ sql }) => sanitisation.deleteWord(sql, randomUUID()),
  // the part is released, so nobody overrides anything in it; the plan is made all the same
  insertOverride: ({ sql, at }, { part, item, appointment }) =>
    sanitisation
      .insertOverride(sql, {
        id: randomUUID(),
        item_id: item,
        part_id: part,
        version: 1,
        digest: '',
        reason: 'x',
        by_appointment: appointment,
        given_at: at,
      })
      .catch(UNWRITABLE),
  overridesOf: ({ sql }, { item }) => sanitisation.overridesOf(sql, item).execute(),
  insertRemoval: ({ sql, at }, { item }) =>
    sanitisation.insertRemoval(sql, {
      id: randomUUID(),
      item_id: item,
      what: `v1.00000000.${'x'.repeat(40)}`,
      taken_at: at,
    }),
  removalsOf: ({ sql }, { item }) => sanitisation.removalsOf(sql, item).execute(),
}

/** As the worker, which alone may: what has an audience is opened as its reader, by the statements above. */
const DELIVERIES: Calls<typeof deliveries> = {
  planRelease: ({ sql }, { item }) => deliveries.planRelease(sql, item),
  planWithdrawal: ({ sql, at }, { item }) => deliveries.planWithdrawal(sql, item, 'withdrawn-wrong', at),
  planDeputies: ({ sql, at }, { item }) => deliveries.planDeputies(sql, item, at),
  beginTest: ({ sql }, { item }) => deliveries.beginTest(sql, item, null, ''),
  proveTest: ({ sql }, { item }) => deliveries.proveTest(sql, item, ''),
  ownChannels: ({ sql }) => deliveries.ownChannels().execute(sql),
  toErase: ({ sql }) => deliveries.toErase().execute(sql),
  noteErasure: ({ sql }, { number }) => deliveries.noteErasure(sql, number),
  toldCounts: ({ sql }, { number }) => deliveries.toldCounts(number).execute(sql),
  troubles: ({ sql }) => deliveries.troubles().execute(sql),
  deliveryCounts: ({ sql }) => deliveries.deliveryCounts().execute(sql),
  enqueueLines: ({ sql }, { item }) => deliveries.enqueueLines(sql, [[item]]),
  takeLines: ({ sql }, { item }) => deliveries.takeLines(sql, [item], 'test'),
  linesDone: ({ sql }, { item }) =>
    deliveries.linesDone(sql, [{ id: item, size: 'full', encrypted: true, had: [] }]),
  lineFailed: ({ sql }, { item }) => deliveries.lineFailed(sql, item, 'unreachable', false),
  dropLine: ({ sql }, { item }) => deliveries.dropLine(sql, item),
  linesWaiting: ({ sql }) => deliveries.linesWaiting(sql),
  planReminder: ({ sql }, { item }) => deliveries.planReminder(sql, item, [50, 90]),
  dropReminders: ({ sql }, { item }) => deliveries.dropReminders(sql, item),
}

/** The server sends the plan of every statement, those inside functions and policies too, as a notice. */
async function explainEverything(name: string): Promise<void> {
  const { cluster, running } = await testServer()
  const client = new pg.Client(connection(cluster, running, 'postgres', name))
  await client.connect()
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_nested_statements': 'on',
    'auto_explain.log_verbose': 'on',
    'auto_explain.log_level': 'notice',
  }
  await client.query(`load 'auto_explain'`)
  for (const [setting, value] of Object.entries(settings))
    await client.query(`alter database ${name} set ${setting} = '${value}'`)
  await client.end()
}

class Undone extends Error {}

test(`no statement of the app scans a protected table of ${ROWS} rows`, async (t) => {
  const { database, owner, connections } = await freshDatabase(t)
  const { typical } = await seedPeople(owner)
  await seedParts(owner, 0, ROWS)
  await owner.query(REST)
  await explainEverything(connections.owner.database as string)

  const plans: string[] = []
  const emit = pg.Client.prototype.emit
  t.mock.method(pg.Client.prototype, 'emit', function (this: pg.Client, name: string, ...args: unknown[]) {
    if (name === 'notice') plans.push((args[0] as Error).message)
    return emit.call(this, name as never, ...(args as []))
  })

  const { asker, team } = typical
  const appointment = asker.kind === 'person' ? asker.appointment : ''
  const { rows } = await owner.query<{ part: string; item: string; number: string }>(
    `select id as part, item_id as item, number from access.parts where owners = array['appointment:' || $1] limit 1`,
    [appointment],
  )
  const { rows: groups } = await owner.query<{ id: string }>('select id from groups.groups limit 1')
  const facts = {
    ...(rows[0] as Omit<Facts, 'appointment' | 'team' | 'group'>),
    appointment,
    team,
    group: groups[0]?.id ?? '',
  }
  const system: Asker = { kind: 'system', purpose: 'test' }
  const calls: [string, Asker, Call][] = [
    ...Object.entries(ACCESS).map(([name, call]): [string, Asker, Call] => [name, asker, call]),
    ...Object.entries(BOARDS).map(([name, call]): [string, Asker, Call] => [name, asker, call]),
    ...Object.entries(MARKS).map(([name, call]): [string, Asker, Call] => [name, asker, call]),
    ...Object.entries(OBJECTIONS).map(([name, call]): [string, Asker, Call] => [name, asker, call]),
    ...Object.entries(ANSWERS).map(([name, call]): [string, Asker, Call] => [name, asker, call]),
    ...Object.entries(INDICATORS).map(([name, call]): [string, Asker, Call] => [name, asker, call]),
    ...Object.entries(APPROVAL).map(([name, call]): [string, Asker, Call] => [name, asker, call]),
    ...Object.entries(SANITISATION).map(([name, call]): [string, Asker, Call] => [name, asker, call]),
    ...Object.entries(DELIVERIES).map(([name, call]): [string, Asker, Call] => [name, system, call]),
    ...Object.entries(WARNINGS).map(([name, call]): [string, Asker, Call] => [name, asker, call]),
  ]
  const scans: string[] = []
  for (const [name, who, call] of calls) {
    plans.length = 0
    const act = database.asViewer(who).act(async (doing) => {
      await call(doing, facts)
      throw new Undone()
    })
    await assert.rejects(act, Undone, name)
    assert.ok(plans.length > 1, `${name} was explained`)
    for (const table of PROTECTED)
      for (const plan of plans.filter((one) => one.includes(`Seq Scan on ${table} `)))
        scans.push(`${name} reads the whole of ${table}: ${/Query Text: (.*)/.exec(plan)?.[1]}`)
  }
  assert.deepEqual(scans, [])
})
