import { Facts, useText } from '#base/ui/index.ts'
import type { Envelope } from '#core/envelope/index.ts'
import { type AnyTerm, rememberPreview, TermWords } from './names.tsx'
import { usePreview } from './previewing.tsx'

/** For the source: whom it addressed, in the words in which it was chosen. */
export function Addressed({ envelope }: { envelope: Envelope }) {
  const t = useText()
  const { include, exclude } = envelope.audience
  // people are named by appointment; who they are is told by the preview alone
  const preview = usePreview(include.some(({ kind }) => kind === 'appointment') ? [envelope] : [])
  rememberPreview(preview.data?.parts ?? [])
  return (
    <Facts
      of={[
        [t('warnings.board.addressed'), <Terms key="to" terms={include} />],
        ...(exclude.length > 0
          ? [[t('warnings.board.addressed_except'), <Terms key="except" terms={exclude} />] as const]
          : []),
      ]}
    />
  )
}

function Terms({ terms }: { terms: readonly AnyTerm[] }) {
  const t = useText()
  if (terms.length === 0) return t('composer.audience_none')
  return (
    <ul className="terms">
      {terms.map((term) => (
        <li key={JSON.stringify(term)} className="chip">
          <TermWords term={term} />
        </li>
      ))}
    </ul>
  )
}
