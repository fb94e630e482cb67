import { existsSync } from 'node:fs'
import { asOwner, type Database, type OwnerLogin } from '#base/db/index.ts'
import type { Keys } from '#base/keys/index.ts'
import { type Anchor, AnchorFault, anchorLine, anchorPublicKey, isOutside, readAnchors } from './anchor.ts'
import { takeAnchor, type Witnesses } from './take-anchor.ts'
import { verify } from './verify.ts'
import type { Fault, Verdict } from './walk.ts'

/** What these commands need of the house. */
interface AuditHouse {
  readonly db: Database
  readonly keys: Keys
  readonly owner: OwnerLogin
  readonly config: { readonly dataFolder: string; readonly anchorFile?: string | undefined }
}

interface Given {
  readonly options: Readonly<Record<string, string | boolean | undefined>>
}

/** `renkei audit …`. `tell` writes to an auditor: the command line is given it, since letters are not the audit's. */
export const commandsWith = (tell: Witnesses['tell']) =>
  [
    {
      name: 'audit verify',
      summary: 'proves the audit chain, or says where it was broken (exit code 1)',
      options: [['--anchors <file>', 'anchors kept by a witness (default: RENKEI_ANCHOR_FILE)']] as const,
      async run({ options }: Given, { owner, keys, config }: AuditHouse) {
        const given = typeof options.anchors === 'string' ? options.anchors : undefined
        const file = given ?? usual(config.anchorFile)
        const anchors = file === undefined ? [] : anchorsOf(file, keys)
        if (anchors instanceof AnchorFault) {
          return {
            lines: [`${file}: ${anchors.message}`],
            json: { error: anchors.message, line: anchors.line },
            code: 2 as const,
          }
        }
        const verdict = await asOwner(owner, (connection) => verify(connection, keys, anchors))
        return {
          lines: verdictLines(verdict),
          json: { ...verdict, firstBad: verdict.faults[0]?.seq ?? null, anchors: anchors.length },
          code: verdict.ok ? (0 as const) : (1 as const),
        }
      },
    },
    {
      name: 'audit anchor',
      summary: 'signs the end of the audit chain for witnesses outside',
      options: [
        ['--file <path>', 'adds it to this file, outside the data folder (default: RENKEI_ANCHOR_FILE)'],
      ] as const,
      async run({ options }: Given, { db, keys, config }: AuditHouse) {
        const file = typeof options.file === 'string' ? options.file : config.anchorFile
        if (file !== undefined && !isOutside(file, config.dataFolder)) {
          const message = `${file} lies in the data folder, where it would fall together with what it proves`
          return { lines: [message], json: { error: message }, code: 2 as const }
        }
        const anchor = await takeAnchor({ db, keys }, { file, tell })
        if (anchor === undefined)
          return { lines: ['The audit chain is still empty.'], json: null, code: 0 as const }
        const kept =
          file === undefined
            ? 'Keep this line outside this machine: it is stored nowhere else.'
            : `Added to ${file}. It proves only while it is kept outside this machine.`
        return {
          lines: [anchorLine(anchor), kept, `Public key (Ed25519): ${anchorPublicKey(keys)}`],
          json: { ...anchor, file: file ?? null, publicKey: anchorPublicKey(keys) },
          code: 0 as const,
        }
      },
    },
  ] as const

const usual = (file: string | undefined) => (file !== undefined && existsSync(file) ? file : undefined)

function anchorsOf(file: string, keys: Keys): Anchor[] | AnchorFault {
  try {
    return readAnchors(file, keys)
  } catch (error) {
    if (error instanceof AnchorFault) return error
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new AnchorFault(0, 'there is no such file')
    throw error
  }
}

const FAULTS: Readonly<Record<Fault['kind'], string>> = {
  changed: 'was changed',
  missing: 'is missing, and maybe more after it',
  moved: 'does not follow the one before',
  cut: 'and what came after were cut off',
  head: 'is the last one, but the head says otherwise',
  rewritten: 'is not what a witness holds',
  unproven: 'was made under a key that is not in the key file',
}

function verdictLines({ ok, entries, faults, witnessed, unproven }: Verdict): string[] {
  return [
    ok
      ? `The audit chain is whole: ${entries} entries.`
      : `The audit chain is broken (${entries} entries found).`,
    ...faults.map(({ seq, kind }) => `  entry ${seq} ${FAULTS[kind]}`),
    ...(unproven > 0
      ? [`  ${unproven} entries were made under a key that is not in the key file: they prove nothing.`]
      : []),
    witnessed === null
      ? 'No anchor was compared: against somebody who has this server and its key file, nothing is proven.'
      : `Up to entry ${witnessed.seq} it is proven by an anchor of ${witnessed.at}; after it by the key file alone.`,
  ]
}
