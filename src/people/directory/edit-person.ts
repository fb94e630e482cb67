import type { Act } from '#base/db/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { personPage, setRecognitionWord, updatePerson } from './people-store.ts'

/**
 * Changes a person's names or language: the person, who runs one of the person's teams, the secretariat. The mail
 * address bears access and is proposed.
 *
 * @throws {Refusal} not_found, not_your_role
 */
export async function editPerson(
  act: Act,
  person: string,
  change: { nameJa?: string | undefined; nameEn?: string | undefined; language?: 'ja' | 'en' | undefined },
): Promise<void> {
  if ((await personPage(person).execute(act.sql)).rows.length === 0) throw notFound()
  if (Object.values(change).every((value) => value === undefined)) return
  // who may is said once, by the policy: the person, the own team, the secretariat
  if (!(await updatePerson(act.sql, person, change)))
    throw new Refusal('not_your_role', { params: { who: act.viewer.team ? 'team' : 'person' } })
  act.record({ act: 'person.edit', subject: { kind: 'person', id: person } })
  await act.announce({ name: 'appointment.changed', person })
}

/** Chooses the own recognition word (合言葉), or none. */
export async function chooseRecognitionWord(act: Act, word: string | null): Promise<void> {
  const { person } = act.viewer
  if (person === undefined) throw new Refusal('not_your_role', { params: { who: 'person' } })
  await setRecognitionWord(act.sql, person, word)
  act.record({ act: 'person.choose-word', subject: { kind: 'person', id: person } })
}
