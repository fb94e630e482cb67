import type { ReactNode } from 'react'
import { useEither, useText } from '#base/ui/index.ts'
import type { Finding, Piece } from './checking.tsx'

const FIELDS = [
  'clearTitle',
  'headline',
  'text',
  'doNow',
  'changeNote',
  'passOn',
  'purpose',
  'basis',
  'details',
  'indicators',
] as const

/** What a finding is, in words: "Name of a member (Tokiwa Motors)". */
export function useFindingWords(): (finding: Pick<Finding, 'kind' | 'subject'>) => string {
  const t = useText()
  const either = useEither()
  return ({ kind, subject }) => {
    const words = t(`sanitisation.kind.${kind}`)
    if (!subject || kind === 'customer' || kind === 'product') return words
    const name =
      subject.own && subject.kind === 'team'
        ? t('sanitisation.own')
        : either(subject.name.ja, subject.name.en)
    return t('sanitisation.of', { kind: words, name })
  }
}

/** Where it stands, as its field is called. */
export function useFieldWords(): (path: string) => string {
  const t = useText()
  return (path) => {
    const root = path.split('.')[0]
    const field = FIELDS.find((one) => one === root)
    return field ? t(`sanitisation.field.${field}`) : path
  }
}

/** A text with its marked pieces. */
export const Marked = ({ pieces }: { pieces: readonly Piece[] }): ReactNode =>
  pieces.map((piece, index) =>
    piece.mark ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name, and are never moved
      <mark key={index}>{piece.text}</mark>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <span key={index}>{piece.text}</span>
    ),
  )
