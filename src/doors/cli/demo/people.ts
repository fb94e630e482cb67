import { demoNames } from './names.ts'
import { demoTeams, SECRETARIAT_TEAM } from './teams.ts'

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

/** Who stands behind each team: two or three people, the small ones one. */
const inTeams: DemoPerson[] = []
let next = 0
const person = (appointments: readonly DemoAppointment[], language: 'ja' | 'en' = 'ja'): void => {
  const [ja, en] = demoNames[next++] ?? ['予備 人物', 'Spare Person']
  inTeams.push({ ja, en, language, appointments })
}

for (const [index, team] of demoTeams.entries()) {
  const side = team.handle
  person([{ side, role: 'poc' }], index % 9 === 4 ? 'en' : 'ja')
  if (team.status === 'prospect') continue
  person([{ side, role: index % 3 === 0 ? 'deputy' : 'analyst' }])
  if (index % 4 === 0) person([{ side, role: 'reviewer' }])
  if (side === SECRETARIAT_TEAM) {
    // R33: they run the secretariat and belong to a member; they act for one side at a time.
    person([
      { side, role: 'team_admin' },
      { side: 'group:secretariat', role: 'officer' },
    ])
    person([
      { side, role: 'analyst' },
      { side: 'group:secretariat', role: 'duty_officer' },
    ])
  }
}

// One CSIRT for many companies, by people of the group's companies.
person([{ side: 'group-csirt', role: 'analyst', tie: 'group_company', firm: '見本商事' }])
person([{ side: 'group-csirt', role: 'analyst', tie: 'group_company', firm: '見本物流' }])
// A contractor in three teams; two of them count the firm as inside.
person([
  { side: 'tokiwa-motors', role: 'analyst', tie: 'contractor', firm: '見本セキュリティサービス' },
  { side: 'yamabiko-chem', role: 'analyst', tie: 'contractor', firm: '見本セキュリティサービス' },
  { side: 'nagisa-rail', role: 'analyst', tie: 'contractor', firm: '見本セキュリティサービス' },
])
// One who left.
person([{ side: 'shirogane-steel', role: 'poc', endedDaysAgo: 40 }])
// Bodies: committee, auditor, working groups, an outside cooperator and a guest.
person([
  { side: 'asagiri-bank', role: 'team_admin' },
  { side: 'group:committee', role: 'chair' },
])
person([
  { side: 'tokiwa-motors', role: 'team_admin' },
  { side: 'group:committee', role: 'vice_chair' },
])
person([
  { side: 'hoshizora-tel', role: 'deputy' },
  { side: 'group:committee', role: 'member' },
])
person([
  { side: 'mihon-univ', role: 'team_admin' },
  { side: 'group:association', role: 'auditor' },
])
person([
  { side: 'kaede-pharma', role: 'deputy' },
  { side: 'group:wg-early-warning', role: 'chair' },
])
person([
  { side: 'akatsuki-power', role: 'deputy' },
  { side: 'group:sig-control', role: 'chair' },
])
person([{ side: 'group:wg-cases', role: 'cooperator', tie: 'volunteer' }], 'en')
person([{ side: 'group:wg-early-warning', role: 'guest', tie: 'volunteer' }])

export const demoPeople: readonly DemoPerson[] = inTeams
