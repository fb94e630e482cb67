import type { Act } from '#base/db/index.ts'
import { openPgp } from '#base/pgp/index.ts'
import { defaultCharter } from '#core/charter/index.ts'
import { accept, createAgreement, endAcceptance, publishVersion } from '#people/agreements/index.ts'
import {
  decideProposal,
  endAppointment,
  enterAppointment,
  proposeChange,
  readKey,
} from '#people/directory/index.ts'
import { found } from '#people/founding/index.ts'
import { answerRequest, askToJoin, createGroup, editGroupCharter } from '#people/groups/index.ts'
import { changeStanding, enrolTeam } from '#people/membership/index.ts'
import { demoAgreement, demoNextText } from './agreements.ts'
import { type Cast, type DemoDeps, type Person, pocOf } from './cast.ts'
import { demoGroups, demoLapsed, demoMissing } from './groups.ts'
import { type DemoAppointment, demoPeople } from './people.ts'
import { type DemoTeam, demoTeams } from './teams.ts'
import { writeDemoWarnings } from './write-warnings.ts'

const DAY = 86_400_000

/**
 * Founds the demo association and lives ten years of it: every step is an act, at its own time, so that the audit
 * chain and every history are as they would have grown.
 */
export async function foundDemo(deps: DemoDeps, now: Date): Promise<void> {
  const cast: Cast = {
    teams: new Map(),
    groups: new Map(),
    pocs: new Map(),
    reviewers: new Map(),
    chairs: new Map(),
    now,
  }
  const system = <T>(daysAgo: number, fn: (act: Act) => Promise<T>) =>
    deps.db
      .asViewer({ kind: 'system', purpose: 'demo' }, { at: new Date(now.getTime() - daysAgo * DAY) })
      .act(fn, { lock: 'exclusive' })

  const bodies = await system(3650, (act) => foundAssociation(act, deps.url))
  for (const [handle, id] of Object.entries(bodies)) cast.groups.set(handle, id)
  for (const team of demoTeams) {
    const days = team.status === 'prospect' ? 60 : team.years * 365
    cast.teams.set(team.handle, await system(days, (act) => enter(act, team)))
  }
  for (const group of demoGroups)
    cast.groups.set(group.handle, await system(1500, (act) => createDemoGroup(act, group)))
  await appointPeople(deps, cast, system)
  await joinGroups(deps, cast, system)
  await agree(deps, cast, system)
  await uploadKeys(deps, cast)
  await system(20, async (act) => {
    for (const team of demoTeams) {
      const id = cast.teams.get(team.handle) as string
      if (team.status === 'restricted')
        await changeStanding(act, 'restrict', id, '登録情報の定期確認が 2 回続けて未了のため')
      if (team.status === 'suspended')
        await changeStanding(act, 'suspend', id, '連絡訓練に応答がなく、連絡窓口が確認できないため')
      if (team.status === 'ended') await changeStanding(act, 'end', id, '退会')
    }
  })
  await writeDemoWarnings(deps, cast)
}

async function foundAssociation(act: Act, url: string): Promise<Record<string, string>> {
  const officer = demoPeople.find((person) => person.appointments.some((one) => one.role === 'officer'))
  if (!officer) throw new Error('the demo needs an officer')
  const { bodies } = await found(act, {
    mode: 'demo',
    nameJa: '見本シーサート協議会',
    nameEn: 'Sample CSIRT Association',
    shortJa: '見本協議会',
    shortEn: 'SCA',
    url,
    charter: defaultCharter,
    officers: [newPerson(officer)],
    team: null,
  })
  return { ...bodies }
}

const mailOf = (en: string): string => `${en.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@csirt.example.jp`
const newPerson = (person: { ja: string; en: string; language: 'ja' | 'en' }) => ({
  nameJa: person.ja,
  nameEn: person.en,
  email: mailOf(person.en),
  language: person.language,
})

async function enter(act: Act, team: DemoTeam): Promise<string> {
  const { id } = await enrolTeam(act, {
    handle: team.handle,
    nameJa: team.ja,
    nameEn: team.en,
    shortName: team.short,
    alternativeNames: [],
    legalEntities: [...(team.entities ?? [team.ja])],
    boundContractors: [...(team.contractors ?? [])],
    language: 'ja',
    releaseRoles: ['poc', 'deputy'],
    sector: team.sector,
    district: team.district,
    kind: team.kind,
    domains: [`${team.handle}.example.jp`],
    networks: team.network ? [team.network] : [],
  })
  if (team.status !== 'prospect') await changeStanding(act, 'admit', id, null)
  return id
}

async function createDemoGroup(act: Act, group: (typeof demoGroups)[number]): Promise<string> {
  const { id } = await createGroup(act, {
    kind: group.kind,
    handle: group.handle,
    nameJa: group.ja,
    nameEn: group.en,
    purposeJa: group.purposeJa,
    purposeEn: group.purposeEn,
    hiddenMembers: group.hidden ?? false,
    agreements: [],
    barredKinds: [],
    parent: null,
  })
  return id
}

type System = <T>(daysAgo: number, fn: (act: Act) => Promise<T>) => Promise<T>

async function appointPeople({ keys }: DemoDeps, cast: Cast, system: System): Promise<void> {
  for (const person of demoPeople) {
    for (const appointment of person.appointments) {
      const days = sinceDays(appointment)
      const seat = seatOf(appointment, cast)
      const alreadyOfficer = appointment.role === 'officer'
      const made = await system(days, (act) =>
        alreadyOfficer
          ? Promise.resolve(null)
          : enterAppointment(act, {
              seat,
              person: newPerson(person),
              terms: {
                role: appointment.role,
                tie: appointment.tie ?? 'employee',
                firm: appointment.firm ?? null,
              },
              since: null,
            }),
      )
      if (!made?.appointment) continue
      const { person: personId, appointment: id } = made
      const asker: Person = { kind: 'person', person: personId, appointment: id, tag: keys.tag('owner', id) }
      if (appointment.role === 'poc' && appointment.endedDaysAgo === undefined)
        cast.pocs.set(appointment.side, asker)
      if (appointment.role === 'reviewer') cast.reviewers.set(appointment.side, asker)
      if (appointment.role === 'chair') cast.chairs.set(appointment.side.slice('group:'.length), asker)
      const ended = appointment.endedDaysAgo
      if (ended !== undefined)
        await system(ended, (act) => endAppointment(act, made.appointment as string, null))
    }
  }
}

const seatOf = ({ side }: DemoAppointment, cast: Cast) =>
  side.startsWith('group:')
    ? { group: cast.groups.get(side.slice('group:'.length)) as string }
    : { team: cast.teams.get(side) as string }

function sinceDays({ side }: DemoAppointment): number {
  const team = demoTeams.find((one) => one.handle === side)
  if (!team) return 900
  return team.status === 'prospect' ? 55 : Math.max(1, team.years * 365 - 1)
}

async function joinGroups({ db }: DemoDeps, cast: Cast, system: System): Promise<void> {
  const by = <T>(asker: Person, daysAgo: number, fn: (act: Act) => Promise<T>) =>
    db.asViewer(asker, { at: new Date(cast.now.getTime() - daysAgo * DAY) }).act(fn, { lock: 'exclusive' })
  for (const group of demoGroups) {
    const id = cast.groups.get(group.handle) as string
    for (const handle of group.members) {
      const days = Math.min(1200, (demoTeams.find((one) => one.handle === handle)?.years ?? 0) * 365 - 30)
      const team = cast.teams.get(handle) as string
      const asked = await by(pocOf(cast, handle), days, (act) =>
        askToJoin(act, id, { team, standing: 'member' }),
      )
      await system(days, (act) => answerRequest(act, asked.id, true))
    }
    // A prospect does not see the group before its chair invites it.
    for (const handle of group.guests ?? []) {
      const team = cast.teams.get(handle) as string
      const asked = await by(cast.chairs.get(group.handle) as Person, 40, (act) =>
        askToJoin(act, id, { team, standing: 'guest' }),
      )
      await by(pocOf(cast, handle), 39, (act) => answerRequest(act, asked.id, true))
    }
  }
}

/** The SIG's agreement: accepted by most, lapsed for one, never accepted by another. */
async function agree({ db }: DemoDeps, cast: Cast, system: System): Promise<void> {
  const { id } = await system(1100, (act) => createAgreement(act, { ...demoAgreement, inForceFrom: null }))
  const sig = demoGroups.find((group) => group.handle === 'sig-control')
  const members = (sig?.members ?? []).filter((handle) => !demoMissing.includes(handle))
  const by = <T>(handle: string, daysAgo: number, fn: (act: Act) => Promise<T>) =>
    db
      .asViewer(pocOf(cast, handle), { at: new Date(cast.now.getTime() - daysAgo * DAY) })
      .act(fn, { lock: 'exclusive' })
  for (const handle of members) await by(handle, 700, (act) => accept(act, id, 1))
  await system(400, (act) =>
    publishVersion(act, id, { ...demoNextText, inForceFrom: new Date(cast.now.getTime() - 360 * DAY) }),
  )
  for (const handle of members) {
    const { id: acceptance } = await by(handle, 380, (act) => accept(act, id, 2))
    if (demoLapsed.includes(handle)) await system(15, (act) => endAcceptance(act, acceptance))
  }
  await system(690, (act) => requireAgreement(act, cast.groups.get('sig-control') as string, id))
}

async function requireAgreement(act: Act, group: string, agreement: string): Promise<void> {
  await editGroupCharter(act, group, { hiddenMembers: true, agreements: [agreement], barredKinds: [] })
}

/** OpenPGP keys: most teams have one, for one it has expired, some have none. Proposed by the team, confirmed. */
async function uploadKeys({ db }: DemoDeps, cast: Cast): Promise<void> {
  const pgp = openPgp({ threads: 1 })
  try {
    for (const [index, team] of demoTeams.entries()) {
      if (team.status || index % 3 === 2) continue
      const expired = index === 4
      const made = new Date(cast.now.getTime() - 500 * DAY)
      const pair = await pgp.generate({
        name: team.en,
        address: `csirt@${team.handle}.example.jp`,
        at: made,
        lifetime: (expired ? 495 : 1500) * 86_400,
      })
      const at = new Date(cast.now.getTime() - 490 * DAY)
      const key = await readKey(pgp, pair.publicKey, at)
      const id = cast.teams.get(team.handle) as string
      const proposal = await db
        .asViewer(pocOf(cast, team.handle), { at })
        .act((act) => proposeChange(act, id, { field: 'keys', value: { person: null, key } }))
      await db
        .asViewer({ kind: 'system', purpose: 'demo' }, { at })
        .act((act) => decideProposal(act, proposal.id, { outcome: 'confirmed', reason: null }), {
          lock: 'exclusive',
        })
    }
  } finally {
    await pgp.close()
  }
}
