import { createContext, type ReactNode, use } from 'react'
import type { Language } from '#base/i18n/index.ts'

/** One live appointment of the signed-in person: a role in a team or in a body. */
export interface Hat {
  readonly appointment: string
  readonly role: string
  /** `team` has sections of its own team; a body (`secretariat`, `committee`, …) those of the office. */
  readonly team: string | null
  readonly group: string | null
  readonly body: string | null
  readonly name: { readonly ja: string; readonly en: string }
  readonly short: string
}

/** The association as every screen needs it. */
export interface House {
  readonly name: { readonly ja: string; readonly en: string }
  readonly short: { readonly ja: string; readonly en: string }
  readonly mode: 'association' | 'demo'
  readonly timeZone: string
  /** What TLP:GREEN's community means here. */
  readonly greenCommunity: { readonly ja: string; readonly en: string }
}

/** Who sits at this screen. */
export interface Me {
  readonly person: string
  readonly name: { readonly ja: string; readonly en: string }
  readonly language: Language
  readonly hats: readonly Hat[]
  /** The hat of this tab; null when the person has none. */
  readonly hat: Hat | null
  /** Letters go out by themselves; false while no mail server is set up. */
  readonly mailed: boolean
  /** What this hat opens, as the server says; the acts decide, not this. */
  readonly may: Readonly<Record<string, boolean>>
}

export interface Here {
  readonly me: Me | null
  readonly house: House | null
  /** Puts on another hat, in this tab only. */
  readonly putOn: (appointment: string) => void
  /** Asks the server anew who sits here: after sign-in, sign-out, a changed role. */
  readonly lookAgain: () => Promise<void>
}

const Sitting = createContext<Here | null>(null)

/** Tells every screen below who sits here. The app's shell provides it. */
export const HereProvider = ({ here, children }: { here: Here; children: ReactNode }) => (
  <Sitting value={here}>{children}</Sitting>
)

/** Who sits here, if anybody, and in which house. */
export function useHere(): Here {
  const here = use(Sitting)
  if (!here) throw new Error('useHere outside HereProvider')
  return here
}

/** The signed-in person. Only on screens behind sign-in. */
export function useMe(): Me {
  const { me } = useHere()
  if (!me) throw new Error('nobody is signed in')
  return me
}

/** The time zone in which this association tells times. */
export const useZone = (): string => useHere().house?.timeZone ?? 'Asia/Tokyo'
