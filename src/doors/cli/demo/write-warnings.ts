import type { Act } from '#base/db/index.ts'
import { defaultCharter } from '#core/charter/index.ts'
import { defaultReach, type Envelope, type Exclude, type Term } from '#core/envelope/index.ts'
import type { Asker } from '#core/policy/index.ts'
import { sourceSeal } from '#people/access/index.ts'
import { judge } from '#work/approval/index.ts'
import {
  answerWarning,
  draftWarning,
  readWarning,
  releaseWarning,
  requestReview,
  saveWarning,
  withdrawWarning,
} from '#work/warnings/index.ts'
import { type Cast, type DemoDeps, pocOf } from './cast.ts'
import { type DemoPart, type DemoTerm, type DemoWarning, demoWarnings } from './warnings.ts'

const HOUR = 3_600_000

/** Writes the demo's warnings, each by its author at its own time, and lets some readers answer. */
export async function writeDemoWarnings(deps: DemoDeps, cast: Cast): Promise<void> {
  for (const warning of demoWarnings) await writeOne(deps, cast, warning)
}

async function writeOne({ db, keys }: DemoDeps, cast: Cast, warning: DemoWarning): Promise<void> {
  const released = new Date(cast.now.getTime() - warning.hoursAgo * HOUR)
  const author = pocOf(cast, warning.from)
  const as = <T>(asker: Asker, at: Date, fn: (act: Act) => Promise<T>) =>
    db.asViewer(asker, { at }).act(fn, { lock: 'shared' })
  const later = (minutes: number) => new Date(released.getTime() + minutes * 60_000)

  const { number } = await as(author, released, (act) =>
    draftWarning(
      act,
      {
        exercise: warning.exercise ?? false,
        attribution: warning.attribution,
        urgency: warning.urgency,
        parts: warning.parts.map((part) => ({
          envelope: envelopeOf(cast, part, released),
          content: contentOf(part),
        })),
      },
      sourceSeal(keys).seal,
    ),
  )
  if (warning.ends === 'draft') return
  const reviewer = cast.reviewers.get(warning.from)
  if (reviewer && warning.parts.some(({ kind }) => kind === 'victim')) {
    const { appointment } = reviewer
    const until = new Date(released.getTime() + HOUR)
    await as(author, released, (act) =>
      requestReview(act, number, { appointment, until, reason: '被害内容の確認' }),
    )
    // Nobody judges what he has not opened, RED after a fresh sign-in.
    await as(reviewer, released, (act) => readWarning(act, number, { fresh: true, channel: 'portal' }))
    await as(reviewer, released, (act) => judge(act, number, 'approved', '', {}))
  }
  await as(author, released, (act) =>
    releaseWarning(act, number, { revision: 1, widen: false }, defaultCharter),
  )
  for (const [index, [handle, answer]] of (warning.answers ?? []).entries()) {
    const at = later(15 + index * 22)
    const reader = pocOf(cast, handle)
    await as(reader, at, (act) => readWarning(act, number, { fresh: false, channel: 'portal' }))
    await as(reader, at, (act) => answerWarning(act, number, { answer, comment: '', named: index % 3 !== 2 }))
  }
  if (warning.ends === 'corrected') await correct(as, author, number, later(300))
  if (warning.ends === 'wrong' || warning.ends === 'shared') {
    const cause = warning.ends
    await as(author, later(240), (act) => withdrawWarning(act, number, cause))
  }
}

type As = <T>(asker: Asker, at: Date, fn: (act: Act) => Promise<T>) => Promise<T>

async function correct(as: As, author: Asker, number: string, at: Date): Promise<void> {
  const open = await as(author, at, (act) => readWarning(act, number, { fresh: false, channel: 'portal' }))
  const revision = Math.max(...open.parts.map((part) => part.revision))
  const parts = open.parts.map(({ content: { indicators: _kept, ...content }, ...part }) => ({
    id: part.id,
    envelope: part.envelope as Envelope,
    content: {
      ...content,
      text: content.text.replace('198.51.100.200', '198.51.100.201'),
      doNow: content.doNow.replace('198.51.100.200', '198.51.100.201'),
      changeNote: '通信先のアドレスを 198.51.100.201 に訂正しました。',
    },
  }))
  const next = await as(author, at, (act) =>
    saveWarning(act, number, revision, { urgency: open.urgency, parts }),
  )
  await as(author, at, (act) => releaseWarning(act, number, { revision: next, widen: false }, defaultCharter))
}

const contentOf = (part: DemoPart) => ({
  headline: part.headline,
  text: part.text,
  doNow: part.doNow ?? '',
  changeNote: '',
})

function envelopeOf(cast: Cast, part: DemoPart, released: Date): Envelope {
  const after = (hours: number | undefined) =>
    hours === undefined ? null : new Date(released.getTime() + hours * HOUR).toISOString()
  return {
    kind: part.kind,
    language: 'ja',
    audience: {
      include: part.to.map((term) => termOf(cast, term)),
      exclude: (part.except ?? []).map((term) => termOf(cast, term) as Exclude),
    },
    reach: part.reach ?? defaultReach(part.kind, part.tlp),
    employeesOnly: false,
    agreements: [],
    observedAt: new Date(released.getTime() - 5 * HOUR).toISOString(),
    notBefore: null,
    respondBy: after(part.answerInHours),
    validUntil: after(part.validDays === undefined ? undefined : part.validDays * 24),
    readableUntil: null,
    embargoUntil: after(part.embargoDays === undefined ? undefined : part.embargoDays * 24),
    purpose: '加盟チームでの被害の防止',
    basis: '',
    tlp: part.tlp,
    pap: part.kind === 'technical' ? 'AMBER' : null,
    iep: null,
    machines:
      part.tlp === 'GREEN' || part.tlp === 'CLEAR' || (part.tlp === 'AMBER' && part.kind === 'technical'),
    passOn: '',
  }
}

function termOf(cast: Cast, term: DemoTerm): Term {
  if (term === 'members') return { kind: 'members' }
  const [kind, handle = ''] = term.split(':')
  switch (kind) {
    case 'group':
      return { kind, id: cast.groups.get(handle) as string }
    case 'team':
    case 'concerned':
      return { kind, id: cast.teams.get(handle) as string }
    case 'poc':
      return { kind: 'appointment', id: pocOf(cast, handle).appointment }
    default:
      return { kind: kind as 'sector' | 'district', code: handle }
  }
}
