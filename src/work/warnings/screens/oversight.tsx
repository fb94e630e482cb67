import { useState } from 'react'
import {
  ActButton,
  Note,
  PersonChip,
  ProblemBox,
  type Received,
  TeamChip,
  TextField,
  useAct,
  useAnswer,
  useEither,
  useMe,
  useText,
} from '#base/ui/index.ts'
import type { getCharter } from '#people/association/routes.ts'
import type { getPerson, getTeam } from '#people/directory/routes.ts'
import type { postBreakGlass, postSourceLook } from '../routes.ts'

type Source = Received<typeof postSourceLook>

/** R5: for roles that the charter names, who the withheld source is; each look has its reason and is told to it. */
export function SourceLook({ number }: { number: string }) {
  const t = useText()
  const { hat } = useMe()
  const charter = useAnswer<typeof getCharter>('/api/charter').data?.charter
  const [found, setFound] = useState<Source | null>(null)
  const look = useAct<typeof postSourceLook>('post', '/api/warnings/{number}/source', {
    changes: [],
    done: setFound,
  })
  if (!hat || !charter?.sourceRoles.includes(hat.role)) return null
  if (found) return <SourceIs found={found} />
  return (
    <Reasoned
      title={t('oversight.source')}
      what={t('oversight.source_what')}
      label={t('oversight.source_reason')}
      confirm={t('oversight.source_confirm')}
      busy={look.isPending}
      error={look.error}
      act={(reason) => look.mutate({ params: { number }, body: { reason } })}
    />
  )
}

function SourceIs({ found: { team, person } }: { found: Source }) {
  const t = useText()
  const either = useEither()
  const side = useAnswer<typeof getTeam>(
    '/api/teams/{team}',
    { params: { team: team ?? '' } },
    { enabled: team !== null },
  )
  const who = useAnswer<typeof getPerson>('/api/people/{person}', { params: { person } })
  return (
    <div role="status">
      <Note>
        <p>
          <strong>{t('oversight.source_is')}</strong>{' '}
          {side.data && <TeamChip id={side.data.id} short={either(side.data.name.ja, side.data.name.en)} />}{' '}
          {who.data && <PersonChip id={person} name={either(who.data.name.ja, who.data.name.en)} />}
        </p>
        <p>{t('oversight.source_told')}</p>
      </Note>
    </div>
  )
}

/**
 * R16: for roles that the charter names, to read what was not addressed to them. Offered at every number that they
 * cannot read, whether there is such a warning or not (R24).
 */
export function BreakGlass({ number, opened }: { number: string; opened: () => void }) {
  const t = useText()
  const { hat } = useMe()
  const charter = useAnswer<typeof getCharter>('/api/charter').data?.charter
  const open = useAct<typeof postBreakGlass>('post', '/api/warnings/{number}/break-glass', {
    changes: ['/api/tasks'],
    done: opened,
  })
  if (!hat?.body || !charter?.breakGlassRoles.includes(`${hat.body}:${hat.role}`)) return null
  return (
    <Reasoned
      title={t('oversight.glass')}
      what={t('oversight.glass_what')}
      label={t('oversight.glass_reason')}
      confirm={t('oversight.glass_confirm')}
      busy={open.isPending}
      error={open.error}
      act={(reason) => open.mutate({ params: { number }, body: { reason } })}
    />
  )
}

function Reasoned({
  title,
  what,
  label,
  confirm,
  busy,
  error,
  act,
}: {
  title: string
  what: string
  label: string
  confirm: string
  busy: boolean
  error: unknown
  act: (reason: string) => void
}) {
  const [reason, setReason] = useState('')
  return (
    <details className="reasoned">
      <summary>{title}</summary>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim() !== '') act(reason.trim())
        }}
      >
        <p>{what}</p>
        <TextField
          label={label}
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ProblemBox error={error} />
        <div className="actions">
          <ActButton type="submit" loading={busy}>
            {confirm}
          </ActButton>
        </div>
      </form>
    </details>
  )
}
