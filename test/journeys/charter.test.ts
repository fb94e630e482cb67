import { become, type DemoSeat, seats } from '../support/demo-person.ts'
import { journey } from '../support/journey.ts'
import { sharedDemo } from '../support/running.ts'
import { scenes, type Tab } from '../support/window.ts'

const demo = sharedDemo()

const chair: DemoSeat = { ja: ['運営委員会', '委員長'], en: ['Steering committee', 'Chair'] }

const atCharter = async (tab: Tab) => {
  await tab.go('/charter')
  await tab.arrive(tab.t('association.charter.title'))
}
const prove = async (tab: Tab) => {
  await tab.press(tab.find('button', tab.t('signIn.fresh.demo')))
  await tab.page.getByRole('dialog').waitFor({ state: 'detached' })
}

journey(
  'what opens reading is proposed by one, seen by everybody, confirmed by another, and taken back in time',
  [scenes.deskLightJa, scenes.phoneDarkEn],
  async ({ scene, sit, step }) => {
    const house = await demo()
    const [office, member, committee] = await Promise.all(
      [1, 2, 3].map(async () => (await sit(house.url)).tab()),
    )
    if (!office || !member || !committee) throw new Error('three persons sit at three screens')
    const opens = (tab: Tab) =>
      tab.page
        .getByText(
          tab.t('charter.opens.channels', {
            label: 'TLP:AMBER',
            channel: tab.t('app.charter.channel.chat'),
            from: tab.t('app.charter.size.notice'),
            to: tab.t('app.charter.size.full'),
          }),
        )
        .first()

    await step('an officer lets a channel carry more: the page says that it waits', async () => {
      await become(office, scene, seats.officer)
      await atCharter(office)
      await office.press(office.find('button', office.t('app.charter.change')))
      await office.arrive(office.t('app.charter.change'))
      const cell = office.t('charter.cell', {
        channel: office.t('app.charter.channel.chat'),
        label: 'TLP:AMBER',
      })
      await office.pick(office.find('combobox', cell), office.t('app.charter.size.full'))
      await opens(office).waitFor()
      await office.look()
      await office.press(office.find('button', office.t('charter.edit.propose')))
      await prove(office)
      await office.arrive(office.t('association.charter.title'))
      await opens(office).waitFor()
      await office.page.getByText(office.t('charter.change.because.not_chair')).waitFor()
    })

    await step('a member of any team is told on Home, and reads what it opens', async () => {
      await become(member, scene, seats.motors)
      await member.page.getByText(member.t('charter.home.proposed', { count: 1 })).waitFor()
      await member.press(member.find('link', member.t('charter.home.look')))
      await member.arrive(member.t('association.charter.title'))
      await opens(member).waitFor()
      await member.page.getByText(member.t('charter.change.because.not_proposer')).waitFor()
    })

    await step('the chair confirms it, and takes it back before its time', async () => {
      await become(committee, scene, chair)
      await atCharter(committee)
      await opens(committee).waitFor()
      await committee.press(committee.find('button', committee.t('charter.change.confirm')))
      await prove(committee)
      const takeBack = committee.find('button', committee.t('charter.change.take_back'))
      await takeBack.waitFor()
      await committee.look()
      await committee.press(takeBack)
      await opens(committee).waitFor({ state: 'detached' })
      await committee.look()
    })

    await step('nothing is announced any more', async () => {
      await member.go('/home')
      await member.arrive(member.t('app.home.title'))
      const notice = member.find('link', member.t('charter.home.look'))
      if (await notice.isVisible())
        throw new Error('the notice of a change that was taken back is still there')
    })
  },
)
