import type { Database } from '#base/db/index.ts'
import { lookupForms, nearForms } from '#core/observables/index.ts'
import { type Asker, discloseSeen } from '#core/policy/index.ts'
import { type AskedForm, lookUpValues } from './store.ts'

/** Values of one call. */
export const MOST_ASKED = 1000

/**
 * Has anything that the asker may read warned about these values? Each may be defanged and of any type; `near` asks
 * besides for what it is part of: networks that hold it, names above it, the host of a web address.
 */
export async function lookUp(db: Database, asker: Asker, values: readonly string[], near: boolean) {
  const forms = values.flatMap((value, asked) => formsOf(value, asked, near))
  const [hits] = await db.asViewer(asker).read(lookUpValues(forms))
  return hits.map(discloseSeen)
}

function formsOf(value: string, asked: number, near: boolean): AskedForm[] {
  const own = lookupForms(value)
  const around = near ? nearForms(value).filter(({ form }) => !own.includes(form)) : []
  return [...own.map((form) => ({ asked, form, near: null })), ...around.map((one) => ({ asked, ...one }))]
}
