import type { Context } from 'hono'
import type { Database } from '#base/db/index.ts'
import type { Language, Translate } from '#base/i18n/index.ts'
import { translator } from '#base/i18n/index.ts'
import { Refusal } from '#core/errors/index.ts'
import type { Asker } from '#core/policy/index.ts'
import type { FreshAct, Identified, Session } from './authenticator.ts'
import type { Asked } from './door.ts'
import { type HttpDeps, type HttpEnv, languageOf } from './ground.ts'
import type { Taken } from './intake.ts'
import type { DoorRoute } from './route.ts'

type Whatever = Asked<DoorRoute>

/** One request as its handler sees it. What few handlers want is made when one of them asks. */
export class Asking implements Whatever {
  readonly params: Whatever['params']
  readonly query: Whatever['query']
  readonly body: Whatever['body']
  readonly asker: Asker
  readonly session: Session | null
  readonly scopes: readonly string[]
  readonly db: Database
  readonly at: Date
  readonly deps: HttpDeps
  readonly request: Request
  readonly address: string
  readonly context: Context<HttpEnv>
  private readonly identified: Identified
  private spoken: Language | null
  private added: Headers | undefined

  constructor(
    context: Context<HttpEnv>,
    deps: HttpDeps,
    address: string,
    identified: Identified,
    taken: Taken,
    language = identified.language,
  ) {
    this.params = taken.params as Whatever['params']
    this.query = taken.query as Whatever['query']
    this.body = taken.body as Whatever['body']
    this.asker = identified.asker
    this.session = identified.session
    this.scopes = identified.scopes
    this.db = deps.db
    this.at = deps.now()
    this.deps = deps
    this.request = context.req.raw
    this.address = address
    this.context = context
    this.identified = identified
    this.spoken = language
    this.added = undefined
  }

  get language(): Language {
    this.spoken ??= languageOf(this.context, this.deps.language)
    return this.spoken
  }

  get t(): Translate {
    return translator(this.language)
  }

  get headers(): Headers {
    this.added ??= new Headers()
    return this.added
  }

  /** The headers that were added, if any were. */
  get headersAdded(): Headers | undefined {
    return this.added
  }

  get demandFresh(): Whatever['demandFresh'] {
    return (act) => requireFresh(this.deps, this.context, this.identified, act)
  }

  speaking(language: Language): Asking {
    return new Asking(this.context, this.deps, this.address, this.identified, this, language)
  }
}

/** @throws {Refusal} fresh_sign_in_required, telling for what */
export async function requireFresh(
  deps: HttpDeps,
  context: Context<HttpEnv>,
  identified: Identified,
  act: FreshAct['act'],
): Promise<void> {
  const wanted = { act, subject: `${context.req.method} ${context.req.path}` }
  if (!(await deps.authenticator.isFresh(identified, wanted)))
    throw new Refusal('fresh_sign_in_required', { params: wanted })
}
