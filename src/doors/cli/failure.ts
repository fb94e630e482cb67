import {
  ArchiveRefused,
  FolderInUse,
  MigrationRefused,
  ServerRefused,
  StoreNotEmpty,
} from '#base/db/index.ts'
import { type Language, translator } from '#base/i18n/index.ts'
import { KeyFileFault } from '#base/keys/index.ts'
import { Refusal } from '#core/errors/index.ts'
import { ConfigRefused, type Environment } from '../../config.ts'
import { InputRefused } from './command.ts'

const REFUSALS = [
  ConfigRefused,
  InputRefused,
  FolderInUse,
  MigrationRefused,
  ServerRefused,
  KeyFileFault,
  ArchiveRefused,
  StoreNotEmpty,
]

/** Says what went wrong and returns the exit code: 2 when what was given is refused, 1 when we failed. */
export function explainFailure(
  failure: unknown,
  { json, env, error }: { json: boolean; env: Environment; error: (text: string) => void },
): 1 | 2 {
  const refused = failure instanceof Refusal || REFUSALS.some((kind) => failure instanceof kind)
  const message = messageOf(failure, languageOf(env))
  if (json) {
    const code = codeOf(failure)
    const place = failure instanceof Refusal ? { place: failure.place } : {}
    error(`${JSON.stringify({ error: { code, message, ...place } })}\n`)
  } else {
    error(`${message}\n`)
  }
  return refused ? 2 : 1
}

/** What a program knows a failure by. */
export const codeOf = (failure: unknown): string =>
  failure instanceof Refusal ? failure.code : failure instanceof Error ? failure.name : 'Error'

/** What went wrong, in words. */
export function messageOf(failure: unknown, language: Language): string {
  if (failure instanceof Refusal) {
    const t = translator(language)
    const places = failure.place.map(
      ({ path, reason, params }) => `\n  ${path}: ${t(`errors.reasons.${reason}`, params)}`,
    )
    return t(`errors.${failure.code}`, failure.params) + places.join('')
  }
  if (!(failure instanceof Error)) return String(failure)
  if (failure instanceof KeyFileFault && failure.code === 'missing') {
    return `${failure.message}, but this database needs it: what is sealed opens only with it. Put back your copy.`
  }
  return failure.message
}

/** In which language the shell wants to be spoken to. POSIX: LC_ALL before LC_MESSAGES before LANG. */
export function languageOf(env: Environment): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return locale.startsWith('ja') ? 'ja' : 'en'
}
