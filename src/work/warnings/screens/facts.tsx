import type { ReactNode } from 'react'
import { Moment, TlpBadge, useText } from '#base/ui/index.ts'
import { papLabel } from '#core/envelope/index.ts'
import type { OpenPart } from './marks.tsx'

/** A name and what it is. */
export type Fact = readonly [string, ReactNode]

type Said = { readonly name: string; readonly value: string; readonly shown: ReactNode }

/** What the envelopes say, split: what all parts have in common is said once, the rest at its part. */
export function useFacts(parts: readonly OpenPart[]): {
  readonly common: Fact[]
  readonly of: (part: OpenPart) => Fact[]
} {
  const t = useText()
  const saidOf = ({ envelope, language, releasedAt }: OpenPart): Said[] => {
    const words = (name: string, value: string): Said => ({
      name,
      value,
      shown: <span lang={language}>{value}</span>,
    })
    const moment = (name: string, at: string | null): Said => ({
      name,
      value: at ?? '',
      shown: at && <Moment at={at} />,
    })
    return [
      words(t('warnings.read.pass_on'), envelope.passOn),
      {
        name: t('composer.employees_only'),
        value: envelope.employeesOnly ? 'yes' : '',
        shown: t('warnings.read.employees_only'),
      },
      {
        name: t('warnings.read.pap'),
        value: envelope.pap ?? '',
        shown: envelope.pap && `${papLabel(envelope.pap)} – ${t(`composer.pap_words.${envelope.pap}`)}`,
      },
      {
        name: t('intake.outside_source'),
        value: envelope.outside ? JSON.stringify(envelope.outside) : '',
        shown: envelope.outside && (
          <>
            <span lang={language}>{envelope.outside.source}</span>{' '}
            {envelope.outside.label && <TlpBadge tlp={envelope.outside.label} />}
          </>
        ),
      },
      words(t('warnings.read.purpose'), envelope.purpose),
      words(t('warnings.read.basis'), envelope.basis),
      moment(t('warnings.read.observed'), envelope.observedAt),
      moment(t('warnings.read.released'), releasedAt),
      moment(t('warnings.read.valid_until'), envelope.validUntil),
      moment(t('warnings.read.readable_until'), envelope.readableUntil),
      { name: t('composer.language'), value: language, shown: t(`warnings.read.written_in_${language}`) },
    ]
  }
  const all = parts.map(saidOf)
  const isCommon = ({ name, value }: Said): boolean =>
    all.every((said) => said.some((one) => one.name === name && one.value === value))
  const facts = (said: readonly Said[]): Fact[] =>
    said.filter(({ value }) => value !== '').map(({ name, shown }) => [name, shown] as const)
  return {
    common: facts((all[0] ?? []).filter(isCommon)),
    of: (part) => facts(saidOf(part).filter((said) => !isCommon(said))),
  }
}
