import { z } from 'zod'

/**
 * What browsers and authenticators say and hear, in the JSON form of WebAuthn Level 3 §5.1 and §5.4. Strict: a field
 * that the standard does not know is refused. Binary values are base64url.
 */
const binary = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/)

const common = {
  id: binary(1_400),
  rawId: binary(1_400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).exactOptional(),
  clientExtensionResults: z.strictObject({
    credProps: z.strictObject({ rk: z.boolean().exactOptional() }).exactOptional(),
  }),
}

/** A passkey that was just made. */
export const registration = z.strictObject({
  ...common,
  response: z.strictObject({
    clientDataJSON: binary(10_000),
    attestationObject: binary(100_000),
    authenticatorData: binary(100_000).exactOptional(),
    transports: z.array(z.string().max(40)).max(10).exactOptional(),
    publicKeyAlgorithm: z.int().exactOptional(),
    publicKey: binary(10_000).exactOptional(),
  }),
})

/** A passkey that was just shown. */
export const assertion = z.strictObject({
  ...common,
  response: z.strictObject({
    clientDataJSON: binary(10_000),
    authenticatorData: binary(10_000),
    signature: binary(10_000),
    userHandle: binary(200).exactOptional(),
  }),
})

const verification = z.enum(['required', 'preferred', 'discouraged'])

const credential = z.strictObject({
  id: z.string(),
  type: z.literal('public-key'),
  transports: z.array(z.string()).exactOptional(),
})

/** What `navigator.credentials.create` needs. */
export const creation = z.strictObject({
  rp: z.strictObject({ id: z.string(), name: z.string() }),
  user: z.strictObject({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: z.string(),
  pubKeyCredParams: z.array(z.strictObject({ alg: z.int(), type: z.literal('public-key') })),
  timeout: z.int(),
  attestation: z.literal('none'),
  excludeCredentials: z.array(credential),
  authenticatorSelection: z.strictObject({
    residentKey: verification,
    requireResidentKey: z.boolean(),
    userVerification: verification,
  }),
  extensions: z.strictObject({ credProps: z.boolean() }),
})

/** What `navigator.credentials.get` needs. Names no credentials. */
export const request = z.strictObject({
  rpId: z.string(),
  challenge: z.string(),
  timeout: z.int(),
  userVerification: verification,
})

/** See {@link creation}. */
export type Creation = z.infer<typeof creation>

/** See {@link request}. */
export type PasskeyRequest = z.infer<typeof request>
