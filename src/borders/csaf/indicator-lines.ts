import {
  type Gathering,
  isLoose,
  memberOf,
  type Sighted,
  textAt,
  textsAt,
  timeAt,
} from '#core/capture/index.ts'
import { CONFIDENCES, type Indicator, OBSERVABLE_TYPES } from '#core/observables/index.ts'

/**
 * CSAF has no place for indicators. Ours stand in a note with this title, one JSON object a line, so that people can
 * read them and programs too.
 */
export const INDICATOR_NOTE = 'Indicators (JSON lines)'

export const linesOf = (indicators: readonly Indicator[]): string =>
  indicators
    .map((one) =>
      JSON.stringify(Object.fromEntries(Object.entries(one).filter(([, said]) => !isNothing(said)))),
    )
    .join('\n')

const isNothing = (said: unknown): boolean =>
  said === null || said === '' || (Array.isArray(said) && said.length === 0)

/** Takes such a note in. Lines that are none of ours come back, to be kept as text. */
export function takeLines(text: string, place: string, gathering: Gathering): string[] {
  return text.split('\n').filter((line) => {
    const sighted = sightedOf(line)
    if (sighted) gathering.indicator(sighted, place)
    return !sighted && line.trim() !== ''
  })
}

function sightedOf(line: string): Sighted | null {
  let said: unknown
  try {
    said = JSON.parse(line)
  } catch {
    return null
  }
  if (!isLoose(said)) return null
  const type = OBSERVABLE_TYPES.find((one) => one === textAt(said, 'type'))
  const value = memberOf(said, 'value')
  if (!type || typeof value !== 'string') return null
  const size = memberOf(said, 'size')
  const confidence = textAt(said, 'confidence')
  return {
    types: [type],
    value,
    names: textsAt(said, 'names'),
    size: typeof size === 'number' ? size : null,
    objective: textAt(said, 'objective') === 'research' ? 'research' : 'detect',
    confidence: CONFIDENCES.find((one) => one === confidence) ?? null,
    firstSeen: timeAt(said, 'firstSeen'),
    lastSeen: timeAt(said, 'lastSeen'),
    comment: textAt(said, 'comment'),
  }
}

/** Neither has CSAF a place for techniques: one a line, `T1059 Command and Scripting Interpreter`. */
export const TECHNIQUE_NOTE = 'ATT&CK'

export function takeTechniques(text: string, gathering: Gathering): void {
  for (const line of text.split('\n')) {
    const [, id, name = ''] = /^[-*]?\s*(T\d{4}(?:\.\d{3})?)\b\s*(.*)$/.exec(line.trim()) ?? []
    if (id !== undefined) gathering.technique(id, name)
    else gathering.text('technical', TECHNIQUE_NOTE, line)
  }
}
