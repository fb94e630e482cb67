import { Button } from '@mantine/core'
import { Empty, GoButton, links, Page, useText } from '#base/ui/index.ts'

/** Nothing at this address, or nothing for this person: never told apart. */
export function Lost() {
  const t = useText()
  return (
    <Page title={t('app.lost.title')}>
      <Empty title={t('app.lost.what')} action={<GoButton to={links.home()}>{t('app.nav.home')}</GoButton>} />
    </Page>
  )
}

/** A screen that failed. What was typed is kept; a reload brings it back. */
export function Broken() {
  const t = useText()
  return (
    <Page title={t('app.broken.title')}>
      <Empty
        title={t('app.broken.what')}
        action={<Button onClick={() => location.reload()}>{t('common.action.reload')}</Button>}
      />
    </Page>
  )
}
