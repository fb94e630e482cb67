import { statfs } from 'node:fs/promises'
import { asOwner, findings, type OwnerLogin, openServer, type ServerFinding } from '#base/db/index.ts'
import { KeyFileFault, openKeys } from '#base/keys/index.ts'
import { createMailer } from '#base/outbound/index.ts'
import type { Config } from '../../config.ts'
import type { Command } from './command.ts'

interface Finding {
  readonly check: string
  readonly ok: boolean
  /** Works, and yet somebody should do something. */
  readonly warning?: boolean
  readonly found: string
}

const FREE_AT_LEAST = 1024 ** 3
const CLOCK_MAY_DIFFER_MS = 2_000

/**
 * Looks at everything that an operator can get wrong (and so starts the embedded database where none runs). Exit code 1
 * when something is not right; what works and yet waits for somebody is a warning.
 */
export const doctorCommand: Command<Config> = {
  name: 'doctor',
  summary: 'check database, roles, Japanese search, key, mail, disk and clock',
  async run(_input, config) {
    const found: Finding[] = [
      fine('Renkei', config.release),
      { check: 'Node.js', ok: Number(process.versions.node.split('.')[0]) >= 24, found: process.version },
      ...(await database(config)),
      key(config),
      await mail(config),
      await disk(config),
    ]
    const ok = found.every((one) => one.ok)
    const width = Math.max(...found.map(({ check }) => check.length))
    return {
      lines: found.map(({ check, found, ...one }) => `${mark(one)}  ${check.padEnd(width)}  ${found}`),
      json: { ok, checks: found },
      code: ok ? 0 : 1,
    }
  },
}

const mark = ({ ok, warning }: Pick<Finding, 'ok' | 'warning'>): string =>
  ok ? (warning ? 'WARN' : 'ok  ') : 'FAIL'

const fine = (check: string, found: string): Finding => ({ check, ok: true, found })
const wrong = (check: string, error: unknown): Finding => ({
  check,
  ok: false,
  found: error instanceof Error ? error.message : String(error),
})

async function database(config: Config): Promise<Finding[]> {
  try {
    const server = await openServer({
      choice: config.database,
      dataFolder: config.dataFolder,
      mode: 'join',
      name: 'renkei doctor',
    })
    try {
      const { checks, at }: { checks: ServerFinding[]; at: Date } = await findings(server)
      const apart = Math.abs(at.getTime() - Date.now())
      const clock = `${apart} ms apart from the database`
      return [
        ...checks,
        { check: 'clock', ok: apart <= CLOCK_MAY_DIFFER_MS, found: clock },
        await letters(server.owner, config),
      ]
    } finally {
      await server.close()
    }
  } catch (error) {
    return [wrong('database', error)]
  }
}

const MAIL_MAY_WAIT_MS = 3_600_000

/** Letters of the outbox: those that wait for a way out, and those that no server took. */
async function letters(owner: OwnerLogin, { smtp }: Config): Promise<Finding> {
  const query = `select waiting::int, given_up::int, oldest < now() - interval '${MAIL_MAY_WAIT_MS} milliseconds' as late from outbox.state()`
  const [state] = await asOwner(owner, async (connection) => (await connection.query(query)).rows).catch(
    () => [],
  )
  if (!state) return fine('letters', 'none: the database is not prepared yet')
  const { waiting, given_up, late } = state as Record<'waiting' | 'given_up', number> & {
    late: boolean | null
  }
  return {
    check: 'letters',
    // without a mail server they all wait: that is no fault of today, and not forgotten either
    ok: !smtp || !late,
    warning: !smtp && waiting > 0,
    found: `${waiting} wait to be mailed, ${given_up} were refused by their servers`,
  }
}

function key(config: Config): Finding {
  try {
    return fine(
      'key file',
      `${config.keyFile}, keys ${openKeys(config.keyFile, { create: false }).ids.join(', ')}`,
    )
  } catch (error) {
    if (error instanceof KeyFileFault && error.code === 'missing' && !config.keyFileNamed) {
      return fine('key file', `${config.keyFile} is made at the first start`)
    }
    return wrong('key file', error)
  }
}

async function mail({ smtp, url }: Config): Promise<Finding> {
  if (!smtp)
    return {
      check: 'mail',
      ok: true,
      warning: true,
      found:
        'no mail server, so no letter goes out: set SMTP_URL and MAIL_FROM. Until then an officer is shown the link of ' +
        'an invitation to hand over, and `renkei user invite` prints it',
    }
  const mailer = createMailer({ kind: 'smtp', url: smtp.url, from: smtp.from, host: new URL(url).hostname })
  try {
    await mailer.check()
    return fine('mail', 'the server answers')
  } catch (error) {
    return wrong('mail', error)
  } finally {
    mailer.close()
  }
}

async function disk({ dataFolder }: Config): Promise<Finding> {
  try {
    const { bavail, bsize } = await statfs(dataFolder)
    const free = bavail * bsize
    return {
      check: 'disk',
      ok: free >= FREE_AT_LEAST,
      found: `${(free / 1024 ** 3).toFixed(1)} GiB free for ${dataFolder}`,
    }
  } catch (error) {
    return wrong('disk', error)
  }
}
