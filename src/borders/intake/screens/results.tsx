import { Button } from '@mantine/core'
import { CaptureNotes, Go, LocalFault, links, ProblemBox, Section, useText } from '#base/ui/index.ts'
import { type Brought, clear, isRunning, type MadeDraft, NotSent } from './bringing.tsx'

/** How far the files are, and what came of each: its drafts, or why it was refused. */
export function Results({ files, again }: { files: readonly Brought[]; again: () => void }) {
  const t = useText()
  if (files.length === 0) return null
  const running = isRunning(files)
  const read = files.filter(({ progress: { state } }) => state === 'done' || state === 'refused').length
  const drafts = files.flatMap(({ progress }) => (progress.state === 'done' ? progress.drafts : [])).length
  const refused = files.filter(({ progress: { state } }) => state === 'refused').length
  return (
    <Section
      title={t('intake.results')}
      actions={
        !running && (
          <>
            <Button size="compact-sm" variant="default" onClick={again}>
              {t('intake.again')}
            </Button>
            <Button size="compact-sm" variant="subtle" onClick={clear}>
              {t('intake.clear')}
            </Button>
          </>
        )
      }
    >
      <p role="status">
        {running
          ? t('intake.progress', { done: read, total: files.length })
          : t('intake.all_done', { drafts, refused })}
      </p>
      {running && <progress className="read-so-far" max={files.length} value={read} aria-hidden />}
      <ul className="lines brought">
        {files.map((one) => (
          <li key={one.key}>
            <code>{one.name}</code>
            <Came of={one} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Came({ of: { progress } }: { of: Brought }) {
  const t = useText()
  if (progress.state === 'refused') return <ProblemBox error={useless(progress.problem, t)} />
  if (progress.state !== 'done') return <span className="dimmed">{t(`intake.${progress.state}`)}</span>
  return (
    <>
      <span className="dimmed">{t('intake.drafts', { count: progress.drafts.length })}</span>
      <ul className="lines">
        {progress.drafts.map((draft) => (
          <li key={draft.number}>
            <Draft draft={draft} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Draft({ draft: { number, title, format, indicators, exercise, notes } }: { draft: MadeDraft }) {
  const t = useText()
  return (
    <>
      <Go to={links.warningEdit(number)}>
        {exercise && `${t('common.exercise')} `}
        {title || t('intake.untitled')}
      </Go>{' '}
      <span className="dimmed">
        {[number, t(`intake.formats.${format}`), t('intake.indicators', { count: indicators })].join('・')}
      </span>
      {notes.length > 0 && (
        <details>
          <summary>{t('intake.notes', { count: notes.length })}</summary>
          <CaptureNotes of={notes} />
        </details>
      )}
    </>
  )
}

/** What was refused before it was sent, in words. */
const useless = (problem: unknown, t: ReturnType<typeof useText>): unknown =>
  problem instanceof NotSent
    ? new LocalFault(t(`intake.${problem.why}`), t(`intake.${problem.why}_what`), problem)
    : problem
