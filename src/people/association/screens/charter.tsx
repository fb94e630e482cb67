import { useState } from 'react'
import { monthWords } from '#base/i18n/index.ts'
import type { Received } from '#base/ui/index.ts'
import {
  ActButton,
  Answered,
  Facts,
  Moment,
  Page,
  Section,
  TlpBadge,
  useAnswer,
  useEither,
  useLanguage,
  useLive,
  useMe,
  useText,
} from '#base/ui/index.ts'
import { TLP } from '#core/envelope/index.ts'
import { channelNames } from '../charter-form.ts'
import type { getCharter, getCharterChanges } from '../routes.ts'
import { ComingChanges } from './changes.tsx'
import { EditCharter } from './edit-charter.tsx'
import { Versions } from './versions.tsx'
import { useCharterWords } from './words.tsx'

export type Ruling = Received<typeof getCharter>
type Charter = Ruling['charter']

/** The charter that rules, in words; what is about to change on top of it, and every version below. */
export function CharterPage() {
  const t = useText()
  const ruling = useAnswer<typeof getCharter>('/api/charter')
  const changes = useAnswer<typeof getCharterChanges>('/api/charter/changes')
  const [editing, setEditing] = useState(false)
  const because = useMe().may.charter ? undefined : t('app.charter.may_not', { who: t('people.may.charter') })
  useLive(({ about }) => {
    if (about !== 'charter' || editing) return
    void ruling.refetch()
    void changes.refetch()
  })
  return (
    <Answered of={ruling}>
      {(found) =>
        editing ? (
          <EditCharter
            ruling={found}
            done={() => {
              setEditing(false)
              // what has become of it stands on top
              scrollTo(0, 0)
            }}
          />
        ) : (
          <Page
            title={t('association.charter.title')}
            lead={
              <>
                {t('association.charter.version', { version: found.version })}
                {' · '}
                <Moment at={found.adoptedAt} />
              </>
            }
            actions={
              <ActButton because={because} onClick={() => setEditing(true)}>
                {t('app.charter.change')}
              </ActButton>
            }
          >
            <ComingChanges />
            <Terms charter={found.charter} />
            <Numbers charter={found.charter} />
            <Lists charter={found.charter} />
            <Channels charter={found.charter} />
            <Versions />
          </Page>
        )
      }
    </Answered>
  )
}

function Terms({ charter }: { charter: Charter }) {
  const t = useText()
  const { language } = useLanguage()
  const either = useEither()
  const words = useCharterWords()
  const name = (field: keyof Charter) => t(`association.charter.${field}`)
  const roles = (all: readonly string[]) => (all.length > 0 ? words.roles(all) : t('charter.no_roles'))
  return (
    <Section title={t('app.charter.terms')}>
      <Facts
        of={[
          [
            name('languages'),
            charter.languages.map((one) => t(`common.language.${one}`)).join(t('app.list_comma')),
          ],
          [name('defaultLanguage'), t(`common.language.${charter.defaultLanguage}`)],
          [name('timeZone'), charter.timeZone],
          [name('fiscalYearStartsIn'), monthWords(charter.fiscalYearStartsIn, language)],
          [name('greenCommunity'), either(charter.greenCommunity.ja, charter.greenCommunity.en)],
          [name('needToKnowRoles'), roles(charter.needToKnowRoles)],
          [name('sourceRoles'), roles(charter.sourceRoles)],
          [name('breakGlassRoles'), roles(charter.breakGlassRoles)],
        ]}
      />
    </Section>
  )
}

function Numbers({ charter }: { charter: Charter }) {
  const t = useText()
  const name = (field: keyof Charter) => t(`association.charter.${field}`)
  const { sessions } = charter
  return (
    <Section title={t('app.charter.numbers')}>
      <Facts
        of={[
          [name('k'), charter.k],
          [name('holdSeconds'), t('app.charter.hold', charter.holdSeconds)],
          [name('answerWithinDays'), t('charter.answers', charter.answerWithinDays)],
          [name('remindAtPercent'), t('charter.reminders', charter.remindAtPercent)],
          [name('objectionWithin'), t('charter.objections', charter.objectionWithin)],
          [
            name('confirmationEveryMonths'),
            t('app.charter.months', { count: charter.confirmationEveryMonths }),
          ],
          [
            name('sessions'),
            t('app.charter.sessions', {
              idle: sessions.idleMinutes,
              absolute: sessions.absoluteHours,
              fresh: sessions.freshMinutes,
            }),
          ],
          [name('trustChangeHours'), t('charter.hours', { count: charter.trustChangeHours })],
          [name('openingWaitHours'), t('charter.hours', { count: charter.openingWaitHours })],
          [name('invitationDays'), t('app.charter.days', { count: charter.invitationDays })],
        ]}
      />
    </Section>
  )
}

function Lists({ charter }: { charter: Charter }) {
  const t = useText()
  const either = useEither()
  const join = (list: readonly string[]) => list.join(t('app.list_comma'))
  const words = (list: Charter['sectors']) => join(list.map(({ label }) => either(label.ja, label.en)))
  return (
    <Section title={t('app.charter.lists')}>
      <Facts
        of={[
          [t('association.charter.sectors'), words(charter.sectors)],
          [t('association.charter.districts'), words(charter.districts)],
          [t('association.charter.memberKinds'), words(charter.memberKinds)],
          [
            t('association.charter.holidays'),
            charter.holidays.length > 0 ? join(charter.holidays) : t('charter.no_holidays'),
          ],
        ]}
      />
    </Section>
  )
}

/** How much of an item each channel may carry, per label. */
function Channels({ charter }: { charter: Charter }) {
  const t = useText()
  return (
    <Section title={t('association.charter.channels')}>
      <p className="dimmed">{t('app.charter.sizes_help')}</p>
      <div className="rows">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('app.charter.label')}</th>
              {channelNames.map((channel) => (
                <th key={channel} scope="col">
                  {t(`app.charter.channel.${channel}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...TLP].reverse().map((label) => (
              <tr key={label}>
                <th scope="row">
                  <TlpBadge tlp={label} />
                </th>
                {channelNames.map((channel) => (
                  <td key={channel} data-label={t(`app.charter.channel.${channel}`)}>
                    {t(`app.charter.size.${charter.channels[label][channel]}`)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
