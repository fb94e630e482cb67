import { type Gathering, type Loose, objectAt, objectsAt, textAt } from '#core/capture/index.ts'

/**
 * What of the format's own rules a file breaks, so far as it matters to whoever passes it on. Told, never a reason to
 * refuse: the whole set of tests belongs to the writer (see the tests beside `write.ts`).
 */
export function noteFaults(advisory: Loose, gathering: Gathering): void {
  const document = objectAt(advisory, 'document') ?? {}
  const tracking = objectAt(document, 'tracking') ?? {}
  const missing = (holder: Loose, key: string, place: string): void => {
    if (textAt(holder, key) === '')
      gathering.note('not-valid', `${place}.${key}`, { rule: `schema: ${place}.${key}` })
  }
  for (const key of ['title', 'category', 'csaf_version']) missing(document, key, 'document')
  missing(objectAt(document, 'publisher') ?? {}, 'name', 'document.publisher')
  for (const key of ['id', 'version', 'status', 'initial_release_date', 'current_release_date'])
    missing(tracking, key, 'document.tracking')
  const cves = objectsAt(advisory, 'vulnerabilities').flatMap(([one]) => textAt(one, 'cve') || [])
  if (new Set(cves).size < cves.length) gathering.note('not-valid', 'vulnerabilities', { rule: '6.1.23' })
  const revisions = objectsAt(tracking, 'revision_history').map(([revision]) => textAt(revision, 'number'))
  if (
    revisions.length > 0 &&
    !revisions.includes(textAt(tracking, 'version')) &&
    textAt(tracking, 'status') !== 'draft'
  )
    gathering.note('not-valid', 'document.tracking.version', { rule: '6.1.16' })
  const category = textAt(document, 'category')
  const hasVulnerabilities = objectsAt(advisory, 'vulnerabilities').length > 0
  if (category === 'csaf_informational_advisory' && hasVulnerabilities)
    gathering.note('not-valid', 'vulnerabilities', { rule: '6.1.27.3' })
  if (['csaf_security_advisory', 'csaf_vex'].includes(category) && !objectAt(advisory, 'product_tree'))
    gathering.note('not-valid', 'product_tree', { rule: '6.1.27.4' })
}
