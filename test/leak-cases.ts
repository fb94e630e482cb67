/**
 * Every door of the running router, by operation id, with the requests that an outsider could try at an item. A door
 * that is missing here fails the test: whoever adds a door says here how it could leak.
 */

/** What an outsider tries to learn about: identifiers of an item that exists, or of one that never did. */
export type Ids = {
  readonly number: string
  readonly item: string
  readonly part: string
  /** Any identifier of a kind that the door asks for and that has nothing to do with items. */
  readonly other: string
}

export type Attempt = { readonly path: string; readonly body?: unknown }

/** `item`: takes an item's identifier. `list`: takes none, and must answer as if the item were not there. */
export type LeakCase =
  | { readonly kind: 'item'; readonly attempts: (ids: Ids) => readonly Attempt[] }
  | { readonly kind: 'list'; readonly attempts: (ids: Ids) => readonly Attempt[] }
  /** Cannot carry an item, for the reason given. */
  | { readonly kind: 'apart'; readonly why: string }

const envelope = {
  kind: 'technical',
  language: 'ja',
  audience: { include: [{ kind: 'members' }], exclude: [] },
  reach: 'live',
  employeesOnly: false,
  agreements: [],
  observedAt: null,
  notBefore: null,
  respondBy: null,
  validUntil: null,
  readableUntil: null,
  embargoUntil: null,
  purpose: '',
  basis: '',
  tlp: 'GREEN',
  pap: null,
  iep: null,
  machines: false,
  passOn: '',
}
const content = { headline: 'x', text: 'x', doNow: '', changeNote: '' }

const item = (path: (ids: Ids) => string, body?: (ids: Ids) => unknown): LeakCase => ({
  kind: 'item',
  attempts: (ids) => [body ? { path: path(ids), body: body(ids) } : { path: path(ids) }],
})
const list = (...paths: string[]): LeakCase => ({
  kind: 'list',
  attempts: () => paths.map((path) => ({ path })),
})
const apart = (why: string): LeakCase => ({ kind: 'apart', why })

const SIGN_IN = 'sign-in knows persons and factors and never reads a part (system viewer)'
const OWN = "the person's own factors, sessions and keys; no item is named or read"
const PEOPLE = 'writes people, teams, groups or agreements; items are neither named nor read'

export const leakCases: Readonly<Record<string, LeakCase>> = {
  // warnings
  getWarnings: list(
    ...['inbox', 'unread', 'needs-answer', 'mine', 'kept'].map((box) => `/api/warnings?box=${box}`),
  ),
  getWarning: {
    kind: 'item',
    attempts: ({ number }) => [
      { path: `/api/warnings/${number}` },
      { path: `/api/warnings/${number}?red=open` },
    ],
  },
  postWarning: {
    kind: 'list',
    attempts: () => [
      { path: '/api/warnings', body: { exercise: false, attribution: 'off', urgency: 'normal', parts: [] } },
    ],
  },
  putWarning: item(
    ({ number }) => `/api/warnings/${number}`,
    ({ part }) => ({ revision: 1, urgency: 'normal', parts: [{ id: part, envelope, content }] }),
  ),
  postPreview: {
    kind: 'list',
    attempts: () => [{ path: '/api/warnings/preview', body: { parts: [envelope] } }],
  },
  postRelease: item(
    ({ number }) => `/api/warnings/${number}/release`,
    () => ({ revision: 1, widen: false }),
  ),
  postTakeBack: item(({ number }) => `/api/warnings/${number}/take-back`),
  postWithdraw: item(
    ({ number }) => `/api/warnings/${number}/withdraw`,
    () => ({ cause: 'wrong' }),
  ),
  postDiscard: item(
    ({ number }) => `/api/warnings/${number}/discard`,
    () => ({ revision: 1 }),
  ),
  postAnswer: item(
    ({ number }) => `/api/warnings/${number}/answers`,
    () => ({ answer: 'no-trace', comment: '', named: true }),
  ),
  getAnswers: item(({ number }) => `/api/warnings/${number}/answers`),
  postTelephoneAnswer: item(
    ({ number }) => `/api/warnings/${number}/telephone-answers`,
    ({ other }) => ({ team: other, answer: 'no-trace', comment: '', named: true }),
  ),
  postMeasureConfirmation: item(
    ({ number, other }) => `/api/warnings/${number}/measures/${other}/confirmations`,
  ),
  postOnward: item(
    ({ number }) => `/api/warnings/${number}/onward`,
    () => ({ to: 'it', language: 'ja' }),
  ),
  getMarks: item(({ number, part }) => `/api/warnings/${number}/parts/${part}/marks`),
  postFlag: item(
    ({ number, part }) => `/api/warnings/${number}/parts/${part}/flags`,
    () => ({ type: 'domain', value: 'a.example', reason: 'x' }),
  ),
  postFlagVerdict: item(
    ({ number, other }) => `/api/warnings/${number}/flags/${other}/verdict`,
    () => ({ verdict: 'stands', answer: '' }),
  ),
  postSeen: item(
    ({ number, part }) => `/api/warnings/${number}/parts/${part}/confirmations`,
    () => ({ type: 'domain', value: 'a.example' }),
  ),
  getBoard: item(({ number }) => `/api/warnings/${number}/board`),
  getShowing: list('/api/showing'),
  putShowing: apart('whether sources see the own team by name; no item is named or read'),
  postReleaser: item(
    ({ number }) => `/api/warnings/${number}/releasers`,
    ({ other }) => ({ appointment: other }),
  ),
  getObjections: item(({ number }) => `/api/warnings/${number}/objections`),
  postObjection: item(
    ({ number }) => `/api/warnings/${number}/objections`,
    ({ part }) => ({ part, cause: 'wrong', statement: 'x', named: false }),
  ),
  postObjectionReply: item(
    ({ number, other }) => `/api/warnings/${number}/objections/${other}/reply`,
    () => ({ reply: 'x', outcome: 'stands' }),
  ),
  postMisdirected: item(
    ({ number }) => `/api/warnings/${number}/misdirected`,
    () => ({ note: '', named: false }),
  ),
  postSourceLook: item(
    ({ number }) => `/api/warnings/${number}/source`,
    () => ({ reason: 'why' }),
  ),

  // files that come in, and what was made of them
  postImport: {
    kind: 'list',
    attempts: ({ number }) => [
      { path: `/api/import?name=${number}.txt&ours=true`, body: Buffer.from(`about ${number}`) },
      { path: '/api/import?name=a.json&ours=false', body: Buffer.from('{') },
    ],
  },
  getCapture: item(({ number }) => `/api/warnings/${number}/capture`),
  getIndicators: {
    kind: 'item',
    attempts: ({ number, part }) => [
      { path: `/api/warnings/${number}/parts/${part}/indicators?version=1` },
      { path: `/api/warnings/${number}/parts/${part}/indicators?version=1&after=0&red=open` },
    ],
  },
  postIndicators: item(
    ({ number, part }) => `/api/warnings/${number}/parts/${part}/indicators`,
    () => ({ revision: 1, add: [], remove: [{ type: 'domain', value: 'a.example' }] }),
  ),
  postLookup: {
    kind: 'list',
    attempts: ({ number }) => [
      { path: '/api/indicators/lookup', body: { values: ['c2.example', '192.0.2.7', number] } },
    ],
  },
  getExport: {
    kind: 'item',
    attempts: ({ number }) =>
      ['csv', 'list', 'stix', 'misp', 'csaf'].map((format) => ({
        path: `/api/warnings/${number}/export?format=${format}`,
      })),
  },
  getOriginal: item(({ number }) => `/api/warnings/${number}/original`),

  postAcknowledgement: item(({ number }) => `/api/warnings/${number}/acknowledgement`),
  getFactReaders: item(({ number }) => `/api/warnings/${number}/fact-readers`),

  // the check before a release
  postCheck: {
    kind: 'list',
    attempts: ({ part }) => [
      {
        path: '/api/sanitisation/check',
        body: {
          attribution: 'off',
          exercise: false,
          parts: [{ id: part, version: 1, content, envelope: { ...envelope, purpose: 'canary' } }],
        },
      },
    ],
  },
  getChecks: {
    kind: 'item',
    attempts: ({ number }) => [
      { path: `/api/warnings/${number}/checks` },
      { path: `/api/warnings/${number}/checks?red=open` },
    ],
  },
  postReplacements: item(
    ({ number }) => `/api/warnings/${number}/replacements`,
    () => ({ revision: 1, replacements: [{ key: 'team:x', language: 'ja', to: 'A社' }] }),
  ),
  postOverride: item(
    ({ number }) => `/api/warnings/${number}/override`,
    ({ part }) => ({ parts: [{ id: part, digest: '0'.repeat(64) }], reason: 'why' }),
  ),
  getWords: list('/api/sanitisation/words'),
  postWords: apart('writes the list of words of the own team; items are neither named nor read'),
  deleteWord: apart('as the door before it'),

  getTasks: list('/api/tasks'),
  getStopped: list('/api/exercise-stop'),
  postReview: item(
    ({ number }) => `/api/warnings/${number}/reviews`,
    ({ other }) => ({ appointment: other, until: '2030-01-01T00:00:00Z', reason: 'why' }),
  ),
  postTakeChanges: item(
    ({ number, other }) => `/api/warnings/${number}/reviews/${other}/take`,
    () => ({ revision: 1 }),
  ),
  getApproval: {
    kind: 'item',
    attempts: ({ number }) => [
      { path: `/api/warnings/${number}/approval` },
      { path: `/api/warnings/${number}/approval?contains=nda-bound,personal-data` },
    ],
  },
  getReview: item(({ number }) => `/api/warnings/${number}/reviews/mine`),
  postVerdict: {
    kind: 'item',
    attempts: ({ number, part }) => [
      {
        path: `/api/warnings/${number}/reviews/verdict`,
        body: { verdict: 'approved', words: '', changes: {} },
      },
      {
        path: `/api/warnings/${number}/reviews/verdict`,
        body: { verdict: 'changed', words: '', changes: { [part]: { text: 'x' } } },
      },
    ],
  },
  postReviewAnswer: item(
    ({ number, part }) => `/api/warnings/${number}/reviews/${part}/answer`,
    () => ({ words: 'x' }),
  ),
  getObstacles: list('/api/obstacles'),
  postObstacle: apart('notes a cause for the own team; no item is named or read'),
  getAuthority: list('/api/authority'),
  putAuthority: apart(PEOPLE),
  getStandingApprovals: list('/api/standing-approvals'),
  postStandingApproval: apart(PEOPLE),
  postStandingApprovalEnd: apart(PEOPLE),
  postReviewDone: item(({ number }) => `/api/warnings/${number}/reviews/done`),
  postBreakGlass: item(
    ({ number }) => `/api/warnings/${number}/break-glass`,
    () => ({ reason: 'why' }),
  ),

  // how mail reaches people
  getMailChannels: list('/api/me/mail'),
  postMailTest: {
    kind: 'list',
    attempts: ({ other }) => [{ path: '/api/me/mail-tests', body: { key: other } }],
  },
  postMailTestWord: {
    kind: 'list',
    attempts: ({ other }) => [{ path: `/api/me/mail-tests/${other}/word`, body: { word: 'x' } }],
  },
  getErasures: list('/api/me/erasures'),
  postErasure: item(({ number }) => `/api/me/erasures/${number}`),
  getTold: item(({ number }) => `/api/warnings/${number}/told`),
  getDeliverability: list('/api/deliverability'),

  // documents and signs of life
  pageApi: list('/api'),
  pageError: list('/api/errors/not-found'),
  health: list('/healthz'),
  pageMailbox: apart('the development mailbox: demo and development only, on loopback'),
  pageMail: apart('the development mailbox: demo and development only, on loopback'),
  live: apart('a stream that waits; every event of it is tried above, by the looks it is made of'),
  livePoll: apart('as the stream'),

  // the association
  getAssociation: list('/api/association'),
  getAssociationKeys: list('/api/association/keys'),
  getCharter: list('/api/charter'),
  getCharterChanges: list('/api/charter/changes'),
  getCharterVersions: list('/api/charter/versions', '/api/charter/versions?before=2'),
  getFoundingCharter: list('/api/founding/charter'),
  putCharter: apart(PEOPLE),
  postCharterConfirmation: apart(PEOPLE),
  postCharterTakeBack: apart(PEOPLE),
  putAssociationNames: apart(PEOPLE),
  postFounding: apart('once, before there is any item'),
  postFoundingLink: apart('once, before there is any item'),

  // people
  getTeams: list('/api/teams', '/api/teams?search=canary'),
  getTeam: { kind: 'list', attempts: ({ other }) => [{ path: `/api/teams/${other}` }] },
  getTeamPeople: { kind: 'list', attempts: ({ other }) => [{ path: `/api/teams/${other}/people` }] },
  getTeamKeys: { kind: 'list', attempts: ({ other }) => [{ path: `/api/teams/${other}/keys` }] },
  getPeople: list('/api/people?search=canary'),
  getPerson: { kind: 'list', attempts: ({ other }) => [{ path: `/api/people/${other}` }] },
  getRecognitionWord: list('/api/recognition-word'),
  getOffers: list('/api/offers'),
  getProposals: list('/api/proposals'),
  getProposal: { kind: 'list', attempts: ({ other }) => [{ path: `/api/proposals/${other}` }] },
  getGroups: list('/api/groups'),
  getGroupRequests: list('/api/group-requests'),
  getGroup: { kind: 'list', attempts: ({ other }) => [{ path: `/api/groups/${other}` }] },
  getAgreements: list('/api/agreements'),
  getAgreement: { kind: 'list', attempts: ({ other }) => [{ path: `/api/agreements/${other}` }] },
  getStanding: { kind: 'list', attempts: ({ other }) => [{ path: `/api/teams/${other}/standing` }] },
  getStandings: list('/api/standings'),
  getFirstSteps: list('/api/first-steps'),
  patchPerson: apart(PEOPLE),
  putPersonAddress: apart(PEOPLE),
  patchTeam: apart(PEOPLE),
  postTeam: apart(PEOPLE),
  postTeamPerson: apart(PEOPLE),
  putRecognitionWord: apart(PEOPLE),
  postAppointmentEnd: apart(PEOPLE),
  postAppointmentChange: apart(PEOPLE),
  postOfferAnswer: apart(PEOPLE),
  postOfferWithdrawal: apart(PEOPLE),
  postProposal: apart(PEOPLE),
  postProposalDecision: apart(PEOPLE),
  postProposalWithdrawal: apart(PEOPLE),
  postKeyRevocation: apart(PEOPLE),
  postGroup: apart(PEOPLE),
  postGroupClosing: apart(PEOPLE),
  postGroupLeaving: apart(PEOPLE),
  postGroupPerson: apart(PEOPLE),
  postGroupRequest: apart(PEOPLE),
  postGroupRequestAnswer: apart(PEOPLE),
  postGroupRequestWithdrawal: apart(PEOPLE),
  putGroup: apart(PEOPLE),
  putGroupCharter: apart(PEOPLE),
  postAcceptance: apart(PEOPLE),
  postAcceptanceEnd: apart(PEOPLE),
  postAgreement: apart(PEOPLE),
  postAgreementVersion: apart(PEOPLE),
  postStanding: apart(PEOPLE),
  invitePerson: apart(PEOPLE),
  showInvitationLink: apart(PEOPLE),
  getLetters: list('/api/letters'),

  // the door itself
  getSession: list('/api/session'),
  signInWithPassword: apart(SIGN_IN),
  passkeySignInOptions: apart(SIGN_IN),
  signInWithPasskey: apart(SIGN_IN),
  signOut: apart(SIGN_IN),
  freshSignIn: apart(SIGN_IN),
  freshSignInOptions: apart(SIGN_IN),
  openEnrolment: apart(SIGN_IN),
  beginEnrolmentTotp: apart(SIGN_IN),
  enrolWithPassword: apart(SIGN_IN),
  enrolmentPasskeyOptions: apart(SIGN_IN),
  enrolWithPasskey: apart(SIGN_IN),
  listDemoPersons: apart(SIGN_IN),
  signInAsDemoPerson: apart(SIGN_IN),
  chooseLanguage: apart(OWN),
  listSessions: apart(OWN),
  revokeSession: apart(OWN),
  listFactors: apart(OWN),
  changePassword: apart(OWN),
  beginTotp: apart(OWN),
  confirmTotp: apart(OWN),
  removeTotp: apart(OWN),
  addPasskey: apart(OWN),
  addPasskeyOptions: apart(OWN),
  removePasskey: apart(OWN),
  renewRecoveryCodes: apart(OWN),
  listApiKeys: apart(OWN),
  issueApiKey: apart(OWN),
  revokeApiKey: apart(OWN),

  // the audit: ids of items are in it, for auditors alone; their act is to check the chain, not the content
  getAuditEntries: list('/api/audit/entries'),
  getAuditState: list('/api/audit/state'),
  getAuditCheck: list('/api/audit/check'),
}
