import { createHash, randomBytes, randomUUID } from 'node:crypto'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { COSEALG, decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers'
import type { Act } from '#base/db/index.ts'
import { type Keys, sameSecret } from '#base/keys/index.ts'
import { Refusal } from '#core/errors/index.ts'
import type { Identity } from './create.ts'
import type { Creation, PasskeyRequest } from './forms.ts'
import { lifetimes } from './limits.ts'
import { insertPasskey, notePasskeyUse, passkeyBy, spendChallenge } from './store.ts'

/** For what a challenge was given; an answer given for one thing is worth nothing for another. */
export type Occasion =
  | readonly ['sign-in']
  | readonly ['enrol', link: string]
  | readonly ['add', session: string]
  | readonly ['fresh', session: string, act: string, subject: string]

const RANDOM_BYTES = 16
const END_BYTES = 6
const MAC_BYTES = 32

const macOf = (keys: Keys, occasion: Occasion, head: Buffer): string =>
  keys.tag('webauthn challenge', JSON.stringify([...occasion, head.toString('hex')]))

/**
 * A challenge that carries its own end and is signed for its occasion, so that strangers who ask for one leave
 * nothing behind. Only answered ones are remembered, each until its end.
 */
export function newChallenge(keys: Keys, occasion: Occasion, at: Date): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(RANDOM_BYTES + END_BYTES)
  randomBytes(RANDOM_BYTES).copy(head)
  head.writeUIntBE(at.getTime() + lifetimes.challenge * 1_000, RANDOM_BYTES, END_BYTES)
  return Uint8Array.from([...head, ...Buffer.from(macOf(keys, occasion, head), 'hex')])
}

/** The end of a challenge that we made for this occasion and that still counts; null for any other. */
export function endOfChallenge(keys: Keys, occasion: Occasion, challenge: string, at: Date): Date | null {
  const bytes = Buffer.from(challenge, 'base64url')
  if (bytes.length !== RANDOM_BYTES + END_BYTES + MAC_BYTES) return null
  const head = bytes.subarray(0, RANDOM_BYTES + END_BYTES)
  if (!sameSecret(bytes.subarray(RANDOM_BYTES + END_BYTES).toString('hex'), macOf(keys, occasion, head)))
    return null
  const end = new Date(head.readUIntBE(RANDOM_BYTES, END_BYTES))
  return end > at ? end : null
}

/**
 * The relying party: the host of the association's address. Passkeys need a name (WebAuthn §5.1.3: a valid domain);
 * `localhost` is one, `127.0.0.1` is none.
 * @throws {Refusal} passkey_needs_name
 */
function party(identity: Identity): { rpID: string; origin: string } {
  const origin = identity.origin()
  const { hostname } = new URL(origin)
  if (/^[\d.]+$|^\[/.test(hostname)) throw new Refusal('passkey_needs_name', { params: { origin } })
  return { rpID: hostname, origin }
}

/** What authenticators can do everywhere: Ed25519, P-256, RSA (COSE registry: -8, -7, -257). */
const ALGORITHMS = [COSEALG.EdDSA, COSEALG.ES256, COSEALG.RS256]

const TIMEOUT_MS = lifetimes.challenge * 1_000

/** What the browser needs to show a passkey. Names no credentials: the authenticator knows, and we tell nobody. */
export async function requestOptions(
  identity: Identity,
  occasion: Occasion,
  at: Date,
): Promise<PasskeyRequest> {
  const { rpID } = party(identity)
  const { challenge } = await generateAuthenticationOptions({
    rpID,
    challenge: newChallenge(identity.keys, occasion, at),
  })
  return { rpId: rpID, challenge, timeout: TIMEOUT_MS, userVerification: 'required' }
}

/** What the browser needs to make a passkey: kept by the authenticator, opened by a PIN, finger or face. */
export async function creationOptions(
  identity: Identity,
  occasion: Occasion,
  person: { id: string; email: string; name: string; house: string; has: readonly string[] },
  at: Date,
): Promise<Creation> {
  const { rpID } = party(identity)
  const { user, challenge, pubKeyCredParams } = await generateRegistrationOptions({
    rpID,
    rpName: person.house,
    userName: person.email,
    userDisplayName: person.name,
    userID: userHandle(identity.keys, person.id),
    supportedAlgorithmIDs: ALGORITHMS,
    challenge: newChallenge(identity.keys, occasion, at),
  })
  return {
    rp: { id: rpID, name: person.house },
    user,
    challenge,
    pubKeyCredParams: pubKeyCredParams.map(({ alg }) => ({ alg, type: 'public-key' })),
    timeout: TIMEOUT_MS,
    attestation: 'none',
    excludeCredentials: person.has.map((id) => ({ id, type: 'public-key' })),
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
    extensions: { credProps: true },
  }
}

/** What an authenticator stores about the person: nothing that says who (WebAuthn §14.6.1). */
const userHandle = (keys: Keys, person: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(keys.tag('webauthn user', person), 'hex'))

const refuse = (cause?: unknown) => new Refusal('passkey_refused', cause === undefined ? {} : { cause })

/** Checks a challenge inside what the browser signed, and remembers its hash and end. */
function watch(identity: Identity, occasion: Occasion, at: Date) {
  let answered: { hash: Buffer; end: Date } | undefined
  const expectedChallenge = (challenge: string): boolean => {
    const end = endOfChallenge(identity.keys, occasion, challenge, at)
    if (end) answered = { hash: createHash('sha256').update(challenge).digest(), end }
    return end !== null
  }
  const spend = async (act: Act) => {
    if (!answered || !(await spendChallenge(act.sql, answered.hash, answered.end))) throw refuse()
  }
  return { expectedChallenge, spend }
}

/**
 * Statements about the make of an authenticator are not asked for, and not looked at: to verify one, certificates
 * and revocation lists would be fetched from wherever the sender says.
 */
function refuseStatements(response: RegistrationResponseJSON): void {
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(response.response.attestationObject))
  const format = attestation.get('fmt')
  const isSelfSigned = format === 'packed' && attestation.get('attStmt').get('x5c') === undefined
  if (format !== 'none' && !isSelfSigned) throw refuse()
}

/** Keeps a passkey that the browser has just made for this person. @throws {Refusal} passkey_refused */
export async function keepPasskey(
  act: Act,
  identity: Identity,
  occasion: Occasion,
  person: string,
  name: string,
  response: RegistrationResponseJSON,
): Promise<string> {
  const { rpID, origin } = party(identity)
  const challenge = watch(identity, occasion, act.at)
  const { verified, registrationInfo } = await Promise.resolve()
    .then(() => refuseStatements(response))
    .then(() =>
      verifyRegistrationResponse({
        response,
        expectedChallenge: challenge.expectedChallenge,
        expectedOrigin: origin,
        expectedRPID: rpID,
        requireUserVerification: true,
        supportedAlgorithmIDs: ALGORITHMS,
      }),
    )
    .catch((cause: unknown) => {
      throw refuse(cause)
    })
  if (!verified) throw refuse()
  await challenge.spend(act)
  const { credential, credentialBackedUp } = registrationInfo
  const id = randomUUID()
  const isNew = await insertPasskey(act.sql, {
    id,
    person_id: person,
    credential_id: credential.id,
    public_key: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: (credential.transports ?? []).slice(0, 10),
    backed_up: credentialBackedUp,
    name,
    made_at: act.at,
  })
  if (!isNew) throw refuse()
  return id
}

/**
 * Whose passkey this is. The signature is verified with the stored key, the person by the device; a counter that
 * went back is a copy (WebAuthn §6.1.1).
 * @throws {Refusal} passkey_refused for whatever is wrong, known or not
 */
export async function takePasskey(
  act: Act,
  identity: Identity,
  occasion: Occasion,
  response: AuthenticationResponseJSON,
): Promise<{ person: string; passkey: string }> {
  const { rpID, origin } = party(identity)
  const row = await passkeyBy(act.sql, response.id)
  if (!row) throw refuse()
  const handle = Buffer.from(userHandle(identity.keys, row.person_id)).toString('base64url')
  if (response.response.userHandle !== undefined && response.response.userHandle !== handle) throw refuse()
  const challenge = watch(identity, occasion, act.at)
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge.expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    credential: {
      id: row.credential_id,
      publicKey: Uint8Array.from(row.public_key),
      counter: row.counter,
      transports: row.transports,
    },
  }).catch((cause: unknown) => {
    throw refuse(cause)
  })
  if (!verified) throw refuse()
  await challenge.spend(act)
  await notePasskeyUse(act.sql, row.id, authenticationInfo.newCounter, act.at)
  return { person: row.person_id, passkey: row.id }
}
