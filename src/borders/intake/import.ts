import type { Database } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import type { Capture } from '#core/capture/index.ts'
import { Refusal } from '#core/errors/index.ts'
import type { Asker } from '#core/policy/index.ts'
import type { SealSource } from '#people/access/index.ts'
import { keepOriginal, requireWriter, type Taking, takeCapture } from '#work/warnings/index.ts'
import type { Intake } from './open.ts'

/** What bringing a file in needs of the house. */
export interface ImportDeps {
  readonly intake: Intake
  readonly seal: SealSource
  readonly keys: Keys
}

/** A file, and what the person who brings it says of it. */
export type Brought = Omit<Taking, 'original'> & { readonly bytes: Uint8Array }

/** One draft that was made of a file: where it is, and what was odd in the file. */
export interface Imported extends Pick<Capture, 'format' | 'title' | 'exercise' | 'notes'> {
  readonly number: string
  readonly indicators: number
}

/**
 * Makes drafts of a file, one for each report in it: all, or none. The file is read before the transaction, in a thread;
 * who may not write is told before that.
 *
 * @throws Refusal `capture_…` with the place and the reason, `acting_as_refused`, `person_needed`, `busy`
 */
export async function importFile(
  db: Database,
  asker: Asker,
  { bytes, ...said }: Brought,
  { intake, seal, keys }: ImportDeps,
): Promise<Imported[]> {
  const viewer = db.asViewer(asker)
  await viewer.act(async (act) => requireWriter(act))
  const reading = await intake.readFile(bytes, { name: said.fileName })
  if (!reading.ok) {
    const { code, place, reason } = reading.refusal
    throw new Refusal(code, { params: { place, reason } })
  }
  return viewer.act(async (act) => {
    const original = await keepOriginal(act, bytes, keys)
    const imported: Imported[] = []
    for (const capture of reading.captures) {
      const { number, notes } = await takeCapture(act, capture, { ...said, original }, { seal, keys })
      const { format, title, exercise, indicators } = capture
      imported.push({ number, format, title, exercise, notes, indicators: indicators.length })
    }
    return imported
  })
}
