import { useState } from 'react'
import {
  ActButton,
  Answered,
  Facts,
  Moment,
  Note,
  Page,
  ProblemBox,
  Section,
  tell,
  useAct,
  useAnswer,
  useEither,
  useMe,
  useParam,
  useText,
} from '#base/ui/index.ts'
import type { getAgreements } from '#people/agreements/routes.ts'
import type { getGroup, postGroupRequest } from '../routes.ts'
import { EditCharter } from './edit-charter.tsx'
import { CloseGroup, EditWords } from './edit-group.tsx'
import { Members } from './members.tsx'
import { People } from './people.tsx'
import { Requests } from './requests.tsx'
import { type Group, isBody, Missing, SizeWords, useKinds } from './words.tsx'

type Work = 'words' | 'charter' | 'close'

/** One group: what it is for, by which rules, who belongs, and what the own side can do. */
export function GroupPage() {
  const t = useText()
  const either = useEither()
  const id = useParam('group')
  const { hat, may } = useMe()
  const [work, setWork] = useState<Work | null>(null)
  const group = useAnswer<typeof getGroup>('/api/groups/{group}', { params: { group: id } })
  const officer = may.office && hat?.role === 'officer'
  const because = officer ? undefined : t('errors.not_your_role', { who: 'officer' })
  const done = () => setWork(null)
  return (
    <Answered of={group}>
      {(found) => (
        <Page
          title={either(found.name.ja, found.name.en)}
          lead={
            <>
              {t(`people.group_kind.${found.kind}`)} · <SizeWords of={found.size} />
              {found.closedAt && ` · ${t('groups.closed')}`}
            </>
          }
        >
          <OwnSide of={found} />
          <Section
            title={t('groups.about_group')}
            actions={
              found.leads &&
              !found.closedAt &&
              work === null && (
                <>
                  <ActButton variant="default" onClick={() => setWork('words')}>
                    {t('groups.edit_words')}
                  </ActButton>
                  {may.office && (
                    <>
                      <ActButton variant="default" because={because} onClick={() => setWork('charter')}>
                        {t('groups.edit_charter')}
                      </ActButton>
                      {!isBody(found) && officer && (
                        <ActButton variant="default" onClick={() => setWork('close')}>
                          {t('groups.close')}
                        </ActButton>
                      )}
                    </>
                  )}
                </>
              )
            }
          >
            {work === 'words' && <EditWords group={found} done={done} />}
            {work === 'charter' && <EditCharter group={found} done={done} />}
            {work === 'close' && <CloseGroup group={found} done={done} />}
            <Rules of={found} />
          </Section>
          <Requests group={id} />
          <Members group={found} />
          <People group={found} />
        </Page>
      )}
    </Answered>
  )
}

/** Purpose and rules; a rule that keeps kinds of member outside stands here for them too (R20). */
function Rules({ of }: { of: Group }) {
  const t = useText()
  const either = useEither()
  const { word } = useKinds()
  const agreements = useAnswer<typeof getAgreements>('/api/agreements')
  const wanted = (agreements.data?.agreements ?? []).filter(({ id }) => of.agreements.includes(id))
  return (
    <Facts
      of={[
        [
          t('groups.purpose'),
          <span key="purpose" className="agreement-text">
            {either(of.purpose.ja, of.purpose.en) || '—'}
          </span>,
        ],
        [
          t('groups.wanted'),
          wanted.length === 0
            ? t('groups.wanted_none')
            : wanted.map(({ title }) => either(title.ja, title.en)).join(t('app.list_comma')),
        ],
        [t('groups.shows'), t(of.hiddenMembers ? 'groups.shows_not' : 'groups.shows_all')],
        [
          t('groups.open_to'),
          of.barredKinds.length === 0
            ? t('groups.open_to_all')
            : t('people.barred', { kinds: of.barredKinds.map(word).join(t('app.list_comma')) }),
        ],
        [t('groups.since'), <Moment key="since" at={of.createdAt} />],
      ]}
    />
  )
}

/** What the own team is to this group, and the next step: accept an agreement, ask to join, wait, or why not. */
function OwnSide({ of }: { of: Group }) {
  const t = useText()
  const { hat, may } = useMe()
  const ask = useAct<typeof postGroupRequest>('post', '/api/groups/{group}/requests', {
    done: () => tell(t('groups.asked')),
  })
  // who serves in another body gains nothing by accepting
  const concerned = hat?.team != null || hat?.group === of.id
  const wanted = concerned && of.missing.length > 0 && (
    <Note kind="caution">
      <p>{t(of.own || !hat?.team ? 'groups.missing' : 'groups.missing_before')}</p>
      <Missing of={of.missing} />
    </Note>
  )
  if (!hat?.team || of.closedAt || of.own || isBody(of) || of.waiting) return wanted || null
  const because = of.barred
    ? t('groups.barred_us')
    : may.speak
      ? undefined
      : t('errors.not_your_role', { who: 'team_speaker' })
  return (
    <>
      {wanted}
      <ProblemBox error={ask.error} />
      <div className="actions">
        <ActButton
          because={because}
          loading={ask.isPending}
          onClick={() =>
            ask.mutate({ params: { group: of.id }, body: { team: hat.team ?? '', standing: 'member' } })
          }
        >
          {t('groups.ask')}
        </ActButton>
        {!because && <span className="dimmed">{t('groups.ask_sentence')}</span>}
      </div>
    </>
  )
}
