import type { ReactNode } from 'react'
import { Facts, useText } from '#base/ui/index.ts'
import type { Details } from '#core/observables/index.ts'

type Said = readonly [name: string, entries: readonly ReactNode[]]

/** What a part says in fields, for its readers: nothing of it is a link, for nobody has looked where it leads. */
export function DetailsRead({ of, lang }: { of: Details; lang: string }) {
  const t = useText()
  const { techniques, vulnerabilities, products, references, circumstances } = of
  const said: readonly Said[] = [
    [t('intake.techniques'), techniques.map(({ id, name }) => `${id} ${name}`.trim())],
    [
      t('intake.vulnerabilities'),
      vulnerabilities.map(({ id, cvss, exploited }) => (
        <>
          {id}
          {cvss?.score != null && ` ${t('intake.cvss', { score: cvss.score })}`}{' '}
          {exploited && <strong>{t('intake.exploited')}</strong>}
        </>
      )),
    ],
    [
      t('intake.products'),
      products.map(({ vendor, name, versions }) => [vendor, name, versions].filter(Boolean).join(' / ')),
    ],
    [t('intake.references'), references.map((one) => <code key={one}>{one}</code>)],
    ...(Object.keys(circumstances) as (keyof Details['circumstances'])[]).map(
      (name): Said => [t(`intake.${name}`), circumstances[name]],
    ),
  ]
  const shown = said.filter(([, entries]) => entries.length > 0)
  if (shown.length === 0) return null
  return (
    <div lang={lang}>
      <Facts
        of={shown.map(([name, entries]) => [
          name,
          <ul key={name} className="lines said-lines">
            {entries.map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they do not change places
              <li key={index}>{entry}</li>
            ))}
          </ul>,
        ])}
      />
    </div>
  )
}
