import type { Language } from './language.ts'
import { namespaces } from './texts/index.ts'
import type { TextTree } from './texts.ts'

/** What only the server says: it does not travel to browsers. */
const serverOnly = new Set<string>(['mail', 'mailbox'])

/** Every text that screens say, in one language. */
export const spokenIn = (language: Language): TextTree =>
  Object.fromEntries(
    Object.entries(namespaces)
      .filter(([name]) => !serverOnly.has(name))
      .map(([name, both]) => [name, both[language]]),
  )
