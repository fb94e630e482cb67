import { Button } from '@mantine/core'
import { useState } from 'react'
import {
  CaptureNotes,
  call,
  Facts,
  Moment,
  Mono,
  ProblemBox,
  Section,
  saveFile,
  useAnswer,
  useText,
} from '#base/ui/index.ts'
import type { getCapture, getOriginal } from '../routes.ts'

/** For the source of a warning that was made of a file: which, what was odd in it, and the file itself. */
export function Captured({ number }: { number: string }) {
  const t = useText()
  // most warnings were written by hand: the door says that there is nothing
  const found = useAnswer<typeof getCapture>('/api/warnings/{number}/capture', { params: { number } })
  if (!found.data) return null
  const { fileName, format, source, reference, takenAt, notes } = found.data
  return (
    <Section title={t('intake.from_file')} actions={<Original number={number} name={fileName} />}>
      <p className="dimmed">{t('intake.from_file_what')}</p>
      <Facts
        of={[
          [t('intake.file'), <Mono key="file">{fileName}</Mono>],
          [t('intake.format'), t(`intake.formats.${format}`)],
          ...(source ? [[t('intake.said_source'), source] as const] : []),
          ...(reference
            ? [
                [
                  t('intake.reference'),
                  <Mono key="reference" copy>
                    {reference}
                  </Mono>,
                ] as const,
              ]
            : []),
          [t('intake.taken_at'), <Moment key="at" at={takenAt} />],
        ]}
      />
      {notes.length === 0 ? (
        <p>{t('intake.no_notes')}</p>
      ) : (
        <details open={notes.length <= 3}>
          <summary>
            {t('intake.notes')} <span className="dimmed">{t('common.items', { count: notes.length })}</span>
          </summary>
          <CaptureNotes of={notes} />
        </details>
      )}
    </Section>
  )
}

function Original({ number, name }: { number: string; name: string }) {
  const t = useText()
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      const file = await call<typeof getOriginal>('get', '/api/warnings/{number}/original', {
        params: { number },
      })
      await saveFile(file, name)
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button size="compact-sm" variant="default" loading={busy} onClick={() => void save()}>
        {t('intake.original')}
      </Button>
      <ProblemBox error={problem} />
    </>
  )
}
