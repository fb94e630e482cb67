import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** One secret of the key file. `id` is derived from the secret, so the two cannot be mixed up. */
export interface Secret {
  readonly id: string
  readonly bytes: Buffer
}

/** Why a key file cannot be used. The command line prints the message; the code chooses the advice. */
export class KeyFileFault extends Error {
  readonly code: 'missing' | 'readable-by-others' | 'damaged'
  constructor(code: KeyFileFault['code'], message: string) {
    super(message)
    this.name = 'KeyFileFault'
    this.code = code
  }
}

const HEADING = `# Secret keys of this Renkei installation. Keep a copy, apart from the database and its backups:
# without it, what is stored encrypted cannot be read again. One key per line; the last one seals,
# the ones above it open what was sealed before and prove the audit chain.
`
const LINE = /^renkei-key-v1 ([0-9a-f]{8}) ([A-Za-z0-9_-]{43})$/

export function newSecret(): Secret {
  return secretOf(randomBytes(32))
}

function secretOf(bytes: Buffer): Secret {
  const id = createHash('sha256').update('renkei key id').update(bytes).digest('hex').slice(0, 8)
  return { id, bytes }
}

/** Reads the key file, oldest key first. @throws KeyFileFault */
export function readKeyFile(path: string): Secret[] {
  let text: string
  try {
    const { mode } = statSync(path)
    // Windows has no such bits; its folder permissions have to do.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new KeyFileFault(
        'readable-by-others',
        `${path} can be read by other users (mode ${(mode & 0o777).toString(8)}). Do: chmod 600 ${path}`,
      )
    }
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new KeyFileFault('missing', `There is no key file at ${path}`)
    }
    throw error
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const secrets = lines.map((line) => {
    const [, id, encoded] = LINE.exec(line.trim()) ?? []
    const secret = encoded === undefined ? undefined : secretOf(Buffer.from(encoded, 'base64url'))
    if (secret === undefined || secret.id !== id) {
      throw new KeyFileFault('damaged', `${path} holds a line that is not a key; put back your copy of it`)
    }
    return secret
  })
  if (secrets.length === 0)
    throw new KeyFileFault('damaged', `${path} holds no key; put back your copy of it`)
  return secrets
}

/** Makes the file with a first key, never over an existing one: of two processes starting together one wins. */
export function createKeyFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}.new`
  writeDurably(draft, [newSecret()])
  try {
    linkSync(draft, path) // unlike rename it refuses an existing target, and nobody ever sees half a file
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Replaces the file's keys in one step: a crash leaves the old file or the new one. */
export function replaceKeyFile(path: string, secrets: readonly Secret[]): void {
  const next = `${path}.${process.pid}.new`
  writeDurably(next, secrets)
  renameSync(next, path)
}

function writeDurably(path: string, secrets: readonly Secret[]): void {
  const file = openSync(path, 'w', 0o600)
  try {
    chmodSync(path, 0o600)
    const lines = secrets.map(({ id, bytes }) => `renkei-key-v1 ${id} ${bytes.toString('base64url')}\n`)
    writeSync(file, HEADING + lines.join(''))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
