import type { Language } from '#base/i18n/index.ts'

/**
 * What Renkei writes to a person. The act that causes a letter says this and no more; the words are put to it when
 * it is sent (borders/mail). Instants are ISO 8601, links absolute, one-time tokens in the link's fragment.
 */
export type Letter = Addressed & LetterKind

interface Addressed {
  readonly to: string
  readonly language: Language
  /** The reader's recognition word (合言葉), where there is one. */
  readonly word?: string | undefined
}

export type LetterKind =
  /** `body`: the team or group in which an appointment waits, in the reader's language. */
  | { readonly kind: 'invitation'; readonly body: string; readonly link: string; readonly until: string }
  | { readonly kind: 'recovery'; readonly link: string; readonly until: string }
  /** To the old address too: whoever changed it may not be its owner. */
  | {
      readonly kind: 'factor_changed'
      readonly what: FactorChange
      readonly at: string
      readonly link: string
    }
  /** Somebody has the right password and no code: the owner should choose another one. */
  | { readonly kind: 'password_known'; readonly at: string; readonly link: string }
  /** To the secretariat and the auditors: from the server's shell somebody was given a new way in. */
  | { readonly kind: 'recovery_told'; readonly person: string; readonly at: string; readonly link: string }
  | { readonly kind: 'new_sign_in'; readonly at: string; readonly agent: string; readonly link: string }
  /** The notice size of the channel matrix: a number, how urgent, by when, where. Nothing of what it is about. */
  | {
      // posted before there were deliveries; one may still wait
      readonly kind: 'notice'
      readonly number: string
      readonly urgency: 'immediate' | 'urgent' | 'normal' | 'information'
      readonly answerBy: string | null
      readonly link: string
      readonly exercise: boolean
    }
  /** A word that the reader types after sign-in: so the association knows that mail in this form arrives. */
  | {
      readonly kind: 'channel_test'
      readonly proof: string
      readonly encrypted: boolean
      readonly link: string
    }
  /** To the auditors: the end of the audit chain. `statement` is kept word for word. */
  | { readonly kind: 'anchor'; readonly statement: string; readonly at: string }

export type FactorChange =
  | 'password'
  | 'totp_added'
  | 'totp_removed'
  | 'passkey_added'
  | 'passkey_removed'
  | 'recovery_codes'
  | 'address'
  | 'recovered'
