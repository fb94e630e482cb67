import { Refusal } from '#core/errors/index.ts'
import type { Identified } from './authenticator.ts'
import type { DoorRoute } from './route.ts'

const reads = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whether a method changes something. */
export const isWrite = (method: string): boolean => !reads.has(method.toUpperCase())

/**
 * Whether this kind of asker may knock here at all. Says only what is true of the asker.
 * @throws {Refusal} sign_in_required, acting_as_required, key_not_accepted, key_scope_missing
 */
export function passGate(route: DoorRoute, identified: Identified): void {
  const { asker, session } = identified
  if (asker.kind === 'key') {
    if (route.who === 'signed-in' || route.who === 'member') throw new Refusal('key_not_accepted')
    const scope = route.scope ?? (isWrite(route.method) ? 'write' : 'read')
    if (route.who !== 'public' && !identified.scopes.includes(scope))
      throw new Refusal('key_scope_missing', { params: { scope } })
    return
  }
  if (route.who === 'public') return
  if (!session && asker.kind !== 'person') throw new Refusal('sign_in_required')
  if (route.who === 'signed-in') return
  if (route.who === 'key') throw new Refusal('sign_in_required')
  if (asker.kind !== 'person') throw new Refusal('acting_as_required')
}

/**
 * Refuses writes that another site made a browser send (CSRF). A key cannot be sent by another site, so it
 * passes. A cookie wants proof: `Origin` is ours, or, where a browser leaves it out, `Sec-Fetch-Site` says so.
 * Without a cookie a program may write without either, but a browser on a foreign page may not (login CSRF).
 * @throws {Refusal} cross_site_refused
 */
export function passOrigin(request: Request, identified: Identified, origin: string): void {
  if (!isWrite(request.method) || identified.by === 'key') return
  const sentFrom = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  const ours =
    sentFrom !== null
      ? sentFrom === origin
      : site !== null
        ? site === 'same-origin'
        : identified.by === 'nothing'
  if (!ours) throw new Refusal('cross_site_refused')
}
