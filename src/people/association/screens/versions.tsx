import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Received } from '#base/ui/index.ts'
import { Answered, Moment, Rows, Section, useAnswer, useText } from '#base/ui/index.ts'
import type { getCharterVersions } from '../routes.ts'
import { useCharterWords } from './words.tsx'

type Version = Received<typeof getCharterVersions>['versions'][number]

/** Every version: who, since when, and what it changed. */
export function Versions() {
  const t = useText()
  const [before, setBefore] = useState<number | null>(null)
  const versions = useAnswer<typeof getCharterVersions>(
    '/api/charter/versions',
    { query: before === null ? {} : { before } },
    { keep: true },
  )
  return (
    <Section title={t('charter.versions.title')}>
      <Answered of={versions}>
        {({ versions, next }) => (
          <>
            <Rows
              caption={t('charter.versions.title')}
              rows={versions}
              keyOf={({ version }) => String(version)}
              empty={null}
              columns={[
                {
                  head: t('charter.versions.version'),
                  heads: true,
                  cell: ({ version }) => (
                    <span className="whole">{t('charter.versions.number', { version })}</span>
                  ),
                },
                { head: t('charter.versions.since'), cell: ({ inForceFrom }) => <Moment at={inForceFrom} /> },
                { head: t('charter.versions.by'), cell: (version) => <By version={version} /> },
                { head: t('charter.versions.changes'), cell: (version) => <Changes version={version} /> },
              ]}
            />
            <div className="actions">
              {next !== null && (
                <Button variant="default" onClick={() => setBefore(next)}>
                  {t('charter.versions.older')}
                </Button>
              )}
              {before !== null && (
                <Button variant="subtle" onClick={() => setBefore(null)}>
                  {t('charter.versions.newest')}
                </Button>
              )}
            </div>
          </>
        )}
      </Answered>
    </Section>
  )
}

function By({ version: { adoptedBy, confirmedBy } }: { version: Version }) {
  const t = useText()
  const { who } = useCharterWords()
  if (!adoptedBy) return t('charter.versions.founded')
  return (
    <>
      <div>{who(adoptedBy)}</div>
      {confirmedBy && <div>{t('charter.versions.confirmed', { who: who(confirmedBy) })}</div>}
    </>
  )
}

function Changes({ version: { differences } }: { version: Version }) {
  const t = useText()
  const words = useCharterWords()
  if (!differences) return t('charter.versions.founding')
  if (differences.length === 0) return t('charter.versions.order')
  return (
    <ul className="differences">
      {differences.flatMap((difference) =>
        words.lines(difference).map((line) => (
          <li key={line}>
            {line}
            {difference.opens && <span className="dimmed">（{t('charter.versions.opened')}）</span>}
          </li>
        )),
      )}
    </ul>
  )
}
