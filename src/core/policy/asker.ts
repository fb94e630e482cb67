/**
 * Who asks, before anything is known about them: what a door hands to the database, where `access.enter`
 * turns it into a {@link Viewer}.
 */
export type Asker =
  | { readonly kind: 'public' }
  | {
      readonly kind: 'person'
      readonly person: string
      readonly appointment: string
      /** Keyed hash of the appointment (hex): finds the items whose source is withheld, and nobody else's (R5). */
      readonly tag: string
    }
  | { readonly kind: 'key'; readonly key: string }
  /** Sign-in, founding, bookkeeping of jobs. Reads no part, ever. */
  | { readonly kind: 'system'; readonly purpose: string }

export const PUBLIC: Asker = { kind: 'public' }
