import {
  type Gathering,
  type Loose,
  objectAt,
  objectsAt,
  textAt,
  textsAt,
  tlpOfWord,
  unmarkedText,
} from '#core/capture/index.ts'
import { INDICATOR_NOTE, TECHNIQUE_NOTE, takeLines, takeTechniques } from './indicator-lines.ts'

/** Titles that say no more than the category of the note does. */
const PLAIN = /^(?:summary|description|topic|概要|要約|説明)?$/i
/** Ours, and whoever else marks a text as the victim's side. */
export const VICTIM = /^(?:被害内容|victim)/i

/** Thanks that some publishers put where the summary belongs. */
const THANKS =
  /^.{0,300}\breported (?:this|these|the|a|multiple|several)\b.{0,60}\bvulnerabilit(?:y|ies)\b.{0,80}$/is
/** What belongs before the vulnerabilities; the rest comes after. */
const isDetail = (category: string): boolean =>
  category === 'details' || category === 'summary' || category === 'description'

/** Notes of the document (CSAF 2.0 §3.2.1.8): summaries are for everybody, the rest is technical. */
export function takeNotes(document: Loose, which: 'details' | 'rest', gathering: Gathering): void {
  for (const [note, index] of objectsAt(document, 'notes')) {
    const [category, title] = [textAt(note, 'category'), textAt(note, 'title')]
    const text = unmarkedText(textAt(note, 'text'))
    const place = `document.notes[${index}]`
    if (isDetail(category) !== (which === 'details')) continue
    if (title === INDICATOR_NOTE)
      gathering.text('technical', title, takeLines(text, place, gathering).join('\n'))
    else if (title === TECHNIQUE_NOTE) takeTechniques(text, gathering)
    else if (VICTIM.test(title)) gathering.text('victim', '', text)
    else if (category === 'legal_disclaimer') gathering.note('left-out', place, { what: 'legal_disclaimer' })
    else if (text.length < 500 && THANKS.test(text))
      gathering.text('technical', 'CSAF', `acknowledgment: ${text}`)
    else if (category === 'summary' || category === 'description')
      gathering.text('summary', PLAIN.test(title) ? '' : title, text)
    else gathering.text('technical', title || category, text)
  }
}

/** CSAF 2.0 knows the words of TLP 1 alone; whoever must be stricter says so in the text beside. */
export function takeDistribution(document: Loose, version: '2.0' | '2.1', gathering: Gathering): void {
  const distribution = objectAt(document, 'distribution')
  if (!distribution) return
  const label = textAt(objectAt(distribution, 'tlp') ?? {}, 'label')
  const place = 'document.distribution.tlp.label'
  if (label !== '') {
    const tlp = tlpOfWord(label)
    // AMBER of TLP 1 let clients have it "as needed": whoever reads it as AMBER should know
    gathering.label(
      {
        said: `TLP:${label}`,
        tlp,
        pap: null,
        tlp1: version === '2.0' && (label === 'WHITE' || label === 'AMBER'),
      },
      place,
    )
  }
  const text = textAt(distribution, 'text')
  const inText = /\bTLP\s*:\s*(RED|AMBER\s*\+\s*STRICT|AMBER|GREEN|CLEAR|WHITE)\b/i
    .exec(text)?.[1]
    ?.replace(/\s/g, '')
  if (inText !== undefined && tlpOfWord(inText) !== tlpOfWord(label))
    gathering.label(
      { said: `TLP:${inText}`, tlp: tlpOfWord(inText), pap: null, tlp1: false },
      'document.distribution.text',
    )
  if (text !== '' && !/^disclosure is not limited$/i.test(text))
    gathering.text('technical', 'Distribution', text)
  if (objectAt(distribution, 'sharing_group'))
    gathering.note('narrow-distribution', 'document.distribution.sharing_group', {
      distribution: 'sharing-group',
    })
}

/** What is said of the advisory as a whole. */
export function takeStanding(document: Loose, gathering: Gathering): void {
  const tracking = objectAt(document, 'tracking') ?? {}
  const line = (what: string, said: string): void => {
    if (said !== '') gathering.text('technical', 'CSAF', `${what}: ${said}`)
  }
  line('category', textAt(document, 'category'))
  line('severity', textAt(objectAt(document, 'aggregate_severity') ?? {}, 'text'))
  line('status', textAt(tracking, 'status'))
  line('version', textAt(tracking, 'version'))
  line('released', textAt(tracking, 'initial_release_date'))
  line('changed', textAt(tracking, 'current_release_date'))
  line('distribution', textAt(objectAt(document, 'distribution') ?? {}, 'text'))
  for (const [thanks] of objectsAt(document, 'acknowledgments')) {
    const whom = [...textsAt(thanks, 'names'), textAt(thanks, 'organization')]
      .filter((name) => name !== '')
      .join(', ')
    line('acknowledgment', [whom, textAt(thanks, 'summary')].filter((text) => text !== '').join(' – '))
  }
}
