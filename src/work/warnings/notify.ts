import { createHash } from 'node:crypto'
import type { Act, Database } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import { postLetter } from '#base/outbound/index.ts'
import type { Urgency } from '#core/envelope/index.ts'
import { inboxOfItem, type PersonToNotify, peopleToNotify } from './store.ts'

/** What telling people of a warning needs of the house. */
export type NotifyDeps = { readonly db: Database; readonly keys: Keys; readonly origin: () => string }

/**
 * Tells the recipients of a warning by mail, each with a notice: number, urgency, answer-by, link (R23). Enters as
 * each recipient and reads through the policies, so whoever may no longer read is told nothing. May run twice: a
 * notice has one id per person and version.
 */
export async function notifyRecipients(deps: NotifyDeps, item: string): Promise<number> {
  const people = await deps.db.asViewer({ kind: 'system', purpose: 'warnings.notify' }).act(async (act) => {
    // Now, not when release was pressed: only from now on may readers see that there is something.
    await act.announce({ name: 'warning.released', item })
    return peopleToNotify(act.sql, item)
  })
  let told = 0
  for (const person of people) if (await notifyOne(deps, item, person)) told += 1
  return told
}

async function notifyOne(deps: NotifyDeps, item: string, person: PersonToNotify): Promise<boolean> {
  const asker = {
    kind: 'person',
    person: person.person_id,
    appointment: person.appointment_id,
    tag: '',
  } as const
  return deps.db.asViewer(asker).act(async (act) => {
    const lines = await inboxOfItem(act.sql, item).execute()
    const first = lines[0]
    if (!first) return false
    const due = lines.flatMap((line) => (line.respond_by ? [line.respond_by.getTime()] : []))
    const { person_id: id, appointment_id: appointment } = person
    await postLetter(
      act,
      deps.keys,
      {
        kind: 'notice',
        to: person.email,
        language: person.language,
        word: person.word ?? undefined,
        number: first.number,
        urgency: first.urgency as Urgency,
        answerBy: due.length > 0 ? new Date(Math.min(...due)).toISOString() : null,
        link: `${deps.origin()}/warnings/${first.number}`,
        exercise: first.exercise,
      },
      {
        id: deliveryId(item, lines, id),
        provided: { what: 'warning.readable', person: id, appointment, subject: item },
      },
    )
    return true
  })
}

/**
 * Whether a waiting notice is still what its reader would be told now: he may read the warning, and it is about the
 * version that he would find. Asked as the reader, right before it is sent.
 */
export async function noticeIsWanted(act: Act, item: string, letter: string): Promise<boolean> {
  const lines = await inboxOfItem(act.sql, item).execute()
  const { person } = act.viewer
  return person !== undefined && lines.length > 0 && deliveryId(item, lines, person) === letter
}

/** One delivery per person and version, whatever is killed: the same id posts once. A UUID made from its names. */
function deliveryId(item: string, lines: ReadonlyArray<{ version: number }>, person: string): string {
  const version = Math.max(...lines.map((line) => line.version))
  const hash = createHash('sha256').update(`notice ${item} ${version} ${person}`).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}
