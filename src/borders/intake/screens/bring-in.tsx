import { Button, FileButton, Radio } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { ActButton, actingNow, Panel, useEither, useLanguage, useMe, useText } from '#base/ui/index.ts'
import { ATTRIBUTIONS, type Attribution } from '#core/envelope/index.ts'
import { bring, isRunning, useBrought } from './bringing.tsx'
import { Results } from './results.tsx'
import './intake.css'

/** Files come in where warnings stand: by a button, or dragged anywhere onto the page. */
export function useBringIn(): { readonly button: ReactNode; readonly sheet: ReactNode } {
  const t = useText()
  const { may } = useMe()
  const [chosen, setChosen] = useState<readonly File[] | null>(null)
  const brought = useBrought()
  const running = isRunning(brought)
  const take = (files: readonly File[]) => setChosen((now) => [...(now ?? []), ...files])
  const over = useDropped(may.write === true && !running, take)
  if (!may.write) return { button: null, sheet: null }
  return {
    button: (
      <Button variant="default" disabled={running} onClick={() => take([])}>
        {t('intake.bring')}
      </Button>
    ),
    sheet: (
      <>
        {over && <div className="drop-here">{t('intake.drop')}</div>}
        {chosen && (
          <Sheet
            files={chosen}
            add={take}
            remove={(file) => setChosen(chosen.filter((one) => one !== file))}
            close={() => setChosen(null)}
          />
        )}
        <Results files={brought} again={() => take([])} />
      </>
    ),
  }
}

/** Whether files hover over the page; what is let go is taken, wherever it falls. */
function useDropped(when: boolean, take: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    if (!when) return
    const holdsFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false
    const hover = (event: DragEvent): void => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = ({ relatedTarget }: DragEvent): void => {
      if (relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent): void => {
      setOver(false)
      if (!holdsFiles(event)) return
      event.preventDefault()
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) take(files)
    }
    const heard = [
      ['dragenter', hover],
      ['dragover', hover],
      ['dragleave', leave],
      ['drop', drop],
    ] as const
    for (const [name, listen] of heard) document.addEventListener(name, listen)
    return () => {
      for (const [name, listen] of heard) document.removeEventListener(name, listen)
    }
  })
  return over
}

/** What must be known of files before they become drafts: whose they are, and how the source is shown. */
function Sheet({
  files,
  add,
  remove,
  close,
}: {
  files: readonly File[]
  add: (files: readonly File[]) => void
  remove: (file: File) => void
  close: () => void
}) {
  const t = useText()
  const either = useEither()
  const { hat } = useMe()
  const { language } = useLanguage()
  const answers = useQueryClient()
  const [ours, setOurs] = useState<'ours' | 'theirs' | null>(null)
  const [attribution, setAttribution] = useState<Attribution | null>(null)
  const team = hat ? either(hat.name.ja, hat.name.en) : ''
  const wants =
    files.length === 0 ? 'files' : ours === null ? 'source' : attribution === null ? 'attribution' : null
  const go = async (): Promise<void> => {
    if (!ours || !attribution) return
    close()
    await bring(files, { ours: ours === 'ours', attribution, language })
    await answers.invalidateQueries({ queryKey: [actingNow(), '/api/warnings', 'pages', 'mine'] })
  }
  return (
    <Panel title={t('intake.title')}>
      <p>{t('intake.lead')}</p>
      <div className="actions">
        <FileButton multiple onChange={add}>
          {(props) => (
            <Button variant="default" {...props}>
              {t('intake.choose')}
            </Button>
          )}
        </FileButton>
        <span className="dimmed">{t('intake.or_drop')}</span>
      </div>
      {files.length > 0 && (
        <ul className="lines" aria-label={t('intake.chosen')}>
          {files.map((file, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
            <li key={`${index} ${file.name}`} className="file-line">
              <code>{file.name}</code> <span className="dimmed">{sizeWords(file.size)}</span>
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={t('intake.remove', { name: file.name })}
                onClick={() => remove(file)}
              >
                {t('common.action.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Radio.Group
        label={t('intake.source')}
        value={ours ?? ''}
        onChange={(value) => setOurs(value as 'ours' | 'theirs')}
      >
        <div className="ticks">
          {(['ours', 'theirs'] as const).map((one) => (
            <Radio key={one} value={one} label={t(`intake.${one}`)} description={t(`intake.${one}_what`)} />
          ))}
        </div>
      </Radio.Group>
      <Radio.Group
        label={t('composer.attribution')}
        description={t('composer.attribution_fixed')}
        value={attribution ?? ''}
        onChange={(value) => setAttribution(value as Attribution)}
      >
        <div className="ticks">
          {ATTRIBUTIONS.map((one) => (
            <Radio
              key={one}
              value={one}
              label={t(`composer.${one}`, { team })}
              description={t(`composer.${one}_what`)}
            />
          ))}
        </div>
      </Radio.Group>
      <div className="actions">
        <ActButton because={wants ? t(`intake.wants_${wants}`) : undefined} onClick={() => void go()}>
          {t('intake.go', { count: files.length })}
        </ActButton>
        <Button variant="default" onClick={close}>
          {t('common.action.cancel')}
        </Button>
      </div>
    </Panel>
  )
}

const sizeWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
