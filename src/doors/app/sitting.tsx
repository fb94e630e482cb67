import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Received } from '#base/ui/index.ts'
import {
  actingNow,
  callAs,
  type Here,
  HereProvider,
  Loading,
  ProblemBox,
  problemCode,
  useAnswer,
  useLanguage,
} from '#base/ui/index.ts'
import type { getAssociation } from '#people/association/routes.ts'
import type { getSession } from '#people/identity/routes.ts'
import { hatsOf, houseOf } from './here.ts'

/** Which hat this tab wears; other tabs keep their own. */
const ofThisTab = 'renkei.acting-as'
/** What a new tab begins with. */
const ofThisBrowser = 'renkei.acting-as.last'

const worn = (): string | null => sessionStorage.getItem(ofThisTab) ?? localStorage.getItem(ofThisBrowser)

/**
 * Finds out who sits at this screen and which hat this tab wears, and tells everything below. A hat that is gone
 * (appointment ended meanwhile) is taken off.
 */
export function Sitting({ children }: { children: ReactNode }) {
  const answers = useQueryClient()
  const { language, speak } = useLanguage()
  const [hat, setHat] = useState(worn)
  callAs({ actingAs: hat, language })

  const house = useLast(useAnswer<typeof getAssociation>('/api/association').data)
  const session = useAnswer<typeof getSession>('/api/session')
  const sitting = useLast(session.data)
  const person = sitting?.person ?? null
  // the hat of somebody else, or one that is gone
  const refused = problemCode(session.error) === 'acting_as_refused'
  useEffect(() => {
    if (!refused) return
    sessionStorage.removeItem(ofThisTab)
    localStorage.removeItem(ofThisBrowser)
    setHat(null)
  }, [refused])

  const hats = useMemo(() => (person ? hatsOf(person.appointments) : []), [person])
  const wears = hats.find(({ appointment }) => appointment === hat) ?? hats[0] ?? null
  useEffect(() => {
    if (person && (wears?.appointment ?? null) !== hat) setHat(wears?.appointment ?? null)
  }, [person, wears, hat])

  // the person's own language, once known; afterwards the switch decides
  const spoken = useRef<string | null>(null)
  useEffect(() => {
    if (person && spoken.current !== person.id) speak(person.language)
    spoken.current = person?.id ?? null
  }, [person, speak])

  const putOn = useCallback((appointment: string) => {
    sessionStorage.setItem(ofThisTab, appointment)
    localStorage.setItem(ofThisBrowser, appointment)
    callAs({ actingAs: appointment })
    setHat(appointment)
  }, [])
  const lookAgain = useCallback(async () => {
    await answers.refetchQueries({ predicate: ({ queryKey }) => whoAndWhere.has(String(queryKey[1])) })
    // whoever has just gone asks nothing more
    const now = answers.getQueryData<Received<typeof getSession>>([actingNow(), '/api/session', null])
    if (now?.signedIn)
      await answers.invalidateQueries({ predicate: ({ queryKey }) => !whoAndWhere.has(String(queryKey[1])) })
  }, [answers])
  // what one person was answered is not for the next
  const asked = useRef<string | null | undefined>(undefined)
  useEffect(() => {
    const now = person?.id ?? null
    if (sitting && asked.current !== undefined && asked.current !== now)
      answers.removeQueries({ predicate: ({ queryKey }) => !whoAndWhere.has(String(queryKey[1])) })
    if (sitting) asked.current = now
  }, [sitting, person, answers])

  const here = useMemo<Here>(
    () => ({
      me: person && {
        person: person.id,
        name: { ja: person.nameJa, en: person.nameEn },
        language: person.language,
        hats,
        hat: wears,
        mailed: sitting?.mailed ?? true,
        may: sitting?.may ?? {},
      },
      house: house ? houseOf(house) : null,
      putOn,
      lookAgain,
    }),
    [person, hats, wears, sitting, house, putOn, lookAgain],
  )
  if (session.error && !sitting && !refused)
    return (
      <main className="bare">
        <ProblemBox error={session.error} retry={() => session.refetch()} />
      </main>
    )
  if (!sitting || !house) return <Loading />
  return <HereProvider here={here}>{children}</HereProvider>
}

/** The last answer, while the next one is under way: the screens below must not come and go with each hat. */
function useLast<T>(answer: T | undefined): T | undefined {
  const last = useRef(answer)
  if (answer !== undefined) last.current = answer
  return last.current
}

const whoAndWhere = new Set(['/api/session', '/api/association'])
