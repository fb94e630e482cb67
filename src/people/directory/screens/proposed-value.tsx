import { Mono, useEither, useText } from '#base/ui/index.ts'
import type { TeamRole, Tie } from '../appointment.ts'
import type { ProposedField } from '../proposal.ts'
import { TieWords } from './appointing.tsx'
import { Lines, PersonName, useCodes } from './words.tsx'

/** What the API sends as the value of a proposal, by field. */
type Sent =
  | { readonly field: 'sector' | 'district' | 'kind'; readonly value: string }
  | {
      readonly field: 'domains' | 'networks' | 'legalEntities' | 'boundContractors'
      readonly value: string[]
    }
  | { readonly field: 'releaseRoles'; readonly value: TeamRole[] }
  | { readonly field: 'email'; readonly value: { readonly person: string; readonly email: string } }
  | {
      readonly field: 'keys'
      readonly value: {
        readonly person: string | null
        readonly key: {
          readonly fingerprint: string
          readonly algorithm: string
          readonly userIds: string[]
          readonly expiresAt: string | null
        }
      }
    }
  | {
      readonly field: 'poc'
      readonly value: {
        readonly person:
          | { readonly id: string }
          | { readonly nameJa: string; readonly nameEn: string; readonly email: string }
        readonly tie: Tie
        readonly firm: string | null
      }
    }

/** A proposed value in words. */
export function ProposedValue({ of }: { of: { readonly field: ProposedField; readonly value: unknown } }) {
  const t = useText()
  const either = useEither()
  const { word } = useCodes()
  const { field, value } = of as Sent
  switch (field) {
    case 'sector':
    case 'district':
    case 'kind':
      return <>{word(field, value)}</>
    case 'domains':
    case 'networks':
      return <Lines of={value.map((one) => <Mono key={one}>{one}</Mono>)} />
    case 'legalEntities':
    case 'boundContractors':
      return <Lines of={value} />
    case 'releaseRoles':
      return <>{value.map((role) => t(`people.role.${role}`)).join(t('app.list_comma'))}</>
    case 'email':
      return (
        <Lines of={[<PersonName key="who" id={value.person} />, <Mono key="mail">{value.email}</Mono>]} />
      )
    case 'keys':
      return (
        <Lines
          of={[
            value.person ? <PersonName key="who" id={value.person} /> : t('directory.key_of_team'),
            <Mono key="print">{value.key.fingerprint.toUpperCase()}</Mono>,
            value.key.userIds.join(t('app.list_comma')),
            `${value.key.algorithm} · ${value.key.expiresAt ? t('directory.until_day', { day: value.key.expiresAt.slice(0, 10) }) : t('directory.no_expiry')}`,
          ]}
        />
      )
    case 'poc':
      return (
        <Lines
          of={[
            'id' in value.person ? (
              <PersonName key="who" id={value.person.id} />
            ) : (
              `${either(value.person.nameJa, value.person.nameEn)} <${value.person.email}>`
            ),
            <TieWords key="tie" of={value} />,
          ]}
        />
      )
  }
}
