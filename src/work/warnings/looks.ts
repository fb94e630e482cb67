import type { AsViewer } from '#base/db/index.ts'
import { numberOfItem } from '#people/access/index.ts'

type Ear = { readonly see: AsViewer }

/** Where a viewer should look again after something happened to a warning: nowhere, unless he may read it. */
const look = async (item: string, { see }: Ear) => {
  const [rows] = await see.read((db) => [numberOfItem(db, item)])
  return rows.map((row) => ({ about: 'warning', id: row.number }))
}

/** What live streams say of warnings. Read as the viewer at the moment of sending. */
export const warningLooks = {
  'warning.released': (event: { item: string }, ear: Ear) => look(event.item, ear),
  'warning.changed': (event: { item: string }, ear: Ear) => look(event.item, ear),
  'warning.answered': (event: { item: string }, ear: Ear) => look(event.item, ear),
}
