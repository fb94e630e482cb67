import { Button } from '@mantine/core'
import { Moment, ProblemBox, Rows, Section, useAct, useAnswer, useEither, useText } from '#base/ui/index.ts'
import type { getFactReaders, postAcknowledgement } from '../fact-routes.ts'

/** R30: stands in the place of what may be an undisclosed material fact, until the reader has acknowledged it. */
export function Undisclosed({ number, count }: { number: string; count: number }) {
  const t = useText()
  const acknowledge = useAct<typeof postAcknowledgement>('post', '/api/warnings/{number}/acknowledgement', {
    changes: ['/api/warnings/{number}'],
  })
  return (
    <section className="locked">
      <h2>{t('sanitisation.fact.title')}</h2>
      <p>{t('sanitisation.fact.waits', { count })}</p>
      <div className="actions">
        <Button loading={acknowledge.isPending} onClick={() => acknowledge.mutate({ params: { number } })}>
          {t('sanitisation.fact.acknowledge')}
        </Button>
      </div>
      <ProblemBox error={acknowledge.error} />
    </section>
  )
}

/** The list of readers that the source keeps (R30). */
export function FactReaders({ number }: { number: string }) {
  const t = useText()
  const either = useEither()
  const found = useAnswer<typeof getFactReaders>('/api/warnings/{number}/fact-readers', {
    params: { number },
  })
  return (
    <Section title={t('sanitisation.fact.readers')}>
      <p className="dimmed">{t('sanitisation.fact.readers_what')}</p>
      <Rows
        caption={t('sanitisation.fact.readers')}
        rows={found.data?.readers ?? []}
        keyOf={({ part, name, at }) => `${part} ${name.en} ${at}`}
        empty={<p>{t('sanitisation.fact.readers_none')}</p>}
        columns={[
          { head: t('sanitisation.fact.name'), heads: true, cell: ({ name }) => either(name.ja, name.en) },
          {
            head: t('sanitisation.fact.team'),
            cell: ({ team }) => (team ? either(team.ja, team.en) : '–'),
          },
          { head: t('sanitisation.fact.at'), cell: ({ at }) => <Moment at={at} /> },
        ]}
      />
    </Section>
  )
}
