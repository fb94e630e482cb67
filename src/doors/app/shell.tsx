import './shell.css'
import { useMediaQuery } from '@mantine/hooks'
import { IconDots, IconSearch } from '@tabler/icons-react'
import { useRouterState } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react'
import {
  Go,
  KeyCaps,
  keepLive,
  links,
  roleWords,
  useEither,
  useGo,
  useHere,
  useKeys,
  useLive,
  useMe,
  usePalette,
  useText,
} from '#base/ui/index.ts'
import { ActingAs } from './acting-as.tsx'
import { finder } from './find.ts'
import { Foot } from './foot.tsx'
import { type AppSection, sectionsFor } from './sections.ts'
import { StopExercise } from './stop-exercise.tsx'

const MoreDrawer = lazy(async () => ({ default: (await import('./more-drawer.tsx')).MoreDrawer }))
const PaletteBox = lazy(async () => ({ default: (await import('#base/ui/palette-box.tsx')).PaletteBox }))

/** The frame of every screen behind sign-in: rail, acting-as, palette; on a phone a bottom bar. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useText()
  const [palette, setPalette] = useState(false)
  const [more, setMore] = useState(false)
  const onPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  usePaletteOfShell()
  const either = useEither()
  const go = useGo()
  const find = useMemo(() => finder(t, either, go), [t, either, go])
  useLiveOfShell()
  useKeys([{ keys: 'mod+K', what: t('app.palette.open'), run: () => setPalette(true) }])

  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('common.skip_to_content')}
      </a>
      {onPhone ? (
        <section className="shell-top" aria-label={t('app.acting.label')}>
          <HouseName />
          <ActingAs />
        </section>
      ) : (
        <nav className="shell-rail" aria-label={t('app.nav.label')}>
          <HouseName />
          <ActingAs />
          <PaletteButton open={() => setPalette(true)} />
          <Rail />
          <Foot />
        </nav>
      )}
      <main id="main" tabIndex={-1} className="shell-main">
        <StopExercise />
        {children}
      </main>
      {onPhone && <BottomBar showMore={() => setMore(true)} />}
      {onPhone && more && (
        <Suspense>
          <MoreDrawer close={() => setMore(false)}>
            <PaletteButton
              open={() => {
                setMore(false)
                setPalette(true)
              }}
            />
            <Rail />
            <Foot />
          </MoreDrawer>
        </Suspense>
      )}
      {palette && (
        <Suspense>
          <PaletteBox find={find} close={() => setPalette(false)} />
        </Suspense>
      )}
    </div>
  )
}

function PaletteButton({ open }: { open: () => void }) {
  const t = useText()
  return (
    <button type="button" className="shell-button" onClick={open}>
      <IconSearch size={20} aria-hidden />
      <span>{t('app.palette.open')}</span>
      <KeyCaps keys="mod+K" />
    </button>
  )
}

/** The association's name, and that a demo is one. */
function HouseName() {
  const t = useText()
  const either = useEither()
  const { house } = useHere()
  return (
    <div className="shell-name">
      <Go to={links.home()}>{house ? either(house.short.ja, house.short.en) : t('common.product')}</Go>
      {house?.mode === 'demo' && <span className="shell-demo">{t('app.demo_mark')}</span>}
    </div>
  )
}

function Rail() {
  const t = useText()
  const all = sectionsFor(useMe())
  const parts = [
    ['member', t('app.nav.member_part')],
    ['office', t('app.nav.office_part')],
  ] as const
  return (
    <div className="shell-nav">
      {parts.map(([part, name]) => (
        <div key={part}>
          <p className="shell-part">{name}</p>
          <ul>
            {all
              .filter((section) => section.part === part)
              .map((section) => (
                <li key={section.to}>
                  <SectionLink section={section} size={20} />
                </li>
              ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

function SectionLink({ section, size }: { section: AppSection; size: number }) {
  const t = useText()
  const go = useGo()
  const here = useRouterState({ select: ({ location }) => location.pathname })
  const current = here === section.to || here.startsWith(`${section.to}/`)
  return (
    <a
      className="shell-link"
      href={section.to}
      {...(current && { 'aria-current': 'page' as const })}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        go(section.to)
      }}
    >
      <section.icon size={size} stroke={1.6} aria-hidden />
      {t(section.name)}
    </a>
  )
}

function BottomBar({ showMore }: { showMore: () => void }) {
  const t = useText()
  const first = sectionsFor(useMe()).filter((section) => section.first)
  return (
    <nav className="shell-bottom" aria-label={t('app.nav.short_label')}>
      <ul>
        {first.map((section) => (
          <li key={section.to}>
            <SectionLink section={section} size={22} />
          </li>
        ))}
        <li>
          <button type="button" className="shell-button" onClick={showMore}>
            <IconDots size={22} stroke={1.6} aria-hidden />
            {t('app.nav.more')}
          </button>
        </li>
      </ul>
    </nav>
  )
}

/** Every section and every hat can be reached by the palette. */
function usePaletteOfShell(): void {
  const t = useText()
  const either = useEither()
  const go = useGo()
  const me = useMe()
  const { putOn } = useHere()
  usePalette([
    ...sectionsFor(me).map((section) => ({
      id: section.to,
      label: t(section.name),
      group: t('app.palette.screens'),
      run: () => go(section.to),
    })),
    { id: links.me(), label: t('app.account'), group: t('app.palette.screens'), run: () => go(links.me()) },
    ...(me.may.write
      ? [
          {
            id: links.compose(),
            label: t('app.compose'),
            group: t('app.palette.acts'),
            run: () => go(links.compose()),
          },
        ]
      : []),
    {
      id: links.lookUp(),
      label: t('app.look_up'),
      group: t('app.palette.acts'),
      run: () => go(links.lookUp()),
    },
    ...me.hats
      .filter(({ appointment }) => appointment !== me.hat?.appointment)
      .map((hat) => ({
        id: hat.appointment,
        label: either(hat.name.ja, hat.name.en),
        hint: roleWords(t, hat.role, hat.body),
        group: t('app.palette.hats'),
        run: () => putOn(hat.appointment),
      })),
  ])
}

/** One live stream under this hat. A change of standing or role is looked up at once: closing never waits. */
function useLiveOfShell(): void {
  const { lookAgain } = useHere()
  const appointment = useMe().hat?.appointment
  useEffect(() => {
    if (!appointment) return
    const ended = new AbortController()
    // an end that we did not ask for: the session or the hat is gone
    void keepLive(appointment, ended.signal).then(() => {
      if (!ended.signal.aborted) void lookAgain()
    })
    return () => ended.abort()
  }, [appointment, lookAgain])
  useLive(({ about }) => {
    if (about === 'standing' || about === 'charter' || about === 'everything') void lookAgain()
  })
}
