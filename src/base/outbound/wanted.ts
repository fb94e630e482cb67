import type { Act, Database } from '#base/db/index.ts'

/** Every condition that a letter may name, by the module that answers it. The worker has an answer for each. */
export const conditions = ['warning.readable'] as const

/**
 * What must still hold when a letter goes out. Posting decides for that moment; a server may be down for hours, and a
 * team be suspended meanwhile. Sealed with the letter: it tells who was written to, and about what.
 */
export interface Condition {
  readonly what: (typeof conditions)[number]
  /** The recipient, in the one capacity in which it was written to: the condition is asked as this viewer. */
  readonly person: string
  readonly appointment: string
  /** What the letter depends on, for who answers. */
  readonly subject: string
}

/** The answers of the modules: is a letter with this id about this subject still wanted by whom `act` entered as? */
export type Wanted = Readonly<
  Record<Condition['what'], (act: Act, subject: string, letter: string) => Promise<boolean>>
>

/** Asks right before sending, as the recipient and through the policies. A letter without a condition always goes. */
export async function isStillWanted(
  { db, wanted }: { readonly db: Database; readonly wanted: Wanted },
  letter: string,
  provided: Condition | undefined,
): Promise<boolean> {
  if (provided === undefined) return true
  const { what, person, appointment, subject } = provided
  return db
    .asViewer({ kind: 'person', person, appointment, tag: '' })
    .act((act) => wanted[what](act, subject, letter))
}
