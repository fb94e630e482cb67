import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ProblemDocument } from '#base/http/index.ts'
import { translator } from '#base/i18n/index.ts'
import { askRenkei } from '#base/outbound/index.ts'
import { type Brought, type Imported, importFile, openIntake } from '#borders/intake/index.ts'
import { ATTRIBUTIONS, type Attribution, LANGUAGES, type Language } from '#core/envelope/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { sourceSeal } from '#people/access/index.ts'
import { createIdentity, enterFromShell } from '#people/identity/index.ts'
import type { House } from '../../app.ts'
import type { Config, Environment } from '../../config.ts'
import { type Command, type Input, InputRefused, type Outcome } from './command.ts'
import { codeOf, languageOf, messageOf } from './failure.ts'

/** What the command opens by itself: the database only where no key says otherwise. */
export interface ImportShell {
  readonly config: Config
  readonly env: Environment
  openHouse(): Promise<House>
}

/** One file, and what became of it. */
type Told =
  | { readonly file: string; readonly drafts: readonly Draft[] }
  | { readonly file: string; readonly error: { readonly code: string; readonly message: string } & Where }
type Draft = Pick<Imported, 'number' | 'title' | 'format' | 'exercise' | 'indicators' | 'notes'>
type Where = { readonly place?: string; readonly reason?: string }

/** Takes one file in. @throws what refuses it */
type TakeIn = (file: Omit<Brought, 'language'> & { language: Language }) => Promise<readonly Draft[]>

/** `renkei import`: over HTTP as a team where `RENKEI_KEY` is set, else beside the server on this machine's data. */
export const importCommand: Command<ImportShell> = {
  name: 'import <files...>',
  summary:
    'makes drafts of files: MISP, STIX, CSAF, mail, Markdown, text. A file is taken whole or refused whole',
  options: [
    ['--as <who>', 'handle of a team, or id of an appointment; without RENKEI_KEY'],
    ['--ours', 'the team is the source; else the outside source and its marking stay with it'],
    ['--attribution <how>', `${ATTRIBUTIONS.join(', ')} (default: off)`],
    ['--language <language>', `${LANGUAGES.join(' or ')}, for files that do not say`],
  ],
  async run(input, shell) {
    const spoken = languageOf(shell.env)
    const said = {
      ours: input.options.ours === true,
      attribution: chosen(input, 'attribution', ATTRIBUTIONS) ?? 'off',
      language: chosen(input, 'language', LANGUAGES) ?? spoken,
    }
    const way = shell.config.key === undefined ? inHouse(shell, input) : overHttp(shell.config, input, spoken)
    const { takeIn, close } = await way
    const told: Told[] = []
    try {
      for (const path of input.args) told.push(await take(path, said, takeIn, spoken))
    } finally {
      await close()
    }
    return outcomeOf(told, spoken)
  },
}

async function take(
  path: string,
  said: { ours: boolean; attribution: Attribution; language: Language },
  takeIn: TakeIn,
  spoken: Language,
): Promise<Told> {
  const message = (failure: unknown) => messageOf(failure, spoken)
  const read = await readFile(path).catch((failure: NodeJS.ErrnoException) => failure)
  if (read instanceof Error)
    return { file: path, error: { code: read.code ?? read.name, message: read.message } }
  try {
    return { file: path, drafts: await takeIn({ ...said, fileName: nameOf(path), bytes: read }) }
  } catch (failure) {
    if (failure instanceof RefusedThere)
      return { file: path, error: { code: failure.code, message: failure.message, ...failure.where } }
    // what is no refusal is a failure of the whole
    if (!(failure instanceof Refusal)) throw failure
    const { place, reason } = failure.params
    const where = place === undefined ? {} : { place: String(place), reason: String(reason) }
    return { file: path, error: { code: codeOf(failure), message: message(failure), ...where } }
  }
}

/** As a file is called in the house: its last part, within the limit of a name. */
const nameOf = (path: string): string =>
  basename(path)
    .replace(/[\u0000-\u001f]/g, '_')
    .slice(-300) || 'file'

type Way = Promise<{ takeIn: TakeIn; close: () => Promise<void> }>

async function inHouse({ openHouse }: ImportShell, { options }: Input): Way {
  const { as } = options
  if (typeof as !== 'string' || as.trim() === '')
    throw new InputRefused(
      'Say for whom: --as with the handle of a team or the id of an appointment; or set RENKEI_URL and RENKEI_KEY.',
    )
  const house = await openHouse()
  const { db, keys, config, association } = house
  const origin = () => association.current()?.url ?? config.url
  const intake = openIntake({ told: (failure) => house.log.error({ failure }, 'a reader of files failed') })
  try {
    const identity = createIdentity({ db, keys, origin, ticks: () => 0 })
    const { asker, leave } = await enterFromShell(identity, as.trim(), 'renkei import').catch((failure) => {
      if (failure instanceof Refusal && failure.code === 'not_found')
        throw new InputRefused(
          `--as ${as.trim()}: there is no team with this handle, and no live appointment with this id.`,
        )
      throw failure
    })
    return {
      takeIn: (file) => importFile(db, asker, file, { intake, keys, seal: sourceSeal(keys).seal }),
      async close() {
        await leave()
        await intake.close()
        await house.close()
      },
    }
  } catch (failure) {
    await intake.close()
    await house.close()
    throw failure
  }
}

async function overHttp({ url, key = '' }: Config, { options }: Input, spoken: Language): Way {
  if (options.as !== undefined)
    throw new InputRefused('--as goes with the data folder of this machine; RENKEI_KEY is for its own team.')
  return {
    async takeIn({ fileName, ours, attribution, language, bytes }) {
      const query = new URLSearchParams({ name: fileName, ours: String(ours), attribution, language })
      const { status, said } = await askRenkei({
        origin: url,
        key,
        path: `/api/import?${query}`,
        body: bytes,
        language: spoken,
      })
      if (status === 201) return (said as { drafts: Draft[] }).drafts
      throw new RefusedThere(said, status)
    },
    close: async () => {},
  }
}

/** The server's no, in its own words (RFC 9457). */
class RefusedThere extends Error {
  readonly code: string
  readonly where: Where
  constructor(said: unknown, status: number) {
    const { detail, code, where, why } = (said ?? {}) as Partial<ProblemDocument>
    super(detail ?? `the server answers ${status}`)
    this.code = code ?? String(status)
    this.where = where === undefined ? {} : { place: where, reason: why ?? '' }
  }
}

function chosen<T extends string>({ options }: Input, name: string, offered: readonly T[]): T | undefined {
  const said = options[name]
  if (said === undefined) return undefined
  const found = offered.find((one) => one === said)
  if (!found) throw new InputRefused(`--${name} is one of ${offered.join(', ')}, not "${String(said)}".`)
  return found
}

function outcomeOf(told: readonly Told[], language: Language): Outcome {
  const t = translator(language)
  const lines = told.flatMap((one) =>
    'error' in one
      ? [`${one.file}: ${one.error.message}`]
      : one.drafts.flatMap(({ number, title, format, indicators, notes }) => [
          `${one.file} → ${number}  ${title} (${format}, ${indicators} indicators)`,
          ...notes.map(
            ({ code, place, params }) =>
              `    ${place === '' ? '' : `${place}: `}${t(`captured.${code}`, params)}`,
          ),
        ]),
  )
  return { lines, json: told, code: told.some((one) => 'error' in one) ? 2 : 0 }
}
