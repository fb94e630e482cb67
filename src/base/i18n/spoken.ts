import type { Language } from './language.ts'
import { namespaces } from './texts/index.ts'
import type { TextTree } from './texts.ts'

/** What the frame, the start and sign-in say: a browser fetches it first. */
const first = new Set<string>(['app', 'common', 'handling', 'people', 'signIn'])

/** What only the server says: it does not travel to browsers. */
const serverOnly = new Set<string>(['mail', 'mailbox'])

/** Which of the texts: those that a browser fetches before it paints anything, or all the others that screens say. */
export type Share = 'first' | 'more'

const shareOf = (namespace: string): Share | null =>
  serverOnly.has(namespace) ? null : first.has(namespace) ? 'first' : 'more'

/** One share of the texts that screens say, in one language. */
export const spokenIn = (language: Language, share: Share): TextTree =>
  Object.fromEntries(
    Object.entries(namespaces)
      .filter(([name]) => shareOf(name) === share)
      .map(([name, both]) => [name, both[language]]),
  )

/** Whether a text is there from the beginning: `app.nav.home`. */
export const isFirst = (key: string): boolean => shareOf(key.split('.')[0] ?? '') === 'first'
