import { type Gathering, labelOfTag, type SaidLabel, tlpOfWord } from '#core/capture/index.ts'
import { type Line, placeOf } from './lines.ts'

/** Any writing of a label: `TLP:AMBER+STRICT`, `TLP: AMBER`, `【TLP:GREEN】`, `TLP 1 WHITE`, `TLPv2-CLEAR`. */
const LABEL =
  /(?<![a-z0-9])(TLP|PAP)(?: ?v?\.? ?([12])(?:\.0)?)?( ?[:=_-] ?| )(AMBER ?[+_ -] ?STRICT|[a-z]{3,12})(?![a-z0-9])/gi
/** A line that lists the labels explains them. */
const LEGEND = 3
const HEAD_LINES = 12
const LINE_MAX = 300

/** Labels that a line says, in its own words. */
export function labelsIn(text: string): SaidLabel[] {
  const plain = text.slice(0, LINE_MAX).normalize('NFKC')
  const labels = Array.from(
    plain.matchAll(LABEL),
    ([said, scheme = '', version, between = '', word = '']) => {
      const label = labelOfTag(`${scheme}:${word.replace(/ ?[+_ -] ?/, '+')}`)
      if (label === null) return null
      const known = label.tlp !== null || label.pap !== null
      // "TLP guidance" is a sentence, "TLP:BLUE" a label that does not exist
      if (!known && !/[:=]/.test(between)) return null
      return { ...label, said, tlp1: label.tlp1 || (version === '1' && label.tlp !== null) }
    },
  )
  return labels.filter((label) => label !== null)
}

/** Letters of a line beside its labels. */
const besides = (text: string): number =>
  text
    .normalize('NFKC')
    .replace(LABEL, '')
    .replace(/[^\p{L}\p{N}]/gu, '').length

/**
 * Takes the labels of a text from where labels are put: its first lines, headings, and lines that hold little else.
 * A label in a sentence speaks of something else.
 * @returns numbers of the lines that hold nothing else
 */
export function takeLabels(gathering: Gathering, lines: readonly Line[], where = ''): number[] {
  const spent: number[] = []
  let said = 0
  for (const line of lines) {
    if (line.text.trim() === '') continue
    said++
    if (!/TLP|PAP|ＴＬＰ|ＰＡＰ/i.test(line.text)) continue
    const rest = besides(line.text.slice(0, LINE_MAX))
    const marker = line.text.length <= LINE_MAX && rest <= 24
    if (said > HEAD_LINES && !line.heading && !marker) continue
    const labels = labelsIn(line.text)
    if (new Set(labels.map((label) => label.tlp ?? label.pap)).size >= LEGEND) continue
    for (const label of labels) gathering.label(label, placeOf(line, where))
    if (rest === 0 && labels.length > 0 && !line.heading) spent.push(line.number)
  }
  return spent
}

/** Takes the labels of one line, wherever in it they stand: a subject, a header. */
export function takeLabelsOf(gathering: Gathering, text: string, place: string): void {
  for (const label of labelsIn(text)) gathering.label(label, place)
}

/** A title without its label, and without what answering and passing on put before it. */
export function withoutLabel(title: string): string {
  const bare = title
    .normalize('NFKC')
    .replace(
      /[[(【<]? ?(?:TLP|PAP)(?: ?v?\.? ?[12](?:\.0)?)? ?[:=_ -] ?(?:AMBER ?[+_ -] ?STRICT|[a-z]{3,12}) ?[\])】>]?/gi,
      (said) => (labelsIn(said).length > 0 ? ' ' : said),
    )
    .replace(/^(?:\s*(?:re|fwd?|fw|aw|wg|転送|返信)\s*[:：]\s*)+/i, '')
    .replace(/^[\s:|/–-]+|[\s:|/–-]+$/g, '')
    .replace(/\s+/g, ' ')
  return bare === '' ? title.trim() : bare
}

/** `tlp: amber` of a front matter. */
export const labelOfField = (scheme: string, word: string): SaidLabel | null =>
  tlpOfWord(word.replace(/^tlp:/i, '')) === null && scheme === 'tlp' && /^tlp:/i.test(word)
    ? labelOfTag(word)
    : labelOfTag(`${scheme}:${word.replace(/^(?:tlp|pap):/i, '')}`)
