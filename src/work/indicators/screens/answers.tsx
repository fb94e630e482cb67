import { Go, links, Moment, Mono, Note, Rows, Section, TlpBadge, useText } from '#base/ui/index.ts'
import { defang } from '#core/observables/index.ts'
import type { Asked, Asking, Hit } from './look-up.tsx'

/** Values that are told one by one; what is beyond is a number. */
const SHOWN = 500

/** Which of the values stand in warnings, each with its warnings; and those that stand in none. */
export function Answers({ of: { asked, done, hits } }: { of: Asking }) {
  const t = useText()
  const byValue = new Map<number, Hit[]>()
  for (const hit of hits) byValue.set(hit.asked, [...(byValue.get(hit.asked) ?? []), hit])
  const told = [...byValue].sort(([a], [b]) => a - b)
  const missing = asked.slice(0, done).filter((_, index) => !byValue.has(index))
  const title =
    told.length > 0
      ? t('indicators.look_up_hits', { count: told.length, total: done })
      : t('indicators.look_up_none', { total: done })
  return (
    <Section title={title}>
      {told.length === 0 && <Note>{t('indicators.look_up_none_what')}</Note>}
      <div className="look-up-rows">
        <Rows
          caption={title}
          rows={told}
          keyOf={([index]) => String(index)}
          empty={null}
          columns={[
            {
              head: t('indicators.look_up_asked'),
              heads: true,
              cell: ([index]) => <Value asked={asked[index]} />,
            },
            {
              head: t('indicators.look_up_in'),
              wide: true,
              cell: ([, found]) => (
                <ul className="lines look-up-hits">
                  {found.map((hit) => (
                    <li key={`${hit.number} ${hit.type} ${hit.value}`}>
                      <InWarning hit={hit} />
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      </div>
      {missing.length > 0 && (
        <details>
          <summary>{t('indicators.look_up_missing', { count: missing.length })}</summary>
          {told.length > 0 && <p className="dimmed">{t('indicators.look_up_none_what')}</p>}
          <ul className="lines">
            {missing.slice(0, SHOWN).map((one) => (
              <li key={`${one.type} ${one.value}`}>
                <code>{one.shown}</code>
              </li>
            ))}
          </ul>
          {missing.length > SHOWN && (
            <p className="dimmed">{t('intake.and_more', { count: missing.length - SHOWN })}</p>
          )}
        </details>
      )}
    </Section>
  )
}

function Value({ asked }: { asked: Asked | undefined }) {
  const t = useText()
  if (!asked) return null
  return (
    <>
      <Mono>{asked.shown}</Mono>{' '}
      {asked.type && <span className="dimmed">{t(`indicators.types.${asked.type}`)}</span>}
    </>
  )
}

function InWarning({
  hit: { number, headline, language, tlp, objective, near, type, value, releasedAt },
}: {
  hit: Hit
}) {
  const t = useText()
  return (
    <>
      <TlpBadge tlp={tlp} />{' '}
      <Go to={links.warning(number)}>
        <span lang={language}>{headline || number}</span>
      </Go>{' '}
      <span className="dimmed">
        {t(`indicators.objectives.${objective}`)}・<Moment at={releasedAt} />
        {near &&
          `・${t('indicators.look_up_as', { value: defang(type, value), what: t(`indicators.near.${near}`) })}`}
      </span>
    </>
  )
}
