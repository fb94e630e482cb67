import { randomUUID } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { inGoodStanding } from '#core/policy/index.ts'
import { deleteWord, insertWords, ownWords } from './store.ts'

/** One word of a team's list, as it is entered. */
export interface NewWord {
  readonly kind: 'customer' | 'product'
  readonly word: string
}

/** Who keeps the list (the database says the same). */
const KEEPERS = new Set(['team_admin', 'poc'])

/** The list of the viewer's own team, and whether the viewer keeps it. */
export async function listWords(act: Act) {
  return { words: await ownWords(act.sql).execute(), mayEdit: mayEdit(act) }
}

const mayEdit = ({ viewer }: Act): boolean =>
  viewer.team !== undefined && KEEPERS.has(viewer.role ?? '') && inGoodStanding(viewer)

/** Adds words to the list; what stands there already is left as it is. @throws Refusal `not_your_role` */
export async function addWords(act: Act, words: readonly NewWord[]): Promise<void> {
  const { team } = act.viewer
  if (team === undefined || !mayEdit(act)) throw new Refusal('not_your_role')
  const known = new Set((await ownWords(act.sql).execute()).map(nameOf))
  const fresh = [...new Map(words.map((one) => [nameOf(one), one])).values()].filter(
    (one) => !known.has(nameOf(one)),
  )
  if (fresh.length === 0) return
  await insertWords(
    act.sql,
    fresh.map(({ kind, word }) => ({ id: randomUUID(), team_id: team, kind, word, added_at: act.at })),
  )
  // how many, never which: the audit is read by others than the team
  act.record({
    act: 'sanitisation.add-words',
    subject: { kind: 'team', id: team },
    detail: { words: fresh.length },
  })
}

const nameOf = ({ kind, word }: NewWord): string => `${kind} ${word.normalize('NFKC').toLowerCase()}`

/** Takes a word off the list. @throws Refusal `not_your_role`, `not_found` */
export async function removeWord(act: Act, id: string): Promise<void> {
  if (!mayEdit(act)) throw new Refusal('not_your_role')
  if ((await deleteWord(act.sql, id)) === 0) throw notFound()
  act.record({ act: 'sanitisation.remove-word', subject: { kind: 'team', id: act.viewer.team ?? '' } })
}
