import { Button } from '@mantine/core'
import { CopyButton, useText } from '#base/ui/index.ts'
import type { Draft } from './composing.ts'
import { partNames } from './part-names.ts'
import type { Saving } from './saving.tsx'

/** Two people saved: both texts side by side, until one is chosen. Nothing is thrown away before. */
export function Conflict({ saving: { draft, theirs, settle } }: { saving: Saving }) {
  const t = useText()
  if (!theirs) return null
  return (
    <section className="note note-caution conflict" role="alert" aria-labelledby="conflict-title">
      <h2 id="conflict-title">{t('composer.conflict_title')}</h2>
      <p>{t('composer.conflict_what')}</p>
      <div className="pair">
        <Side title={t('composer.mine')} draft={draft}>
          <Button onClick={() => settle('mine')}>{t('composer.keep_mine')}</Button>
        </Side>
        <Side title={t('composer.theirs')} draft={theirs}>
          <Button variant="default" onClick={() => settle('theirs')}>
            {t('composer.take_theirs')}
          </Button>
        </Side>
      </div>
    </section>
  )
}

function Side({ title, draft, children }: { title: string; draft: Draft; children: React.ReactNode }) {
  const t = useText()
  const names = partNames(
    draft.parts.map(({ envelope }) => envelope.kind),
    t,
  )
  const text = draft.parts
    .map(({ content: { headline, text, doNow } }, index) =>
      [names[index], headline, text, doNow].filter(Boolean).join('\n'),
    )
    .join('\n\n')
  return (
    <div>
      <h3>{title}</h3>
      <div className="part-text part-old">{text}</div>
      <div className="actions">
        {children}
        <CopyButton text={text} />
      </div>
    </div>
  )
}
