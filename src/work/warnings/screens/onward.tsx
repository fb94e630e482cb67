import { Button } from '@mantine/core'
import { useState } from 'react'
import {
  ChoiceField,
  CopyButton,
  Note,
  ProblemBox,
  ProseField,
  Section,
  useAct,
  useLanguage,
  useText,
} from '#base/ui/index.ts'
import { ONWARD, type Onward } from '#core/policy/index.ts'
import type { postOnward } from '../onward-routes.ts'

/**
 * The texts that a receiver has to write anyway (横展開): for management, IT, group companies and clients, of what the
 * marking lets pass. They are copied or printed; Renkei sends nothing.
 */
export function PassOn({ number }: { number: string }) {
  const t = useText()
  const { language: screen } = useLanguage()
  const [to, setTo] = useState<Onward>('it')
  const [language, setLanguage] = useState<'ja' | 'en'>(screen)
  const [edited, setEdited] = useState<string | null>(null)
  const make = useAct<typeof postOnward>('post', '/api/warnings/{number}/onward', {
    changes: [],
    done: () => setEdited(null),
  })
  const ask = (next: { to?: Onward; language?: 'ja' | 'en' }): void => {
    const wanted = { to: next.to ?? to, language: next.language ?? language }
    setTo(wanted.to)
    setLanguage(wanted.language)
    make.mutate({ params: { number }, body: wanted })
  }
  const made = make.data?.made
  const text = edited ?? made?.text ?? ''
  return (
    <Section title={t('onward.title')}>
      <p className="dimmed">{t('onward.lead')}</p>
      <div className="actions">
        {ONWARD.map((one) => (
          <Button
            key={one}
            variant={make.data && one === to ? 'filled' : 'default'}
            aria-pressed={make.data !== undefined && one === to}
            loading={make.isPending && one === to}
            onClick={() => ask({ to: one })}
          >
            {t(`onward.audience.${one}`)}
          </Button>
        ))}
      </div>
      {make.data && (
        <div className="onward">
          <ChoiceField
            label={t('onward.language')}
            data={[
              { value: 'ja', label: '日本語' },
              { value: 'en', label: 'English' },
            ]}
            value={language}
            onChange={({ currentTarget }) => ask({ language: currentTarget.value as 'ja' | 'en' })}
          />
          {make.data.leftOut.map((part) => (
            <p key={`${part.kind}${part.tlp}${part.why}`} className="dimmed">
              {t('onward.left_out', {
                kind: t(`warnings.kind.${part.kind}`),
                tlp: `TLP:${part.tlp}`,
                why: t(`onward.stops.${part.why}`),
              })}
            </p>
          ))}
          {made ? (
            <>
              <p>
                <strong>{t('onward.subject')}</strong> {made.subject}{' '}
                <CopyButton text={made.subject} label={t('onward.copy_subject')} />
              </p>
              <ProseField
                label={t('onward.text')}
                maxRows={30}
                lang={language}
                value={text}
                onChange={({ currentTarget }) => setEdited(currentTarget.value)}
              />
              <div className="actions">
                <CopyButton text={text} />
                <Button variant="default" onClick={() => printAlone(made.subject, text, language)}>
                  {t('common.action.print')}
                </Button>
              </div>
            </>
          ) : (
            <Note kind="caution">{t('onward.nothing')}</Note>
          )}
        </div>
      )}
      <ProblemBox error={make.error} />
    </Section>
  )
}

/** Prints the text and nothing else of the page: what may not pass stands there too. */
function printAlone(subject: string, text: string, language: string): void {
  const sheet = document.createElement('pre')
  sheet.className = 'print-alone'
  sheet.lang = language
  sheet.textContent = `${subject}\n\n${text}`
  document.body.append(sheet)
  document.body.classList.add('prints-alone')
  const over = (): void => {
    sheet.remove()
    document.body.classList.remove('prints-alone')
  }
  addEventListener('afterprint', over, { once: true })
  print()
}
