import type { Language } from '#base/i18n/index.ts'
import type { Asker } from '#core/policy/index.ts'

/** A signed-in browser. `person` is who; under which appointment each request acts is told by the request. */
export interface Session {
  readonly id: string
  readonly person: string
}

/** Who sent a request, and what they may be asked for. */
export interface Identified {
  readonly asker: Asker
  /** The browser's session; null for keys and strangers. */
  readonly session: Session | null
  /** Language of the person; null where unknown. */
  readonly language: Language | null
  /** What proved it. Writes proved by a cookie must come from our own pages. */
  readonly by: 'nothing' | 'cookie' | 'key'
  /** Scopes of a key (`read`, `write`, …); empty for people. */
  readonly scopes: readonly string[]
}

/** An act that wants a fresh sign-in: its name (`warning.release`) and what it acts on (`POST /api/…`). */
export interface FreshAct {
  readonly act: string
  readonly subject: string
}

/** Tells who sends a request. Built by people/identity, handed to the doors. */
export interface Authenticator {
  /**
   * Reads cookie, `Authorization: Bearer rnk_…` and `X-Renkei-Acting-As`. Nothing presented, or a dead cookie: the
   * public, without an error. A person without an appointment to act as has a session and asks as the public.
   * Who is remembered is told at once, without a promise.
   * @throws {Refusal} credential_refused (dead or forged key), acting_as_refused (not this person's live appointment)
   */
  authenticate(request: Request): Identified | Promise<Identified>
  /** Whether this session has just proved itself for this very act. */
  isFresh(identified: Identified, act: FreshAct): Promise<boolean>
}

/** A stranger. */
export const nobody: Identified = {
  asker: { kind: 'public' },
  session: null,
  language: null,
  by: 'nothing',
  scopes: [],
}
