import type { AsViewer } from '#base/db/index.ts'
import type { Charter } from '#core/charter/index.ts'
import type { Tlp, Urgency } from '#core/envelope/index.ts'
import type { Disclosed } from '#core/policy/index.ts'
import { lookInto, type OpenPart } from '#people/access/index.ts'
import { formOf, type News } from './delivery.ts'
import type { Line } from './store.ts'

/** What a line says at the moment of sending. Nothing in it is more than its channel may carry. */
export interface Told {
  readonly news: News
  readonly size: 'full' | 'headline' | 'notice'
  readonly encrypted: boolean
  readonly number: string
  readonly exercise: boolean
  readonly urgency: Urgency | null
  readonly answerBy: string | null
  /** Of a full mail; else none. */
  readonly parts: readonly Disclosed<OpenPart>[]
  /** Of a headline: titles that the source wrote for clear channels. */
  readonly titles: readonly string[]
}

/**
 * What a line tells its recipient now. `see` is that recipient, in the one capacity in which he is written to, right
 * before it is sent; so what was withdrawn, or closed to him meanwhile, is not told.
 *
 * @returns undefined where there is nothing to tell any more
 */
export async function openDelivery(see: AsViewer, line: Line, charter: Charter): Promise<Told | undefined> {
  if (!line.known) return undefined
  const { number, exercise } = line
  const bare = { number, exercise, encrypted: false, size: 'notice', parts: [], titles: [] } as const
  if (line.cause === 'withdrawn-wrong' || line.cause === 'withdrawn-shared')
    return { ...bare, news: line.cause, urgency: null, answerBy: null }
  const { parts, locked, outdated, urgency, respondBy } = await lookInto(see, number)
  if (parts.length === 0 && locked === 0)
    return line.again && outdated > 0
      ? { ...bare, news: 'outdated', urgency: null, answerBy: null }
      : undefined
  const labels: Tlp[] = parts.map(({ envelope }) => envelope.tlp)
  if (locked > 0) labels.push('RED')
  const { encrypted, size } = formOf(charter, labels, line.key !== null)
  if (size === 'no') return undefined
  const titles = parts.flatMap(({ content }) => (content.clearTitle ? [content.clearTitle] : []))
  return {
    ...bare,
    news: line.cause === 'reminder' ? 'reminder' : line.again ? 'changed' : 'new',
    size,
    encrypted,
    urgency,
    answerBy: respondBy?.toISOString() ?? null,
    parts: size === 'full' ? parts : [],
    titles: size === 'headline' ? titles : [],
  }
}
