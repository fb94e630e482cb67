import { createI18n } from './i18next.ts'
import type { Language } from './language.ts'
import type { Share } from './spoken.ts'
import type { Translate } from './translate.ts'

const load = {
  ja: { first: () => import('./first-ja.ts'), more: () => import('./more-ja.ts') },
  en: { first: () => import('./first-en.ts'), more: () => import('./more-en.ts') },
} as const

interface Speaker {
  readonly t: Translate
  readonly learn: (share: Share) => Promise<void>
}

const speakers = new Map<Language, Speaker>()

function speakerOf(language: Language): Speaker {
  const known = speakers.get(language)
  if (known) return known
  const speaking = createI18n({ [language]: {} }, language)
  const learnt = new Map<Share, Promise<void>>()
  const learn = async (share: Share): Promise<void> => {
    const { spoken } = await load[language][share]()
    speaking.addResourceBundle(language, 'translation', spoken, true)
  }
  const made: Speaker = {
    t: speaking.getFixedT(language) as Translate,
    learn(share) {
      const known = learnt.get(share) ?? learn(share)
      learnt.set(share, known)
      // a line that was down may come back
      known.catch(() => learnt.delete(share))
      return known
    },
  }
  speakers.set(language, made)
  return made
}

/**
 * Says the texts of one language, for browsers: only that language is fetched, once. `first`: what the frame, the
 * start and sign-in say; whoever shows another screen waits for all.
 */
export async function loadSpeaker(language: Language, which: 'first' | 'all' = 'all'): Promise<Translate> {
  const { t, learn } = speakerOf(language)
  await Promise.all([learn('first'), ...(which === 'all' ? [learn('more')] : [])])
  return t
}
