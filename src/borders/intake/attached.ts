import {
  CAPTURE_LIMITS,
  type Capture,
  type CaptureNote,
  type Reading,
  stricterPap,
  stricterTlp,
} from '#core/capture/index.ts'

/** A file that came with a mail, and what it said when it was read. */
export interface ReadAttachment {
  readonly name: string
  readonly reading: Reading
}

/**
 * A mail and the files that came with it: a capture for each. The label of the mail holds for the files too, where it is
 * the stricter; a file that is refused is a note on the mail, for the mail still says something.
 */
export function withAttached(mail: Reading, files: readonly ReadAttachment[]): Reading {
  if (!mail.ok) return mail
  const [letter] = mail.captures
  if (letter === undefined || files.length === 0) return mail
  const captures = files.flatMap(({ reading }) => (reading.ok ? reading.captures : []))
  const notes = files.flatMap(({ name, reading }): CaptureNote[] =>
    reading.ok
      ? []
      : [{ code: 'file-not-taken', place: 'attachment', params: { name, reason: reading.refusal.reason } }],
  )
  const all = [
    { ...letter, notes: [...letter.notes, ...notes] },
    ...captures.map((one) => underLabelOf(letter, one)),
  ]
  if (all.length <= CAPTURE_LIMITS.captures) return { ok: true, captures: all }
  return {
    ok: false,
    refusal: {
      code: 'capture_too_many',
      place: 'attachment',
      reason: `more than ${CAPTURE_LIMITS.captures} reports`,
    },
  }
}

function underLabelOf(letter: Capture, capture: Capture): Capture {
  const [outer, inner] = [letter.tlp.label, capture.tlp.label]
  const label = outer === null || inner === null ? (outer ?? inner) : stricterTlp(outer, inner)
  const pap =
    letter.pap === null || capture.pap === null
      ? (letter.pap ?? capture.pap)
      : stricterPap(letter.pap, capture.pap)
  const dropped = outer !== null && inner !== null && outer !== inner
  const notes = capture.notes.filter(({ code }) => code !== 'no-label' || label === null)
  const both: CaptureNote = {
    code: 'two-labels',
    place: 'mail',
    params: { kept: label ?? '', dropped: (label === inner ? outer : inner) ?? '' },
  }
  return {
    ...capture,
    tlp: { label, said: [...new Set([...letter.tlp.said, ...capture.tlp.said])] },
    pap,
    exercise: letter.exercise || capture.exercise,
    notes: dropped ? [...notes, both] : notes,
  }
}
