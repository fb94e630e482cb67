import { Button, Radio } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { ActButton, links, ProblemBox, tell, useAct, useGo, useText } from '#base/ui/index.ts'
import type { postDiscard, postWithdraw } from '../routes.ts'
import { AskWhy } from './ask-why.tsx'
import type { OpenWarning } from './marks.tsx'

type Cause = 'wrong' | 'shared'

/** Ends a warning: withdraws what was released for one of two causes, or throws away what never was. */
export function Withdrawing({
  warning,
  how,
  close,
  again,
}: {
  warning: OpenWarning
  how: 'withdraw' | 'discard'
  close: () => void
  again: () => void
}) {
  const t = useText()
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <section ref={box} tabIndex={-1} className="note note-caution ending" aria-labelledby="ending-title">
      <h3 id="ending-title">
        {t(how === 'withdraw' ? 'warnings.board.withdraw_title' : 'warnings.board.discard_title')}
      </h3>
      {how === 'withdraw' ? (
        <Withdraw number={warning.number} close={close} again={again} />
      ) : (
        <Discard warning={warning} close={close} again={again} />
      )}
    </section>
  )
}

function Withdraw({ number, close, again }: { number: string; close: () => void; again: () => void }) {
  const t = useText()
  const [cause, setCause] = useState<Cause>('wrong')
  const withdraw = useAct<typeof postWithdraw>('post', '/api/warnings/{number}/withdraw', {
    changes: ['/api/warnings'],
    done: () => {
      tell(t('warnings.board.withdrawn_now'))
      close()
      again()
    },
  })
  return (
    <>
      <Radio.Group
        aria-label={t('warnings.board.withdraw_title')}
        value={cause}
        onChange={(value) => setCause(value as Cause)}
      >
        <div className="choices">
          {(['wrong', 'shared'] as const).map((one) => (
            <Radio
              key={one}
              value={one}
              label={t(`warnings.board.withdraw_${one}`)}
              description={t(`warnings.board.withdraw_${one}_what`)}
            />
          ))}
        </div>
      </Radio.Group>
      <p>{t('warnings.board.withdraw_cannot')}</p>
      <ProblemBox error={withdraw.error} />
      <div className="actions">
        <ActButton
          danger
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate({ params: { number }, body: { cause } })}
        >
          {t('warnings.board.withdraw_confirm')}
        </ActButton>
        <Button variant="default" onClick={close}>
          {t('common.action.cancel')}
        </Button>
      </div>
    </>
  )
}

function Discard({ warning, close, again }: { warning: OpenWarning; close: () => void; again: () => void }) {
  const t = useText()
  const go = useGo()
  const discard = useAct<typeof postDiscard>('post', '/api/warnings/{number}/discard', {
    changes: ['/api/warnings'],
    done: () => {
      tell(t('warnings.board.discarded_now'))
      if (warning.state === 'draft') go(`${links.warnings()}?box=mine`)
      else {
        close()
        again()
      }
    },
  })
  return (
    <>
      <p>{t('warnings.board.discard_what')}</p>
      {warning.state === 'draft' && <AskWhy what="dropped" about={warning.number} />}
      <ProblemBox error={discard.error} />
      <div className="actions">
        <ActButton
          danger
          loading={discard.isPending}
          onClick={() =>
            discard.mutate({ params: { number: warning.number }, body: { revision: warning.revision ?? 1 } })
          }
        >
          {t('warnings.board.discard_confirm')}
        </ActButton>
        <Button variant="default" onClick={close}>
          {t('common.action.cancel')}
        </Button>
      </div>
    </>
  )
}
