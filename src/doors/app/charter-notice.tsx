import { Go, links, Moment, Note, useAnswer, useText } from '#base/ui/index.ts'
import type { getCharterChanges } from '#people/association/routes.ts'

/** Everybody is told beforehand that the rules of reading are about to open; what they open stands in the charter. */
export function CharterNotice() {
  const t = useText()
  const changes = useAnswer<typeof getCharterChanges>('/api/charter/changes').data?.changes ?? []
  const waiting = changes.filter(({ state }) => state === 'waiting')
  const proposed = changes.length - waiting.length
  if (changes.length === 0) return null
  const soonest = waiting[0]?.inForceFrom
  return (
    <Note kind="caution">
      {waiting.length > 0 && (
        <p>
          {t('charter.home.waiting', { count: waiting.length })}
          {soonest && (
            <>
              <br />
              {t('charter.home.from')} <Moment at={soonest} relative />
            </>
          )}
        </p>
      )}
      {proposed > 0 && <p>{t('charter.home.proposed', { count: proposed })}</p>}
      <Go to={links.charter()}>{t('charter.home.look')}</Go>
    </Note>
  )
}
