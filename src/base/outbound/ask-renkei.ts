/** One request to a Renkei, as a team. */
export interface Asked {
  /** `https://renkei.example.org`; plain http only on this machine (config). */
  readonly origin: string
  readonly key: string
  /** With its query. */
  readonly path: string
  readonly body: Uint8Array
  /** In which a refusal is told. */
  readonly language: string
}

export interface Answered {
  readonly status: number
  /** JSON: the value, or the problem document. */
  readonly said: unknown
}

const MS = 120_000
/** How often a server that is busy is asked again. */
const TRIES = 8

/**
 * Sends a file to the Renkei that the operator of this shell named: not to an address that somebody typed into a form,
 * so the rules of `createOutbound` do not bind it. Follows no redirect, which would carry the key elsewhere. Waits and asks
 * again where the server says that it is busy.
 *
 * @throws {Error} whatever keeps an answer from coming
 */
export async function askRenkei(asked: Asked): Promise<Answered> {
  for (let tried = 1; ; tried++) {
    const answer = await fetch(asked.origin + asked.path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${asked.key}`,
        'content-type': 'application/octet-stream',
        'accept-language': asked.language,
      },
      body: new Uint8Array(asked.body),
      redirect: 'error',
      signal: AbortSignal.timeout(MS),
    })
    const wait = Number(answer.headers.get('retry-after'))
    if ((answer.status === 429 || answer.status === 503) && wait > 0 && tried < TRIES) {
      await answer.body?.cancel()
      await new Promise((resolve) => setTimeout(resolve, Math.min(wait, 30) * 1_000))
      continue
    }
    const isJson = /^application\/(problem\+)?json/.test(answer.headers.get('content-type') ?? '')
    return { status: answer.status, said: isJson ? await answer.json() : null }
  }
}
