import { lstatSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'

const unbrotli = promisify(brotliDecompress)
const PACKAGE = '@sparticuz/chromium'

/** Why there is no browser here, in words; undefined where there is one. */
export const noBrowser: string | undefined =
  process.platform === 'linux' && process.arch === 'x64'
    ? undefined
    : `the Chromium that comes as an npm package is for linux-x64; this is ${process.platform}-${process.arch}`

/**
 * Starts a Chromium of our own: the one inside the npm package, unpacked once into a folder of this user. Works as
 * root, without a home, and without any library of the machine but the C library.
 *
 * The package's own list of arguments is not used: it switches web security off. `--no-sandbox` is for root and for
 * containers; what the browser opens is our own product alone.
 */
export async function openBrowser(): Promise<Browser> {
  const folder = await unpacked()
  const home = await mkdtemp(join(tmpdir(), 'renkei-browser-'))
  const browser = await chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: ['--no-sandbox'],
    env: {
      ...(process.env as Record<string, string>),
      HOME: home,
      LD_LIBRARY_PATH: join(folder, 'lib'),
    },
  })
  browser.on('disconnected', () => void rm(home, { recursive: true, force: true, maxRetries: 3 }))
  return browser
}

/** The folder with `chromium` and `lib/`. Several processes may unpack at once: whoever is ready first is used by all. */
async function unpacked(): Promise<string> {
  // not the package's entry: it sets up its surroundings when loaded
  const root = packageRoot()
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  const user = process.getuid?.() ?? 0
  const folder = join(tmpdir(), `renkei-chromium-${version}-${user}`)
  if (isOurs(folder, user)) return folder
  const fresh = await mkdtemp(`${folder}-`)
  try {
    const [program, libraries] = await Promise.all(
      ['chromium.br', 'al2023.tar.br'].map(async (name) => unbrotli(await readFile(join(root, 'bin', name)))),
    )
    await writeFile(join(fresh, 'chromium'), program as Buffer)
    await chmod(join(fresh, 'chromium'), 0o700)
    await mkdir(join(fresh, 'lib'))
    for (const { name, content } of filesOfTar(libraries as Buffer)) {
      await writeFile(join(fresh, 'lib', name), content)
    }
    await rename(fresh, folder)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    if (!isOurs(folder, user)) throw error
  }
  return folder
}

function packageRoot(): string {
  // `package.json` is not among the package's exports: walk up from what is
  const entry = createRequire(import.meta.url).resolve(PACKAGE)
  return entry.slice(0, entry.lastIndexOf(PACKAGE) + PACKAGE.length)
}

/** A folder of that name under `/tmp` may be anybody's: what is run from it must be this user's alone. */
function isOurs(folder: string, user: number): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (!found) return false
  if (!found.isDirectory() || found.uid !== user || (found.mode & 0o077) !== 0) {
    throw new Error(`${folder} belongs to somebody else; remove it or set TMPDIR to a folder of your own`)
  }
  return true
}

/** The plain files of a tar archive (POSIX.1-2017 ustar): 512-byte headers, name at 0, size in octal at 124. */
function* filesOfTar(archive: Buffer): Generator<{ name: string; content: Buffer }> {
  const text = (from: number, to: number) => archive.toString('latin1', from, to).replace(/\0.*$/s, '')
  for (let at = 0; at + 512 <= archive.length; ) {
    const path = text(at, at + 100)
    if (path === '') return
    const size = Number.parseInt(text(at + 124, at + 136), 8)
    const plain = ['', '0'].includes(text(at + 156, at + 157))
    if (plain) {
      yield {
        name: path.slice(dirname(path).length + 1),
        content: archive.subarray(at + 512, at + 512 + size),
      }
    }
    at += 512 + Math.ceil(size / 512) * 512
  }
}
