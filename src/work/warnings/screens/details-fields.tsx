import { Button } from '@mantine/core'
import { useState } from 'react'
import { TickField, useText } from '#base/ui/index.ts'
import type { Details } from '#core/observables/index.ts'
import type { Content } from './composing.ts'
import {
  entriesOf,
  NO_DETAILS,
  paragraphs,
  plainLines,
  productLines,
  techniqueLines,
  vulnerabilityLines,
} from './details-lines.ts'
import { LinesField } from './lines-field.tsx'

type Circumstance = keyof Details['circumstances']

const CIRCUMSTANCES: ReadonlyArray<readonly [Circumstance, 'lures_hint' | 'abusedCustoms_hint' | null]> = [
  ['mailSubjects', null],
  ['senderNames', null],
  ['lures', 'lures_hint'],
  ['impersonated', null],
  ['abusedCustoms', 'abusedCustoms_hint'],
  ['telephones', null],
  ['bankAccounts', null],
]

const line = plainLines()
const address = plainLines(2000)

/** What a part says in fields beside its text: techniques, weaknesses, products, references, how it came to people. */
export function DetailsFields({
  content,
  lang,
  change,
}: {
  content: Content
  lang: string
  change: (next: Partial<Content>) => void
}) {
  const t = useText()
  const details = content.details ?? NO_DETAILS
  const count = entriesOf(details)
  const [open] = useState(count > 0)
  const [told] = useState(Object.values(details.circumstances).some(({ length }) => length > 0))
  const put = (next: Partial<Details>) => change({ details: { ...details, ...next } })
  return (
    <details open={open}>
      <summary>
        {t('intake.fields')}{' '}
        <span className="dimmed">{count > 0 ? t('common.items', { count }) : t('intake.fields_none')}</span>
      </summary>
      <div className="fields">
        <TakeFromText content={content} details={details} put={put} />
        <LinesField
          label={t('intake.techniques')}
          hint={`${t('intake.each_line')} ${t('intake.techniques_hint')}`}
          lines={techniqueLines}
          value={details.techniques}
          onChange={(techniques) => put({ techniques })}
        />
        <LinesField
          label={t('intake.vulnerabilities')}
          hint={`${t('intake.each_line')} ${t('intake.vulnerabilities_hint')}`}
          lines={vulnerabilityLines}
          value={details.vulnerabilities}
          onChange={(vulnerabilities) => put({ vulnerabilities })}
        />
        <Exploited of={details.vulnerabilities} change={(vulnerabilities) => put({ vulnerabilities })} />
        <LinesField
          label={t('intake.products')}
          hint={`${t('intake.each_line')} ${t('intake.products_hint')}`}
          lang={lang}
          lines={productLines}
          value={details.products}
          onChange={(products) => put({ products })}
        />
        <LinesField
          label={t('intake.references')}
          hint={`${t('intake.each_line')} ${t('intake.references_hint')}`}
          lines={address}
          value={details.references}
          onChange={(references) => put({ references })}
        />
        <details open={told}>
          <summary>{t('intake.circumstances')}</summary>
          <div className="fields">
            {CIRCUMSTANCES.map(([name, hint]) => (
              <LinesField
                key={name}
                label={t(`intake.${name}`)}
                hint={hint ? t(`intake.${hint}`) : t('intake.each_line')}
                lang={lang}
                lines={name === 'lures' ? paragraphs : line}
                value={details.circumstances[name]}
                onChange={(entries) => put({ circumstances: { ...details.circumstances, [name]: entries } })}
              />
            ))}
          </div>
        </details>
      </div>
    </details>
  )
}

/** Which of the weaknesses are known to be exploited; with the score that their source gave. */
function Exploited({
  of,
  change,
}: {
  of: Details['vulnerabilities']
  change: (next: Details['vulnerabilities']) => void
}) {
  const t = useText()
  return of.map(({ id, cvss, exploited }) => (
    <TickField
      key={id}
      label={t('intake.exploited_of', { id })}
      hint={cvss?.score != null ? t('intake.cvss', { score: cvss.score }) : undefined}
      checked={exploited === true}
      onChange={({ currentTarget: { checked } }) =>
        change(of.map((one) => (one.id === id ? { ...one, exploited: checked } : one)))
      }
    />
  ))
}

/** Numbers of weaknesses and techniques that stand in the text, put into the fields by one press. */
function TakeFromText({
  content: { headline, text, doNow },
  details,
  put,
}: {
  content: Content
  details: Details
  put: (next: Partial<Details>) => void
}) {
  const t = useText()
  const [taken, setTaken] = useState<number | null>(null)
  const take = async (): Promise<void> => {
    const { findCves, findTechniques } = await import('#core/observables/index.ts')
    const all = [headline, text, doNow].join('\n')
    const known = new Set([...details.vulnerabilities, ...details.techniques].map(({ id }) => id))
    const fresh = (ids: readonly string[]) => [...new Set(ids)].filter((id) => !known.has(id))
    const cves = fresh(findCves(all)).map((id) => ({ id, cvss: null, exploited: null }))
    const techniques = fresh(findTechniques(all)).map((id) => ({ id, name: '' }))
    setTaken(cves.length + techniques.length)
    put({
      vulnerabilities: [...details.vulnerabilities, ...cves],
      techniques: [...details.techniques, ...techniques],
    })
  }
  return (
    <div className="actions">
      <Button size="xs" variant="default" onClick={() => void take()}>
        {t('intake.take_from_text')}
      </Button>
      <span role="status" className="dimmed">
        {taken !== null &&
          (taken > 0 ? t('intake.taken_from_text', { count: taken }) : t('intake.nothing_in_text'))}
      </span>
    </div>
  )
}
