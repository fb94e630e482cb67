import { Button } from '@mantine/core'
import { useText } from '#base/ui/index.ts'
import { useCheck } from './checking.tsx'
import type { Draft } from './composing.ts'
import { useFieldWords, useFindingWords } from './finding-words.tsx'
import { SmallWorlds } from './small-world.tsx'

/** Things told one by one beside the text; the rest is a number. */
const SHOWN = 6

/** The check of what is being written, beside it (R6): what was found, and the way to replace it. */
export function ChecksBlock({
  draft,
  revision,
  open,
}: {
  draft: Draft
  /** Changes when what the server keeps has changed: indicators are there alone. */
  revision: unknown
  open: () => void
}) {
  const t = useText()
  const kindOf = useFindingWords()
  const fieldOf = useFieldWords()
  const check = useCheck(draft, revision)
  const findings = check.data?.findings ?? []
  const things = [...Map.groupBy(findings, ({ key }) => key).values()]
  return (
    <section className="checks-block" aria-label={t('sanitisation.block.title')}>
      <div className="section-head">
        <h2>{t('sanitisation.block.title')}</h2>
      </div>
      <p role="status">
        {check.error
          ? t('sanitisation.block.failed')
          : check.data === undefined
            ? draft.attribution && t('sanitisation.block.loading')
            : findings.length === 0
              ? t('sanitisation.block.clear')
              : t('sanitisation.block.open', { count: findings.length })}
      </p>
      {findings.length > 0 && (
        <>
          <ul className="checks-found">
            {things.slice(0, SHOWN).map((same) => {
              const [first] = same
              return (
                first && (
                  <li key={first.key}>
                    <strong>{first.said}</strong>
                    <span className="dimmed">
                      {kindOf(first)} · {[...new Set(same.map(({ path }) => fieldOf(path)))].join(' · ')}
                    </span>
                  </li>
                )
              )
            })}
          </ul>
          {things.length > SHOWN && (
            <p className="dimmed">{t('sanitisation.block.more', { count: things.length - SHOWN })}</p>
          )}
          <Button size="xs" variant="default" onClick={open}>
            {t('sanitisation.block.see')}
          </Button>
        </>
      )}
      <SmallWorlds of={check.data?.smallWorlds ?? []} />
    </section>
  )
}
