import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { defaultCharter } from '../../src/core/charter/index.ts'
import type { Envelope, Term } from '../../src/core/envelope/index.ts'
import type { Asker } from '../../src/core/policy/index.ts'

/**
 * A small association for tests: four teams, a working group, a SIG with hidden members and a required agreement, a
 * committee and a secretariat. Written by the owner, as founding and years of life would have left it.
 */
export type SmallWorld = {
  readonly teams: Record<'alpha' | 'bravo' | 'charlie' | 'prospect', string>
  readonly groups: Record<'wg' | 'sig' | 'committee' | 'secretariat', string>
  readonly nda: string
  /** Askers by name: alphaPoc, alphaAnalyst, bravoPoc … */
  readonly as: Record<PersonName, Asker & { kind: 'person' }>
}

type PersonName =
  | 'alphaPoc'
  | 'alphaAnalyst'
  | 'alphaReviewer'
  | 'bravoPoc'
  | 'bravoAnalyst'
  | 'charliePoc'
  | 'prospectPoc'
  | 'duty'
  | 'officer'
  | 'chair'
  | 'auditor'

const LONG_AGO = new Date('2024-04-01T00:00:00Z')

export async function smallWorld(owner: pg.Pool): Promise<SmallWorld> {
  const teams = { alpha: randomUUID(), bravo: randomUUID(), charlie: randomUUID(), prospect: randomUUID() }
  const groups = { wg: randomUUID(), sig: randomUUID(), committee: randomUUID(), secretariat: randomUUID() }
  const association = randomUUID()
  const nda = randomUUID()
  await owner.query('insert into association.charters (version, body, adopted_at) values (1, $1, $2)', [
    JSON.stringify(defaultCharter),
    LONG_AGO,
  ])
  await owner.query(
    `insert into association.association (id, mode, name_ja, name_en, short_ja, short_en, url, founded_at)
     values ($1, 'association', '試験協議会', 'Test Association', '試験協', 'Test', 'http://localhost:3000', $2)`,
    [randomUUID(), LONG_AGO],
  )
  for (const [name, id] of Object.entries(teams)) {
    await owner.query(
      `insert into directory.teams (id, handle, name_ja, name_en, short_name, organisation_since, created_at) values ($1, $2, $3, $4, $5, $6, $6)`,
      [id, name, `${name} 株式会社`, `${name} Corp.`, name.toUpperCase(), LONG_AGO],
    )
    const member = name !== 'prospect'
    await owner.query(
      `insert into membership.standings (team_id, status, since, member_since, active_since) values ($1, $2, $3, $4, $4)`,
      [id, member ? 'active' : 'prospect', LONG_AGO, member ? LONG_AGO : null],
    )
    if (member)
      await owner.query(
        `insert into directory.facts (id, team_id, field, value, since) values ($1, $2, 'sector', $3, $4)`,
        [randomUUID(), id, name === 'charlie' ? 'energy' : 'finance', LONG_AGO],
      )
  }
  await owner.query(
    `insert into agreements.agreements (id, kind, title_ja, title_en, created_at) values ($1, 'nda', '秘密保持契約', 'NDA', $2)`,
    [nda, LONG_AGO],
  )
  await owner.query(
    `insert into agreements.versions (agreement_id, version, text_ja, text_en, in_force_from) values ($1, 1, '本文', 'Text', $2)`,
    [nda, LONG_AGO],
  )
  const group = (id: string, kind: string, handle: string, hidden = false, agreements: string[] = []) =>
    owner.query(
      `insert into groups.groups (id, kind, handle, name_ja, name_en, hidden_members, agreements, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, kind, handle, `${handle} 会`, `${handle} group`, hidden, agreements, LONG_AGO],
    )
  await group(association, 'association', 'association')
  await group(groups.wg, 'working-group', 'wg')
  await group(groups.sig, 'sig', 'sig', true, [nda])
  await group(groups.committee, 'committee', 'committee')
  await group(groups.secretariat, 'secretariat', 'secretariat')
  const member = (groupId: string, team: string) =>
    owner.query(`insert into groups.memberships (id, group_id, team_id, since) values ($1, $2, $3, $4)`, [
      randomUUID(),
      groupId,
      team,
      LONG_AGO,
    ])
  await member(groups.wg, teams.alpha)
  await member(groups.wg, teams.bravo)
  await member(groups.sig, teams.alpha)
  await member(groups.sig, teams.charlie)
  for (const team of [teams.alpha, teams.charlie])
    await owner.query(
      `insert into agreements.acceptances (id, agreement_id, version, team_id, signed_by, since, unbroken_since) values ($1, $2, 1, $3, $4, $5, $5)`,
      [randomUUID(), nda, team, await person(owner, 'Signer'), LONG_AGO],
    )
  const appoint = async (
    name: string,
    side: { team?: string; group?: string },
    role: string,
  ): Promise<Asker & { kind: 'person' }> => {
    const personId = await person(owner, name)
    const appointment = randomUUID()
    await owner.query(
      `insert into directory.appointments (id, person_id, team_id, group_id, role, tie, since) values ($1, $2, $3, $4, $5, 'employee', $6)`,
      [appointment, personId, side.team ?? null, side.group ?? null, role, LONG_AGO],
    )
    return { kind: 'person', person: personId, appointment, tag: appointment.replaceAll('-', '') }
  }
  return {
    teams,
    groups,
    nda,
    as: {
      alphaPoc: await appoint('Alpha Poc', { team: teams.alpha }, 'poc'),
      alphaAnalyst: await appoint('Alpha Analyst', { team: teams.alpha }, 'analyst'),
      alphaReviewer: await appoint('Alpha Reviewer', { team: teams.alpha }, 'reviewer'),
      bravoPoc: await appoint('Bravo Poc', { team: teams.bravo }, 'poc'),
      bravoAnalyst: await appoint('Bravo Analyst', { team: teams.bravo }, 'analyst'),
      charliePoc: await appoint('Charlie Poc', { team: teams.charlie }, 'poc'),
      prospectPoc: await appoint('Prospect Poc', { team: teams.prospect }, 'poc'),
      duty: await appoint('Duty Officer', { group: groups.secretariat }, 'duty_officer'),
      officer: await appoint('Officer', { group: groups.secretariat }, 'officer'),
      chair: await appoint('Chair', { group: groups.committee }, 'chair'),
      auditor: await appoint('Auditor', { group: association }, 'auditor'),
    },
  }
}

async function person(owner: pg.Pool, name: string): Promise<string> {
  const id = randomUUID()
  await owner.query(
    `insert into directory.persons (id, name_ja, name_en, email, created_at) values ($1, $2, $2, $3, $4)`,
    [id, name, `${name.toLowerCase().replaceAll(' ', '.')}.${id.slice(0, 4)}@example.com`, LONG_AGO],
  )
  return id
}

/** An envelope with everything usual, and what the test is about. */
export const envelopeFor = (include: readonly Term[], more: Partial<Envelope> = {}): Envelope => ({
  kind: 'technical',
  language: 'ja',
  audience: { include: [...include], exclude: [] },
  reach: 'live',
  employeesOnly: false,
  agreements: [],
  observedAt: null,
  notBefore: null,
  respondBy: null,
  validUntil: null,
  readableUntil: null,
  embargoUntil: null,
  purpose: '被害の防止',
  basis: '',
  tlp: 'AMBER',
  pap: null,
  iep: null,
  machines: false,
  passOn: '',
  ...more,
})
