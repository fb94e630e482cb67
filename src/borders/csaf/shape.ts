import { isLoose, type Loose, objectAt, textAt } from '#core/capture/index.ts'

export type CsafShape =
  | { readonly is: 'advisory'; readonly version: '2.0' | '2.1'; readonly advisory: Loose }
  /** Of CSAF, but no advisory. */
  | { readonly is: 'other'; readonly what: string }

/** What of CSAF a file is: an advisory, or one of the files around advisories. Null: nothing of CSAF. */
export function csafShape(json: unknown): CsafShape | null {
  if (!isLoose(json)) return null
  const document = objectAt(json, 'document')
  if (
    document &&
    ('csaf_version' in document || (objectAt(document, 'tracking') && objectAt(document, 'publisher')))
  ) {
    const version = textAt(document, 'csaf_version')
    if (version === '2.0' || version === '2.1' || version === '')
      return { is: 'advisory', version: version === '2.1' ? '2.1' : '2.0', advisory: json }
    return { is: 'other', what: `CSAF ${version.slice(0, 20)}, which is not read` }
  }
  if ('aggregator' in json && 'aggregator_version' in json)
    return { is: 'other', what: 'the list of a CSAF aggregator' }
  if ('metadata_version' in json && 'publisher' in json)
    return { is: 'other', what: 'the metadata of a CSAF provider' }
  const feed = objectAt(json, 'feed')
  return feed &&
    Array.isArray(feed.entry) &&
    JSON.stringify(feed.category ?? feed.link ?? '').includes('csaf')
    ? { is: 'other', what: 'a ROLIE feed: a list of advisories, not an advisory' }
    : null
}
