import { Button } from '@mantine/core'
import { useState } from 'react'
import {
  ActButton,
  Answered,
  ChoiceField,
  Empty,
  Page,
  ProblemBox,
  ProseField,
  Rows,
  tell,
  useAct,
  useAnswer,
  useText,
} from '#base/ui/index.ts'
import type { deleteWordRoute, getWords, postWords } from './routes.ts'

const WORDS = ['/api/sanitisation/words']

/** The own team's list of customers and products that its texts must not tell. */
export function OurWords() {
  const t = useText()
  const found = useAnswer<typeof getWords>('/api/sanitisation/words')
  const remove = useAct<typeof deleteWordRoute>('delete', '/api/sanitisation/words/{word}', {
    changes: WORDS,
    done: () => tell(t('sanitisation.words.removed')),
  })
  return (
    <Page title={t('sanitisation.words.title')} lead={t('sanitisation.words.lead')}>
      <Answered of={found}>
        {({ words, mayEdit }) => (
          <>
            {mayEdit ? <AddWords /> : <p>{t('sanitisation.words.only')}</p>}
            <ProblemBox error={remove.error} />
            <Rows
              caption={t('sanitisation.words.title')}
              rows={words}
              keyOf={({ id }) => id}
              empty={<Empty title={t('sanitisation.words.none')}>{t('sanitisation.words.none_what')}</Empty>}
              columns={[
                { head: t('sanitisation.words.word'), heads: true, cell: ({ word }) => word },
                { head: t('sanitisation.words.kind'), cell: ({ kind }) => t(`sanitisation.words.${kind}`) },
                ...(mayEdit
                  ? [
                      {
                        head: t('common.action.remove'),
                        wide: true,
                        cell: ({ id, word }: (typeof words)[number]) => (
                          <Button
                            size="xs"
                            variant="subtle"
                            aria-label={t('sanitisation.words.remove', { word })}
                            onClick={() => remove.mutate({ params: { word: id } })}
                          >
                            {t('common.action.remove')}
                          </Button>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          </>
        )}
      </Answered>
    </Page>
  )
}

function AddWords() {
  const t = useText()
  const [kind, setKind] = useState<'customer' | 'product'>('customer')
  const [text, setText] = useState('')
  const add = useAct<typeof postWords>('post', '/api/sanitisation/words', {
    changes: WORDS,
    done: () => {
      setText('')
      tell(t('sanitisation.words.added'))
    },
  })
  const words = text
    .split('\n')
    .map((word) => word.trim())
    .filter((word) => word !== '')
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (words.length > 0) add.mutate({ body: { words: words.map((word) => ({ kind, word })) } })
      }}
    >
      <ChoiceField
        label={t('sanitisation.words.kind')}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as typeof kind)}
        data={[
          { value: 'customer', label: t('sanitisation.words.customer') },
          { value: 'product', label: t('sanitisation.words.product') },
        ]}
      />
      <ProseField
        label={t('sanitisation.words.add_label')}
        hint={t('sanitisation.words.add_hint')}
        minRows={3}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ProblemBox error={add.error} />
      <div className="actions">
        <ActButton type="submit" loading={add.isPending} disabled={words.length === 0}>
          {t('sanitisation.words.add')}
        </ActButton>
      </div>
    </form>
  )
}
