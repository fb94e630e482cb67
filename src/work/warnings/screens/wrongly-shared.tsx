import {
  ActButton,
  ExerciseMark,
  Facts,
  Moment,
  Mono,
  Note,
  Page,
  ProblemBox,
  type Received,
  tell,
  useAct,
  useAnswer,
  useText,
} from '#base/ui/index.ts'
import type { getErasures, postErasure } from '#work/deliveries/routes.ts'

type Shared = Received<typeof getErasures>['erasures'][number]

/** Where a warning is not there: whether it was withdrawn as wrongly shared, for who was told of it or had it. */
export const useWronglyShared = (number: string, isMissing: boolean): Shared | undefined =>
  useAnswer<typeof getErasures>('/api/me/erasures', undefined, { enabled: isMissing }).data?.erasures.find(
    (one) => one.number === number,
  )

const CHANNELS = ['portal', 'mail', 'export', 'machine'] as const

/** What stands in the place of a warning that was withdrawn as wrongly shared: what to delete, and no content (R14). */
export function WronglyShared({
  shared: { number, exercise, withdrawnAt, channels, erasedAt },
}: {
  shared: Shared
}) {
  const t = useText()
  const confirm = useAct<typeof postErasure>('post', '/api/me/erasures/{number}', {
    changes: ['/api/me/erasures'],
    done: () => tell(t('warnings.wrongly_shared.confirmed_now')),
  })
  const had = CHANNELS.filter((one) => channels.includes(one)).map((one) =>
    t(`warnings.wrongly_shared.channel.${one}`),
  )
  return (
    <Page
      title={t('warnings.wrongly_shared.title')}
      marks={exercise && <ExerciseMark />}
      lead={<Mono copy>{number}</Mono>}
    >
      <Note kind="danger">
        <strong>{t('warnings.wrongly_shared.delete')}</strong>
        <p>{t('warnings.wrongly_shared.what')}</p>
      </Note>
      <Facts
        of={[
          [t('warnings.wrongly_shared.withdrawn_at'), <Moment key="withdrawn" at={withdrawnAt} />],
          [
            t('warnings.wrongly_shared.had'),
            had.length > 0 ? had.join(t('composer.who_reads.comma')) : t('warnings.wrongly_shared.had_none'),
          ],
          ...(erasedAt
            ? [[t('warnings.wrongly_shared.confirmed_at'), <Moment key="erased" at={erasedAt} />] as const]
            : []),
        ]}
      />
      <ProblemBox error={confirm.error} />
      {!erasedAt && (
        <div className="actions">
          <ActButton loading={confirm.isPending} onClick={() => confirm.mutate({ params: { number } })}>
            {t('warnings.wrongly_shared.confirm')}
          </ActButton>
        </div>
      )}
    </Page>
  )
}
