import { z } from 'zod'
import { createRoute, door, fields, json, nothing } from '#base/http/index.ts'
import { notFound, Refusal } from '#core/errors/index.ts'
import { answerOffer, withdrawOffer } from './answer-offer.ts'
import { appointInTeam } from './appoint.ts'
import { BODY_ROLES, TEAM_ROLES, TIES } from './appointment.ts'
import { changeAppointment } from './change-appointment.ts'
import { chooseRecognitionWord, editPerson } from './edit-person.ts'
import { endAppointment } from './end-appointment.ts'
import {
  appointmentsOfPerson,
  offersOf,
  offersTo,
  peopleOfTeam,
  personPage,
  recognitionWord,
  searchPeople,
} from './people-store.ts'
import { bothLanguages, teamParams } from './team-routes.ts'
import { teamPage } from './team-store.ts'

const tags = ['people']
const appointmentParams = z.strictObject({ appointment: fields.id() })
const offerParams = z.strictObject({ offer: fields.id() })
const roles = [...TEAM_ROLES, ...BODY_ROLES] as const

const served = {
  role: z.enum(roles),
  tie: z.enum(TIES),
  firm: z.string().nullable(),
  since: fields.instant(),
}

/** A person under one appointment. */
export const serving = z.strictObject({
  appointment: z.string(),
  person: z.string(),
  name: bothLanguages,
  email: z.string(),
  language: fields.language(),
  team: z.string().nullable(),
  group: z.string().nullable(),
  ...served,
  until: fields.instant().nullable(),
})

const offer = z.strictObject({
  id: z.string(),
  person: z.string(),
  team: z.string().nullable(),
  group: z.string().nullable(),
  seat: bothLanguages.nullable(),
  ...served,
  offeredAt: fields.instant(),
})

/** Somebody of the directory, or whoever has this mail address. */
export const appointee = z.union([
  z.strictObject({ id: fields.id() }),
  z.strictObject({
    nameJa: fields.name(),
    nameEn: fields.name(),
    email: fields.email(),
    language: fields.language(),
  }),
])

/** Tie and firm as a form sends them. */
export const tied = { tie: z.enum(TIES), firm: fields.name().nullable().default(null) }

/** What came of an appointment. */
export const appointed = z.strictObject({
  person: z.string(),
  appointment: z.string().nullable(),
  offer: z.string().nullable(),
})

export const getTeamPeople = createRoute({
  method: 'get',
  path: '/api/teams/{team}/people',
  operationId: 'getTeamPeople',
  tags,
  summary:
    'The people of a team; its own team and the secretariat see ended and coming ones and open offers too',
  who: 'member-or-key',
  request: { params: teamParams },
  responses: { 200: json(z.strictObject({ people: z.array(serving), offers: z.array(offer) })) },
})

export const postTeamPerson = createRoute({
  method: 'post',
  path: '/api/teams/{team}/people',
  operationId: 'postTeamPerson',
  tags,
  summary: 'Appoints somebody in a team; a person of another body gets an offer',
  who: 'member',
  request: {
    params: teamParams,
    body: json(
      z.strictObject({
        person: appointee,
        role: z.enum(TEAM_ROLES),
        ...tied,
        since: fields.instant().nullable().default(null),
      }),
    ),
  },
  responses: { 201: json(appointed) },
})

export const getPeople = createRoute({
  method: 'get',
  path: '/api/people',
  operationId: 'getPeople',
  tags,
  summary: 'Finds people by name, with what they serve as',
  who: 'member-or-key',
  rate: 'costly',
  request: { query: z.strictObject({ search: fields.name(100) }) },
  responses: {
    200: json(z.strictObject({ people: z.array(serving.extend({ seat: bothLanguages.nullable() })) })),
  },
})

export const getPerson = createRoute({
  method: 'get',
  path: '/api/people/{person}',
  operationId: 'getPerson',
  tags,
  summary: 'One person and what he or she serves as, as far as the reader may know',
  who: 'member-or-key',
  request: { params: z.strictObject({ person: fields.id() }) },
  responses: {
    200: json(
      z.strictObject({
        id: z.string(),
        name: bothLanguages,
        email: z.string(),
        language: fields.language(),
        appointments: z.array(serving.extend({ seat: bothLanguages.nullable() })),
      }),
    ),
  },
})

export const patchPerson = createRoute({
  method: 'patch',
  path: '/api/people/{person}',
  operationId: 'patchPerson',
  tags,
  summary: 'Changes names or language; the mail address is proposed instead',
  who: 'member',
  request: {
    params: z.strictObject({ person: fields.id() }),
    body: json(
      z.strictObject({
        nameJa: fields.name().optional(),
        nameEn: fields.name().optional(),
        language: fields.language().optional(),
      }),
    ),
  },
  responses: { 204: nothing },
})

export const getRecognitionWord = createRoute({
  method: 'get',
  path: '/api/recognition-word',
  operationId: 'getRecognitionWord',
  tags,
  summary: 'The own word that real mails show',
  who: 'member',
  responses: { 200: json(z.strictObject({ word: z.string().nullable() })) },
})

export const putRecognitionWord = createRoute({
  method: 'put',
  path: '/api/recognition-word',
  operationId: 'putRecognitionWord',
  tags,
  summary: 'Chooses the own word that real mails show, or none',
  who: 'member',
  request: { body: json(z.strictObject({ word: fields.name(40).nullable() })) },
  responses: { 204: nothing },
})

export const postAppointmentEnd = createRoute({
  method: 'post',
  path: '/api/appointments/{appointment}/end',
  operationId: 'postAppointmentEnd',
  tags,
  summary: 'Ends an appointment, now or later',
  who: 'member',
  request: {
    params: appointmentParams,
    body: json(z.strictObject({ until: fields.instant().nullable().default(null) })),
  },
  responses: { 204: nothing },
})

export const postAppointmentChange = createRoute({
  method: 'post',
  path: '/api/appointments/{appointment}/change',
  operationId: 'postAppointmentChange',
  tags,
  summary: 'Changes role or tie: ends this appointment and begins a new one',
  who: 'member',
  request: {
    params: appointmentParams,
    body: json(z.strictObject({ role: z.enum(TEAM_ROLES), ...tied })),
  },
  responses: { 201: json(z.strictObject({ appointment: z.string() })) },
})

export const getOffers = createRoute({
  method: 'get',
  path: '/api/offers',
  operationId: 'getOffers',
  tags,
  summary: 'Appointments that wait for the own answer',
  who: 'signed-in',
  responses: { 200: json(z.strictObject({ offers: z.array(offer) })) },
})

export const postOfferAnswer = createRoute({
  method: 'post',
  path: '/api/offers/{offer}/answer',
  operationId: 'postOfferAnswer',
  tags,
  summary: 'Accepts or declines an offered appointment',
  who: 'signed-in',
  request: { params: offerParams, body: json(z.strictObject({ accept: z.boolean() })) },
  responses: { 200: json(z.strictObject({ appointment: z.string().nullable() })) },
})

export const postOfferWithdrawal = createRoute({
  method: 'post',
  path: '/api/offers/{offer}/withdrawal',
  operationId: 'postOfferWithdrawal',
  tags,
  summary: 'Takes an offer back',
  who: 'member',
  request: { params: offerParams },
  responses: { 204: nothing },
})

const exclusive = { lock: 'exclusive' } as const
const answering = { kind: 'system', purpose: 'offers' } as const

export const peopleRoutes = () => [
  door(getTeamPeople, async ({ db, asker, params: { team } }) => {
    const [[page], people, offers] = await db
      .asViewer(asker)
      .read(teamPage(team), peopleOfTeam(team), offersOf(team))
    if (!page) throw notFound()
    return { people, offers: offers.map(({ outcome: _, ...open }) => open) }
  }),
  door(postTeamPerson, ({ db, asker, params, body: { person, since, ...terms } }) =>
    db
      .asViewer(asker)
      .act((act) => appointInTeam(act, { team: params.team, person, terms, since }), exclusive),
  ),
  door(getPeople, async ({ db, asker, query }) => {
    const [people] = await db.asViewer(asker).read(searchPeople(query.search, 50))
    return { people }
  }),
  door(getPerson, async ({ db, asker, params: { person } }) => {
    const [[page], appointments] = await db
      .asViewer(asker)
      .read(personPage(person), appointmentsOfPerson(person))
    if (!page) throw notFound()
    return { ...page, appointments }
  }),
  door(patchPerson, ({ db, asker, params, body }) =>
    db.asViewer(asker).act((act) => editPerson(act, params.person, body)),
  ),
  door(getRecognitionWord, async ({ db, asker }) => {
    const [[own]] = await db
      .asViewer(asker)
      .read(recognitionWord(asker.kind === 'person' ? asker.person : ''))
    return { word: own?.word ?? null }
  }),
  door(putRecognitionWord, ({ db, asker, body }) =>
    db.asViewer(asker).act((act) => chooseRecognitionWord(act, body.word)),
  ),
  door(postAppointmentEnd, ({ db, asker, params, body }) =>
    db.asViewer(asker).act((act) => endAppointment(act, params.appointment, body.until), exclusive),
  ),
  door(postAppointmentChange, ({ db, asker, params, body }) =>
    db.asViewer(asker).act((act) => changeAppointment(act, params.appointment, body), exclusive),
  ),
  door(getOffers, async ({ db, session }) => {
    if (!session) throw new Refusal('sign_in_required')
    const [offers] = await db.asViewer(answering).read(offersTo(session.person))
    return { offers: offers.map(({ outcome: _, ...open }) => open) }
  }),
  door(postOfferAnswer, ({ db, session, params, body }) => {
    if (!session) throw new Refusal('sign_in_required')
    const { person } = session
    return db
      .asViewer(answering)
      .act((act) => answerOffer(act, { offer: params.offer, person, accept: body.accept }), exclusive)
  }),
  door(postOfferWithdrawal, ({ db, asker, params }) =>
    db.asViewer(asker).act((act) => withdrawOffer(act, params.offer)),
  ),
]
