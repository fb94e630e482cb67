/**
 * Characters that deceive a reader or a program. Sources: Unicode TR36 §2.5 and TR39, the bidirectional
 * controls of UAX #9, CVE-2021-42574 ("Trojan Source").
 */

// Explicit embeddings, overrides and isolates: text reads otherwise than it is stored. LRM, RLM and ALM only
// nudge, and stand legitimately in prose, but nowhere in a name.
const bidirectional = /[\u202a-\u202e\u2066-\u2069]/u
const bidirectionalMarks = /[\u200e\u200f\u061c]/u

// Nothing is drawn, yet two names differ. Joiners and variation selectors stay: names need them (異体字, emoji).
const invisible =
  /\u034f|[\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/u

// C0, DEL, C1, line and paragraph separator.
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u
const controlInProse = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/u

/** The first character that one line of text may not hold, or null. */
export const forbiddenInLine = (text: string): string | null =>
  first(text, control, bidirectional, bidirectionalMarks, invisible)

/** The first character that text of several lines may not hold, or null. */
export const forbiddenInProse = (text: string): string | null => first(text, controlInProse, bidirectional)

/** How a person is told of a character that cannot be seen: `U+202E`. */
export const codePointName = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

function first(text: string, ...classes: RegExp[]): string | null {
  if (!text.isWellFormed()) return text.match(/\p{Surrogate}/u)?.[0] ?? '\ufffd'
  for (const one of classes) {
    const found = text.match(one)
    if (found) return found[0]
  }
  return null
}
