import type { AsViewer } from '#base/db/index.ts'
import { discloseSeen } from '#core/policy/index.ts'
import { numberOfItem, tasksOfItem } from '#people/access/index.ts'

type Ear = { readonly see: AsViewer }

/** Where a viewer should look again after something happened to a warning: nowhere, unless he may read it. */
const look = async (item: string, { see }: Ear) =>
  (await numbers(item, see)).map(({ id }) => ({ about: 'warning', id }))

/** The same for the source alone: that one team has answered is its to know; others see counts in steps (R15). */
const lookOwn = async (item: string, { see }: Ear) =>
  (await numbers(item, see)).filter(({ mine }) => mine).map(({ id }) => ({ about: 'warning', id }))

/** What a review is about concerns the source, and whoever is asked. */
const lookReview = async (item: string, { see }: Ear) => {
  const [tasks] = await see.read((db) => [tasksOfItem(db, item)])
  const asked = tasks.map(discloseSeen).map(({ number }) => ({ about: 'warning', id: number }))
  return asked.length > 0 ? asked.slice(0, 1) : lookOwn(item, { see })
}

const numbers = async (item: string, see: AsViewer) => {
  const [rows] = await see.read((db) => [numberOfItem(db, item)])
  return rows.map(discloseSeen).map(({ number, mine }) => ({ id: number, mine }))
}

/** What live streams say of warnings. Read as the viewer at the moment of sending. */
export const warningLooks = {
  'warning.released': (event: { item: string }, ear: Ear) => look(event.item, ear),
  'warning.changed': (event: { item: string }, ear: Ear) => look(event.item, ear),
  'warning.reviewed': (event: { item: string }, ear: Ear) => lookReview(event.item, ear),
  'warning.answered': (event: { item: string }, ear: Ear) => lookOwn(event.item, ear),
}
