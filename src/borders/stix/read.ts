import { CAPTURE_LIMITS, CaptureFault, memberOf, type Reading, reading } from '#core/capture/index.ts'
import { unpack } from './bundle.ts'
import { captureOf } from './chapter.ts'
import { divide } from './divide.ts'
import { markingTable } from './markings.ts'
import { nameOf, type StixObject } from './object.ts'
import { worldOf } from './world.ts'

/**
 * Reads a STIX 2.1 or 2.0 bundle, a TAXII envelope, a list of objects or one object, given as parsed JSON: a capture
 * for each report or grouping, or one for all. Pure. What is odd becomes a note; what cannot be read, a refusal.
 */
export const readStix = (json: unknown): Reading =>
  reading(() => {
    const bundle = unpack(json)
    const over = bundle.objects.filter(isOver)
    const current = bundle.objects.filter((object) => !isOver(object))
    const chapters = divide(current)
    if (chapters.length > CAPTURE_LIMITS.captures) {
      throw new CaptureFault('capture_too_many', 'objects', `more than ${CAPTURE_LIMITS.captures} reports`)
    }
    const file = {
      format: `stix-${bundle.version}` as const,
      id: bundle.id,
      table: markingTable(bundle.objects),
      all: worldOf(bundle.objects),
    }
    return chapters.map((chapter, index) =>
      captureOf(chapter, file, (into) => {
        for (const odd of bundle.odd) if (index === 0 || odd[0] === 'old-version') into.note(...odd)
        if (index > 0) return
        for (const object of over)
          into.note('revoked', object.place, { what: object.type, value: nameOf(object) })
      }),
    )
  })

/** Withdrawn by its maker (STIX 2.1 §3.6); ATT&CK has a second word for it. */
const isOver = ({ raw }: StixObject): boolean =>
  memberOf(raw, 'revoked') === true || memberOf(raw, 'x_mitre_deprecated') === true
