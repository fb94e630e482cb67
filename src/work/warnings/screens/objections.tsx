import { Button } from '@mantine/core'
import { useState } from 'react'
import {
  ChoiceField,
  Moment,
  Note,
  Panel,
  ProblemBox,
  ProseField,
  Section,
  TeamChip,
  TextField,
  TickField,
  tell,
  useAct,
  useAnswer,
  useEither,
  useText,
} from '#base/ui/index.ts'
import type {
  getObjections,
  postMisdirected,
  postObjection,
  postObjectionReply,
} from '../objection-routes.ts'
import type { OpenPart } from './marks.tsx'

const CAUSES = ['identifies-us', 'wrong', 'other'] as const
const OUTCOMES = ['stands', 'corrected', 'withdrawn'] as const

const useObjections = (number: string) =>
  useAnswer<typeof getObjections>('/api/warnings/{number}/objections', { params: { number } }).data
type Found = NonNullable<ReturnType<typeof useObjections>>

/** Both statements side by side, for the source and for who had the part; the source answers here. */
export function Objections({ number, mine }: { number: string; mine: boolean }) {
  const t = useText()
  const found = useObjections(number)
  if (!found) return null
  const count = found.misdirected.length
  return (
    <>
      {count > 0 && (
        <Note kind="caution">
          {t('objecting.misdirected.count', { count })}
          {found.misdirected.map(({ team, note }, index) =>
            team || note ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: they have no name of their own, and their order stands still
              <p key={index}>
                {team?.name.short} {note}
              </p>
            ) : null,
          )}
        </Note>
      )}
      {found.objections.length > 0 && (
        <Section title={t('objecting.title')}>
          {found.objections.map((one) => (
            <Statements key={one.id} number={number} objection={one} answers={mine} />
          ))}
        </Section>
      )}
    </>
  )
}

function Statements({
  number,
  objection,
  answers,
}: {
  number: string
  objection: Found['objections'][number]
  answers: boolean
}) {
  const t = useText()
  const either = useEither()
  const { cause, statement, team, mine, at, dueAt, reply, outcome, answeredAt } = objection
  const overdue = !answeredAt && Date.parse(dueAt) < Date.now()
  return (
    <div className="pair statements">
      <div>
        <p className="dimmed">
          {t('objecting.by')}
          {mine ? t('objecting.by_ours') : team ? null : t('objecting.by_nobody')}
          {!mine && team && (
            <TeamChip id={team.id} short={team.name.short} name={either(team.name.ja, team.name.en)} />
          )}{' '}
          <Moment at={at} />
        </p>
        <p>
          <strong>{t(`objecting.causes.${cause}`)}</strong>
        </p>
        <p className="prose">{statement}</p>
      </div>
      <div>
        {reply !== null && outcome && answeredAt ? (
          <>
            <p className="dimmed">
              {t('objecting.reply')} <Moment at={answeredAt} />
            </p>
            <p>
              <strong>{t(`objecting.outcomes.${outcome}`)}</strong>
            </p>
            <p className="prose">{reply}</p>
          </>
        ) : (
          <>
            <Note kind={overdue ? 'danger' : 'caution'}>
              {t(overdue ? 'objecting.overdue' : 'objecting.waiting')}{' '}
              <span>
                {t('objecting.due')}
                <Moment at={dueAt} relative />
              </span>
            </Note>
            {answers && <Reply number={number} objection={objection.id} />}
          </>
        )}
      </div>
    </div>
  )
}

function Reply({ number, objection }: { number: string; objection: string }) {
  const t = useText()
  const [reply, setReply] = useState('')
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>('stands')
  const send = useAct<typeof postObjectionReply>(
    'post',
    '/api/warnings/{number}/objections/{objection}/reply',
    { changes: ['/api/warnings'], done: () => tell(t('objecting.answered')) },
  )
  return (
    <div className="answer-words">
      <ProseField
        label={t('objecting.reply')}
        audience={t('objecting.reply_audience')}
        maxLength={2000}
        value={reply}
        onChange={({ currentTarget }) => setReply(currentTarget.value)}
      />
      <ChoiceField
        label={t('objecting.outcome')}
        data={OUTCOMES.map((value) => ({ value, label: t(`objecting.outcomes.${value}`) }))}
        value={outcome}
        onChange={({ currentTarget }) => setOutcome(currentTarget.value as typeof outcome)}
      />
      <div>
        <Button
          disabled={reply.trim() === ''}
          loading={send.isPending}
          onClick={() =>
            send.mutate({ params: { number, objection }, body: { reply: reply.trim(), outcome } })
          }
        >
          {t('objecting.answer')}
        </Button>
      </div>
      <ProblemBox error={send.error} />
    </div>
  )
}

/** What a reader can say against a warning: it concerns us or is wrong; it was not meant for us. */
export function Objecting({
  number,
  parts,
  names,
}: {
  number: string
  parts: readonly OpenPart[]
  names: readonly string[]
}) {
  const t = useText()
  const [open, setOpen] = useState<'object' | 'misdirected' | null>(null)
  const said = useObjections(number)?.saidMisdirected
  return (
    <Section title={t('objecting.act_title')}>
      {said && <p role="status">{t('objecting.misdirected.said')}</p>}
      <div className="actions">
        <Button variant="default" aria-expanded={open === 'object'} onClick={() => setOpen('object')}>
          {t('objecting.open')}
        </Button>
        {!said && (
          <Button
            variant="default"
            aria-expanded={open === 'misdirected'}
            onClick={() => setOpen('misdirected')}
          >
            {t('objecting.misdirected.open')}
          </Button>
        )}
      </div>
      {open === 'object' && (
        <ObjectForm number={number} parts={parts} names={names} close={() => setOpen(null)} />
      )}
      {open === 'misdirected' && !said && <MisdirectedForm number={number} close={() => setOpen(null)} />}
    </Section>
  )
}

function ObjectForm({
  number,
  parts,
  names,
  close,
}: {
  number: string
  parts: readonly OpenPart[]
  names: readonly string[]
  close: () => void
}) {
  const t = useText()
  const [part, setPart] = useState(parts[0]?.id ?? '')
  const [cause, setCause] = useState<(typeof CAUSES)[number]>('identifies-us')
  const [statement, setStatement] = useState('')
  const [named, setNamed] = useState(false)
  const send = useAct<typeof postObjection>('post', '/api/warnings/{number}/objections', {
    changes: ['/api/warnings'],
    done: () => {
      tell(t('objecting.sent'))
      close()
    },
  })
  return (
    <Panel title={t('objecting.open')}>
      <p>{t('objecting.lead')}</p>
      <div className="answer-words">
        {parts.length > 1 && (
          <ChoiceField
            label={t('objecting.part')}
            data={parts.map(({ id }, index) => ({ value: id, label: names[index] ?? '' }))}
            value={part}
            onChange={({ currentTarget }) => setPart(currentTarget.value)}
          />
        )}
        <ChoiceField
          label={t('objecting.cause')}
          data={CAUSES.map((value) => ({ value, label: t(`objecting.causes.${value}`) }))}
          value={cause}
          onChange={({ currentTarget }) => setCause(currentTarget.value as typeof cause)}
        />
        <ProseField
          label={t('objecting.statement')}
          hint={t('objecting.statement_hint')}
          audience={t('objecting.audience')}
          maxLength={2000}
          value={statement}
          onChange={({ currentTarget }) => setStatement(currentTarget.value)}
        />
        <TickField
          label={t('objecting.named')}
          hint={t('objecting.named_hint')}
          checked={named}
          onChange={({ currentTarget }) => setNamed(currentTarget.checked)}
        />
        <div className="actions">
          <Button
            disabled={statement.trim() === ''}
            loading={send.isPending}
            onClick={() =>
              send.mutate({ params: { number }, body: { part, cause, statement: statement.trim(), named } })
            }
          >
            {t('objecting.send')}
          </Button>
          <Button variant="default" onClick={close}>
            {t('common.action.cancel')}
          </Button>
        </div>
      </div>
      <ProblemBox error={send.error} />
    </Panel>
  )
}

function MisdirectedForm({ number, close }: { number: string; close: () => void }) {
  const t = useText()
  const [note, setNote] = useState('')
  const [named, setNamed] = useState(false)
  const send = useAct<typeof postMisdirected>('post', '/api/warnings/{number}/misdirected', {
    changes: ['/api/warnings'],
    done: close,
  })
  return (
    <Panel title={t('objecting.misdirected.open')}>
      <p>{t('objecting.misdirected.lead')}</p>
      <div className="answer-words">
        <TextField
          label={t('objecting.misdirected.note')}
          audience={t('answering.source_only')}
          optional
          maxLength={500}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <TickField
          label={t('objecting.named')}
          checked={named}
          onChange={({ currentTarget }) => setNamed(currentTarget.checked)}
        />
        <div className="actions">
          <Button
            loading={send.isPending}
            onClick={() => send.mutate({ params: { number }, body: { note: note.trim(), named } })}
          >
            {t('objecting.misdirected.send')}
          </Button>
          <Button variant="default" onClick={close}>
            {t('common.action.cancel')}
          </Button>
        </div>
      </div>
      <ProblemBox error={send.error} />
    </Panel>
  )
}
