import { Outlet } from '@tanstack/react-router'
import { links, PageNav, useMe, useText } from '#base/ui/index.ts'

/** The screens on the own team, with the way between them. */
export function OurTeamTogether() {
  const t = useText()
  const { hat } = useMe()
  return (
    <>
      {hat?.team && (
        <PageNav
          label={t('directory.menu')}
          of={[
            [links.ourTeam(), t('directory.our_facts')],
            [links.ourPeople(), t('directory.our_people')],
            [links.ourKeys(), t('directory.our_keys')],
            [links.ourAgreements(), t('agreements.ours')],
            [links.ourWords(), t('sanitisation.words.title')],
            [links.ourAuthority(), t('approval.matrix.title')],
            [links.obstacles(), t('approval.obstacle.title')],
            [links.ourApiKeys(), t('directory.our_api_keys')],
          ]}
        />
      )}
      <Outlet />
    </>
  )
}

/** The screens of the office; the committee has those on membership alone. */
export function OfficeTogether() {
  const t = useText()
  const { may } = useMe()
  return (
    <>
      {may.office && (
        <PageNav
          label={t('office.menu')}
          of={[
            [links.secretariat(), t('office.desk')],
            [links.proposals(), t('directory.proposals')],
            [links.admissions(), t('office.teams')],
            [links.agreements(), t('agreements.title')],
            [links.obstacles(), t('approval.obstacle.title')],
            [links.deliverability(), t('deliveries.title')],
          ]}
        />
      )}
      <Outlet />
    </>
  )
}
