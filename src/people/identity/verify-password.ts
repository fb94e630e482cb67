import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { Refusal } from '#core/errors/index.ts'
import { normalPassword } from './password.ts'

/**
 * What hashing a password costs: the second recommended option of RFC 9106 §4 (64 MiB, 3 passes, 4 lanes), about
 * 0.1 s. Raising it rehashes each password at its owner's next sign-in.
 */
const cost = { memory: 65_536, passes: 3, parallelism: 4 } as const
const TAG_BYTES = 32
const SALT_BYTES = 16

/** Hashes at once, and how many may wait: sign-in must not be a way to take the server's memory. */
const AT_ONCE = 2
const WAITING = 40

/** @throws {Refusal} busy */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  return phc(cost, salt, await derive(password, cost, salt))
}

/**
 * Whether a password is the one that was hashed. `null` for an account that has none: the same work, and no.
 * @throws {Refusal} busy
 */
export async function verifyPassword(password: string, hashed: string | null): Promise<boolean> {
  const read = hashed === null ? undefined : readPhc(hashed)
  const { parameters, salt, tag } = read ?? {
    parameters: cost,
    salt: Buffer.alloc(SALT_BYTES),
    tag: Buffer.alloc(TAG_BYTES),
  }
  const derived = await derive(password, parameters, salt)
  return timingSafeEqual(derived, tag) && read !== undefined
}

/** Whether a hash was made at another cost than today's. */
export const isOldHash = (hashed: string): boolean =>
  !hashed.startsWith(`$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$`)

interface Parameters {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22,64})\$([A-Za-z0-9+/]{43})$/

const unpadded = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')

const phc = ({ memory, passes, parallelism }: Parameters, salt: Buffer, tag: Buffer) =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`

function readPhc(hashed: string): { parameters: Parameters; salt: Buffer; tag: Buffer } {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(hashed) ?? []
  if (salt === undefined || tag === undefined) throw new Error('a stored password hash cannot be read')
  return {
    parameters: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

let running = 0
const queue: (() => void)[] = []

async function derive(password: string, parameters: Parameters, salt: Buffer): Promise<Buffer> {
  if (running >= AT_ONCE) {
    if (queue.length >= WAITING) throw new Refusal('busy')
    await new Promise<void>((resolve) => queue.push(resolve))
  } else {
    running += 1
  }
  try {
    return await new Promise<Buffer>((resolve, reject) =>
      argon2(
        'argon2id',
        { message: normalPassword(password), nonce: salt, tagLength: TAG_BYTES, ...parameters },
        (error, tag) => (error ? reject(error) : resolve(tag)),
      ),
    )
  } finally {
    // the place is handed on, so `running` only falls when nobody waits
    const next = queue.shift()
    if (next) next()
    else running -= 1
  }
}
