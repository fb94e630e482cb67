import { useState } from 'react'
import {
  ActButton,
  ChoiceField,
  Note,
  ProblemBox,
  tell,
  useAct,
  useAnswer,
  useEither,
  useMe,
  useText,
} from '#base/ui/index.ts'
import type { getTeam, getTeamPeople } from '#people/directory/routes.ts'
import type { postReleaser } from '../routes.ts'
import type { OpenWarning } from './marks.tsx'

/** Parts of the warning that are their author's alone go along with nothing that the viewer does. */
export function PartsApart({ count }: { count: number }) {
  const t = useText()
  return count > 0 ? <Note kind="caution">{t('warnings.board.apart', { count })}</Note> : null
}

/** For an author who may not release what is his alone: names somebody of the own team who may. */
export function NameReleaser({ warning, again }: { warning: OpenWarning; again: () => void }) {
  const { actions, attribution, parts } = warning
  const { hat } = useMe()
  const isAlone =
    attribution === 'withheld' ||
    parts.some(({ state, envelope }) => state === 'draft' && envelope.tlp === 'RED')
  if (!isAlone || !hat?.team || !actions.release?.because.includes('not-releaser')) return null
  return <Naming number={warning.number} team={hat.team} again={again} />
}

function Naming({ number, team, again }: { number: string; team: string; again: () => void }) {
  const t = useText()
  const either = useEither()
  const { person } = useMe()
  const roles = useAnswer<typeof getTeam>('/api/teams/{team}', { params: { team } }).data?.releaseRoles ?? []
  const people = useAnswer<typeof getTeamPeople>('/api/teams/{team}/people', { params: { team } }).data
    ?.people
  const [chosen, choose] = useState('')
  const name = useAct<typeof postReleaser>('post', '/api/warnings/{number}/releasers', {
    changes: ['/api/warnings/{number}'],
    done: () => {
      tell(t('warnings.naming.named'))
      again()
    },
  })
  const fit = (people ?? []).filter(
    (one) => one.person !== person && one.until === null && roles.some((role) => role === one.role),
  )
  const appointment = chosen || fit[0]?.appointment
  return (
    <section className="note" aria-labelledby="naming-title">
      <h3 id="naming-title">{t('warnings.naming.title')}</h3>
      <p>{t('warnings.naming.what')}</p>
      {people && fit.length === 0 && <p>{t('warnings.naming.nobody')}</p>}
      {appointment && (
        <>
          <ChoiceField
            label={t('warnings.naming.who')}
            value={appointment}
            onChange={(event) => choose(event.currentTarget.value)}
            data={fit.map((one) => ({
              value: one.appointment,
              label: `${either(one.name.ja, one.name.en)}（${t(`people.role.${one.role}`)}）`,
            }))}
          />
          <ProblemBox error={name.error} />
          <div className="actions">
            <ActButton
              variant="default"
              loading={name.isPending}
              onClick={() => name.mutate({ params: { number }, body: { appointment } })}
            >
              {t('warnings.naming.confirm')}
            </ActButton>
          </div>
        </>
      )}
    </section>
  )
}
