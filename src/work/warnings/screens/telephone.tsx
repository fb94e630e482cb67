import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import {
  ChoiceField,
  Panel,
  ProblemBox,
  TextField,
  TickField,
  tell,
  useAct,
  useAnswer,
  useEither,
  useText,
} from '#base/ui/index.ts'
import type { getTeams } from '#people/directory/routes.ts'
import type { postTelephoneAnswer } from '../answer-routes.ts'
import { ANSWERS, type Answer } from '../warning.ts'

const EMPTY = { team: '', answer: '' as Answer | '', comment: '', named: false }

/** What teams say on the telephone, entered one after the other on their behalf. */
export function TelephoneAnswers({ number }: { number: string }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  if (!open)
    return (
      <div>
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('answering.telephone.open')}
        </Button>
      </div>
    )
  return (
    <Panel title={t('answering.telephone.title')}>
      <p>{t('answering.telephone.lead')}</p>
      <Entry number={number} close={() => setOpen(false)} />
    </Panel>
  )
}

function Entry({ number, close }: { number: string; close: () => void }) {
  const t = useText()
  const either = useEither()
  const [entry, setEntry] = useState(EMPTY)
  const [typed, setTyped] = useState('')
  const put = (some: Partial<typeof EMPTY>) => setEntry({ ...entry, ...some })
  const send = useAct<typeof postTelephoneAnswer>('post', '/api/warnings/{number}/telephone-answers', {
    changes: ['/api/warnings'],
    done: () => {
      tell(t('answering.telephone.done'))
      setEntry(EMPTY)
      setTyped('')
    },
  })
  const found = useAnswer<typeof getTeams>(
    '/api/teams',
    {
      query: {
        ...(typed.trim() && { search: typed.replace(/（.*$/, '').trim().slice(0, 100) }),
        limit: '30',
      },
    },
    { keep: true },
  )
  const teams = (found.data?.teams ?? []).map(({ id, name, shortName }) => ({
    value: id,
    label: `${either(name.ja, name.en)}（${shortName}）`,
  }))
  const { team, answer, comment, named } = entry
  return (
    <div className="answer-words">
      <Select
        searchable
        label={t('answering.telephone.team')}
        description={t('answering.telephone.team_hint')}
        data={teams}
        value={team || null}
        onChange={(chosen) => put({ team: chosen ?? '' })}
        searchValue={typed}
        onSearchChange={setTyped}
        filter={({ options }) => options}
        withScrollArea={false}
        classNames={{ options: 'offers' }}
        attributes={{ options: { tabIndex: -1 } }}
        comboboxProps={{ withinPortal: false }}
      />
      <ChoiceField
        label={t('answering.telephone.answer')}
        data={[
          { value: '', label: t('answering.telephone.choose') },
          ...ANSWERS.map((one) => ({ value: one, label: t(`warnings.answers.${one}`) })),
        ]}
        value={answer}
        onChange={({ currentTarget }) => put({ answer: currentTarget.value as Answer | '' })}
      />
      <TextField
        label={t('answering.telephone.comment')}
        audience={t('answering.source_only')}
        optional
        maxLength={1000}
        value={comment}
        onChange={({ currentTarget }) => put({ comment: currentTarget.value })}
      />
      <TickField
        label={t('answering.telephone.named')}
        checked={named}
        onChange={({ currentTarget }) => put({ named: currentTarget.checked })}
      />
      <div className="actions">
        <Button
          disabled={!team || !answer}
          loading={send.isPending}
          onClick={() =>
            answer &&
            send.mutate({ params: { number }, body: { team, answer, comment: comment.trim(), named } })
          }
        >
          {t('answering.telephone.send')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('common.action.close')}
        </Button>
      </div>
      <ProblemBox error={send.error} />
    </div>
  )
}
