import { createHash } from 'node:crypto'
import type { Act } from '#base/db/index.ts'
import type { Attribution, Envelope } from '#core/envelope/index.ts'
import {
  type CheckedPart,
  type Finding,
  fieldsOf,
  findingsOf,
  makeDictionary,
  type WrittenIndicator,
} from '#core/sanitise/index.ts'
import type { PartContent } from '#people/access/index.ts'
import { allPeopleNames, allTeamNames } from '#people/directory/index.ts'
import { indicatorPage } from '#work/indicators/index.ts'
import { ownWords } from './store.ts'

/** More indicators than an item holds. */
const MOST = 20_000

/** A part as far as the check looks at it. `id` and `version` are there once it was saved. */
export interface ToCheck {
  readonly id?: string | undefined
  readonly version?: number | undefined
  readonly content: Omit<PartContent, 'indicators'>
  readonly envelope: Pick<Envelope, 'passOn' | 'purpose' | 'basis' | 'audience'>
}

/** What the check found in a part, and the hash of what it looked at. */
export interface Checked {
  readonly findings: readonly Finding[]
  readonly digest: string
}

/**
 * R6: holds parts against the dictionary that their author may see: names, domains, networks and people of members,
 * and the list of the author's own team; and against what is private by its form.
 */
export async function checkParts(
  act: Act,
  item: { readonly attribution: Attribution; readonly exercise: boolean },
  parts: readonly ToCheck[],
): Promise<Checked[]> {
  const { team } = act.viewer
  const own = (id: string): boolean => id === team
  const [teams, people, words] = [
    await allTeamNames(act.sql),
    await allPeopleNames(act.sql),
    await ownWords(act.sql).execute(),
  ]
  const written: CheckedPart[] = []
  for (const { id, version, content, envelope } of parts) {
    const indicators: WrittenIndicator[] =
      id !== undefined && version !== undefined
        ? (await indicatorPage(act.sql, { id, version }, -1, MOST).execute()).map(
            ({ type, value, names, comment }) => ({ type, value, names, comment }),
          )
        : []
    written.push({ content, envelope, indicators, onlyFor: onlyTeam(envelope.audience) })
  }
  const dictionary = makeDictionary(
    {
      teams: teams.map((one) => ({ ...one, own: own(one.id) })),
      people: people.map((one) => ({ ...one, own: own(one.team) })),
      words: words.map(({ id, kind, word }) => ({ id, kind, text: word })),
    },
    written.flatMap(wordsOf),
  )
  const findings = findingsOf({ ...item, parts: written }, dictionary)
  return written.map((part, index) => ({
    findings: findings.filter((one) => one.part === index),
    digest: digestOf([fieldsOf(part), part.indicators, item.attribution]),
  }))
}

/** Every text of a part, those beside its indicators too. */
const wordsOf = (part: CheckedPart): string[] => [
  ...fieldsOf(part).map(({ text }) => text),
  ...part.indicators.flatMap(({ comment, names }) => [comment, ...names]),
]

const digestOf = (looked: unknown): string =>
  createHash('sha256').update(JSON.stringify(looked)).digest('hex')

function onlyTeam({ include }: Envelope['audience']): string | null {
  const [only, ...others] = include
  return others.length === 0 && (only?.kind === 'team' || only?.kind === 'concerned') ? only.id : null
}
