import { useState } from 'react'
import {
  Empty,
  ExerciseMark,
  Go,
  Loading,
  links,
  Note,
  Page,
  ProblemBox,
  TlpBadge,
  useAnswer,
  useGo,
  useKeys,
  useLanguage,
  useMe,
  useParam,
  useQueryParam,
  useText,
} from '#base/ui/index.ts'
import { strictestFirst } from '#core/envelope/index.ts'
import type { getWarning } from '../routes.ts'
import type { WarningState } from '../warning.ts'
import { because } from './board.tsx'
import { Captured } from './captured.tsx'
import { ChecksBlock } from './checks-block.tsx'
import { type Draft, newPart } from './composing.ts'
import { Conflict } from './conflict.tsx'
import { useFaults } from './contradictions.tsx'
import { Foot, useHindrance } from './foot.tsx'
import type { OpenWarning } from './marks.tsx'
import { rememberPreview } from './names.tsx'
import { OutsideSource } from './outside.tsx'
import { Parts } from './parts.tsx'
import { usePreview } from './previewing.tsx'
import { ReviewNote } from './review.tsx'
import { Restored, Saved } from './saved.tsx'
import { useSaving } from './saving.tsx'
import { When } from './when.tsx'
import { Who } from './who.tsx'
import { WhoReads } from './who-reads.tsx'
import { Why } from './why-fields.tsx'

/** Writes a warning: a new one, a draft, or the next version of what was released. */
export function Compose() {
  const t = useText()
  const param = useParam('number')
  const [draft, setDraft] = useQueryParam('draft')
  // once open, a composer stays the one it was: the address may learn its number meanwhile
  const [number] = useState(param || draft)
  const found = useAnswer<typeof getWarning>(
    '/api/warnings/{number}',
    { params: { number }, query: {} },
    { enabled: number !== '' },
  )
  const [loaded, load] = useState<OpenWarning | null>(null)
  if (found.data && !loaded) load(found.data)
  if (number !== '' && !loaded)
    return (
      <Page title={t('composer.title_edit')}>
        {found.error ? <ProblemBox error={found.error} retry={() => found.refetch()} /> : <Loading />}
      </Page>
    )
  if (loaded && !loaded.actions.edit?.allowed)
    return (
      <Page title={t('composer.title_edit')}>
        <Empty title={t('composer.cannot_edit')} action={<Go to={links.warning(number)}>{number}</Go>}>
          {because(t, loaded.actions.edit)}
        </Empty>
      </Page>
    )
  return <Composer loaded={loaded} named={param ? () => undefined : setDraft} />
}

function useEmptyDraft(): Draft {
  const t = useText()
  const { language } = useLanguage()
  const part = newPart('technical', { key: 'technical', language, purpose: t('composer.purpose_default') })
  return { attribution: null, exercise: false, urgency: 'normal', parts: [part] }
}

function Composer({ loaded, named }: { loaded: OpenWarning | null; named: (number: string) => void }) {
  const t = useText()
  const go = useGo()
  const { hat } = useMe()
  const saving = useSaving(useEmptyDraft(), loaded, named)
  const { draft, change } = saving
  const envelopes = draft.parts.map(({ envelope }) => envelope)
  const preview = usePreview(envelopes)
  const previews = preview.data?.parts ?? []
  rememberPreview(previews)
  const hindrance = useHindrance(draft, previews, preview.settled, saving)
  const release = async (): Promise<void> => {
    if (hindrance) return
    const number = await saving.saveNow()
    if (number) go(links.warningRelease(number))
  }
  const openChecks = async (): Promise<void> => {
    const number = await saving.saveNow()
    if (number) go(links.warningChecks(number))
  }
  useKeys([{ keys: 'mod+S', what: t('composer.save'), run: () => void saving.saveNow() }])

  const first = draft.parts[0]
  const title = loaded
    ? t(isOut(loaded.state as WarningState) ? 'composer.title_correct' : 'composer.title_edit')
    : t('composer.title')
  const shared = useFaults(previews)
  return (
    <Page
      title={title}
      marks={
        <>
          {draft.exercise && <ExerciseMark />}
          {strictestFirst(envelopes.map(({ tlp }) => tlp)).map((tlp) => (
            <TlpBadge key={tlp} tlp={tlp} />
          ))}
        </>
      }
      lead={
        <>
          {saving.number && <code>{saving.number}</code>} <Saved saving={saving} />
        </>
      }
    >
      <div className="composer">
        <WhoReads
          envelopes={envelopes}
          previews={previews}
          busy={!preview.settled}
          checks={<ChecksBlock draft={draft} revision={saving.at} open={() => void openChecks()} />}
          problem={
            preview.error ? <ProblemBox error={preview.error} retry={() => preview.refetch()} /> : null
          }
        />
        <form
          className="form composer-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void release()
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            void release()
          }}
        >
          <Restored saving={saving} />
          <ReviewNote
            review={saving.review}
            parts={draft.parts.map(({ id, envelope }) => ({ id, kind: envelope.kind }))}
          />
          {loaded && <Captured number={loaded.number} />}
          {saving.theirs && <Conflict saving={saving} />}
          {saving.state === 'failed' && <ProblemBox error={saving.problem} retry={() => saving.saveNow()} />}
          <Who draft={draft} settled={saving.number !== null} change={change} hat={hat} />
          <OutsideSource draft={draft} change={change} faults={shared} />
          <Parts draft={draft} change={change} previews={previews} saving={saving} />
          {first && (
            <>
              <fieldset>
                <legend>
                  <h2>{t('composer.when')}</h2>
                </legend>
                <When
                  envelope={first.envelope}
                  change={(field, at) => change((now) => onAll(now, { [field]: at }))}
                  faults={shared}
                />
              </fieldset>
              <Why
                draft={draft}
                change={change}
                onAll={(next) => change((now) => onAll(now, next))}
                faults={shared}
              />
            </>
          )}
          {draft.exercise && <Note kind="caution">{t('composer.exercise_what')}</Note>}
          <Foot hindrance={hindrance} saving={saving} />
        </form>
      </div>
    </Page>
  )
}

const isOut = (state: WarningState): boolean => state === 'live' || state === 'correcting'

/** Times, purpose and basis are the same on all parts. */
const onAll = (draft: Draft, next: Partial<Draft['parts'][number]['envelope']>): Draft => ({
  ...draft,
  parts: draft.parts.map((part) => ({ ...part, envelope: { ...part.envelope, ...next } })),
})
