import '@mantine/spotlight/styles.layer.css'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { useEffect, useState } from 'react'
import { useText } from './language.tsx'
import { type Reachable, useReachable } from './palette.tsx'

const [store, { open }] = createSpotlight()

/**
 * The palette itself (Ctrl/⌘ K), loaded when first asked for; open while it is mounted. `find` looks for items on
 * the server as one types.
 */
export function PaletteBox({
  find,
  close,
}: {
  find: (query: string) => Promise<readonly Reachable[]>
  close: () => void
}) {
  const t = useText()
  const known = useReachable()
  const [query, setQuery] = useState('')
  const [found, setFound] = useState<readonly Reachable[]>([])

  useEffect(open, [])
  useEffect(() => {
    let current = true
    const timer = setTimeout(
      () => {
        void find(query.trim()).then((list) => {
          if (current) setFound(list)
        })
      },
      query.trim() ? 150 : 0,
    )
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [query, find])

  const shown = [...known.filter(matches(query)), ...found].slice(0, 40)
  const groups = [...new Set(shown.map(({ group }) => group))]
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={close}
      transitionProps={{ duration: 0 }}
      aria-label={t('app.palette.open')}
      overlayProps={{ backgroundOpacity: 0.4, blur: 0 }}
      yOffset="12vh"
      centered={false}
      scrollable
      maxHeight={420}
    >
      <Spotlight.Search placeholder={t('app.palette.ask')} aria-label={t('app.palette.ask')} />
      <Spotlight.ActionsList>
        {shown.length === 0 && <Spotlight.Empty>{t('app.palette.nothing')}</Spotlight.Empty>}
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {shown
              .filter((one) => one.group === group)
              .map((one) => (
                <Spotlight.Action
                  key={one.id}
                  label={one.label}
                  {...(one.hint && { description: one.hint })}
                  onClick={() => {
                    close()
                    one.run()
                  }}
                />
              ))}
          </Spotlight.ActionsGroup>
        ))}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

const matches = (query: string) => {
  const words = query.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  return ({ label, hint, words: more = [] }: Reachable): boolean => {
    const text = [label, hint, ...more].join(' ').normalize('NFKC').toLowerCase()
    return words.every((word) => text.includes(word))
  }
}
