import { demoNames } from './names.ts'
import { type DemoTeam, demoTeams, SECRETARIAT_TEAM } from './teams.ts'

export type DemoRole =
  | 'poc'
  | 'deputy'
  | 'analyst'
  | 'reviewer'
  | 'team_admin'
  | 'officer'
  | 'duty_officer'
  | 'chair'
  | 'vice_chair'
  | 'member'
  | 'auditor'
  | 'cooperator'
  | 'guest'

export type DemoAppointment = {
  /** Handle of a team, or of a group written `group:<handle>`. */
  readonly side: string
  readonly role: DemoRole
  readonly tie?: 'employee' | 'seconded' | 'contractor' | 'group_company' | 'volunteer'
  readonly firm?: string
  /** Ended this many days ago. */
  readonly endedDaysAgo?: number
}

export type DemoPerson = {
  readonly ja: string
  readonly en: string
  readonly language: 'ja' | 'en'
  readonly appointments: readonly DemoAppointment[]
}

type Serving = readonly DemoAppointment[]

/** Who stands behind one team: two or three people; a prospect has one. */
function peopleOf({ handle: side, status }: DemoTeam, index: number): readonly Serving[] {
  if (status === 'prospect') return [[{ side, role: 'poc' }]]
  return [
    [{ side, role: 'poc' }],
    [{ side, role: index % 3 === 0 ? 'deputy' : 'analyst' }],
    ...(index % 4 === 0 ? [[{ side, role: 'reviewer' } as const]] : []),
    ...(side === SECRETARIAT_TEAM ? secretariat : []),
  ]
}

/** R33: they run the secretariat and belong to a member; they act for one side at a time. */
const secretariat: readonly Serving[] = [
  [
    { side: SECRETARIAT_TEAM, role: 'team_admin' },
    { side: 'group:secretariat', role: 'officer' },
  ],
  [
    { side: SECRETARIAT_TEAM, role: 'analyst' },
    { side: 'group:secretariat', role: 'duty_officer' },
  ],
]

const contracted = { role: 'analyst', tie: 'contractor', firm: '見本セキュリティサービス' } as const

const others: readonly Serving[] = [
  // One CSIRT for many companies, by people of the group's companies.
  [{ side: 'group-csirt', role: 'analyst', tie: 'group_company', firm: '見本商事' }],
  [{ side: 'group-csirt', role: 'analyst', tie: 'group_company', firm: '見本物流' }],
  // A contractor in three teams; two of them count the firm as inside.
  [
    { side: 'tokiwa-motors', ...contracted },
    { side: 'yamabiko-chem', ...contracted },
    { side: 'nagisa-rail', ...contracted },
  ],
  // One who left.
  [{ side: 'shirogane-steel', role: 'poc', endedDaysAgo: 40 }],
  // Bodies: committee, auditor, working groups, an outside cooperator and a guest.
  [
    { side: 'asagiri-bank', role: 'team_admin' },
    { side: 'group:committee', role: 'chair' },
  ],
  [
    { side: 'tokiwa-motors', role: 'team_admin' },
    { side: 'group:committee', role: 'vice_chair' },
  ],
  [
    { side: 'hoshizora-tel', role: 'deputy' },
    { side: 'group:committee', role: 'member' },
  ],
  [
    { side: 'mihon-univ', role: 'team_admin' },
    { side: 'group:association', role: 'auditor' },
  ],
  [
    { side: 'kaede-pharma', role: 'deputy' },
    { side: 'group:wg-early-warning', role: 'chair' },
  ],
  [
    { side: 'akatsuki-power', role: 'deputy' },
    { side: 'group:sig-control', role: 'chair' },
  ],
  [{ side: 'group:wg-cases', role: 'cooperator', tie: 'volunteer' }],
  [{ side: 'group:wg-early-warning', role: 'guest', tie: 'volunteer' }],
  // Lawyers: what their teams tell of victims is released once one of them approved it.
  [{ side: 'komorebi-foods', role: 'reviewer' }],
  [{ side: 'kaede-pharma', role: 'reviewer' }],
  [{ side: 'asagiri-bank', role: 'reviewer' }],
]

export const demoPeople: readonly DemoPerson[] = [...demoTeams.flatMap(peopleOf), ...others].map(
  (appointments, index) => {
    const [ja, en] = demoNames[index] ?? ['予備 人物', 'Spare Person']
    return { ja, en, language: index % 12 === 7 ? 'en' : 'ja', appointments }
  },
)
