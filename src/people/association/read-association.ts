import type { Act, Database } from '#base/db/index.ts'
import { Refusal } from '#core/errors/index.ts'
import type { AssociationFace, Mode } from './association.ts'
import { face, rulingCharter } from './store.ts'

/** What letters, pages and doors need of the association. */
export interface Association {
  readonly mode: Mode
  readonly name: { readonly ja: string; readonly en: string }
  readonly short: { readonly ja: string; readonly en: string }
  readonly url: string
  readonly language: 'ja' | 'en'
  /** IANA name. */
  readonly zone: string
}

export interface FollowedAssociation {
  /** As this process knows it: for what cannot wait. Undefined before the founding. */
  current(): Association | undefined
  /** As it is now. */
  read(): Promise<Association | undefined>
}

/** Knows the association from the start, and anew when any process founds it or adopts a charter. */
export async function followAssociation(db: Database): Promise<FollowedAssociation> {
  let known: Association | undefined
  const read = async () => {
    const [[row], [ruling]] = await db.asViewer({ kind: 'public' }).read(face(), rulingCharter())
    known = row &&
      ruling && {
        mode: row.mode,
        name: row.name,
        short: row.short,
        url: row.url,
        language: ruling.charter.defaultLanguage,
        zone: ruling.charter.timeZone,
      }
    return known
  }
  const look = () => void read().catch(() => {}) // what is known stays; the next event looks again
  db.listen((event) => {
    if (!known || event.name === 'charter.adopted') look()
  }, look)
  await read()
  return { current: () => known, read }
}

/** What everybody may know of the association, for acts of other modules. @throws {Refusal} not_founded */
export async function faceOf(act: Pick<Act, 'sql'>): Promise<AssociationFace> {
  const { rows } = await face().execute(act.sql)
  const [found] = rows
  if (!found) throw new Refusal('not_founded')
  return found
}
