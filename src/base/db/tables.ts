// Written by `npm run db:types` from a migrated database. Do not edit.
import type { Generated } from 'kysely'

/** Who said to have understood that a part may be an undisclosed material fact, before he read it; once for all its versions. */
export interface AccessAcknowledgements {
  part_id: string
  /** Appointment of the reader. */
  holder: string
  item_id: string
  at: Date
}

/** Who allowed what, for which version, audience and purpose (R4, R17). given_by is a base principal; for a withheld source its random owner. */
export interface AccessConsents {
  id: string
  part_id: string
  version: number
  purpose: 'release' | 'widen' | 'forward' | 'publish'
  audience: unknown
  tlp: string
  given_by: string
  given_at: Date
  until: Date | null
  revoked_at: Date | null
}

/** Audience entries: what is kept and looked up, by principal, newest first. Joiners to a live audience find earlier parts here. */
export interface AccessEntries {
  principal: string
  at: Date
  part_id: string
  version: number
  item_id: string
  item_kind: string
  member_by: Date
  until: Generated<Date>
  closed: Generated<boolean>
  floor: string
  excluded: string[] | null
  required: string[] | null
  machines: Generated<boolean>
}

/** Ledger lines for what is addressed: one per part and team (or appointment). Every column is written at release; only state changes. */
export interface AccessInbox {
  /** Team, or appointment for what is addressed to a person. */
  holder: string
  /** From when it may be read. */
  at: Date
  part_id: string
  version: number
  item_id: string
  number: string
  item_kind: string
  /** The one principal that let the holder in. */
  via: string
  /** What the label asks for besides: a key of access.floors(). */
  floor: string
  member_by: Date
  until: Generated<Date>
  /** closed: taken back or wrongly shared. struck: withdrawn as wrong, shown to holders of a receipt. */
  state: Generated<'open' | 'closed' | 'struck'>
  excluded: string[] | null
  required: string[] | null
  machines: boolean
  tlp: string
  urgency: string
  exercise: boolean
  respond_by: Date | null
  /** Of the part in its item: the first that a reader may read gives the line its headline. */
  position: number
  headline: string
  /** In which the headline is written. */
  language: string
}

/** An item has nothing readable of its own but its random number; everything else belongs to a part. */
export interface AccessItems {
  id: string
  number: string
  kind: string
  exercise: boolean
  created_at: Date
}

/** Objections to a part, all of its versions. While one is open nobody new reads the part. */
export interface AccessObjections {
  id: string
  item_id: string
  part_id: string
  /** The version that the objector had. */
  version: number
  team_id: string | null
  appointment_id: string
  cause: 'identifies-us' | 'wrong' | 'other'
  statement: string
  /** Whether the source may see which team objects. Other readers never do: it could be the team that is identified. */
  named: boolean
  at: Date
  /** By when it is to be answered; past it the part stays stopped, and the source is told so. */
  due_at: Date
  /** The source's own statement; stands beside the objector's. Who wrote it is in the audit alone. */
  reply: string | null
  outcome: 'stands' | 'corrected' | 'withdrawn' | null
  answered_at: Date | null
}

/** Withheld sources: a keyed hash finds the random owner principals of an appointment. The key lies outside the database. */
export interface AccessOwnerTags {
  tag: string
  principal: string
}

export interface AccessParts {
  id: string
  version: number
  item_id: string
  number: string
  item_kind: string
  kind: 'summary' | 'technical' | 'victim' | 'attachment'
  position: Generated<number>
  /** overtaken: a draft that somebody was asked to review and that was written anew since; for its originator and that review alone. */
  state: 'draft' | 'overtaken' | 'released' | 'withdrawn-wrong' | 'withdrawn-shared' | 'discarded'
  /** Who may read and change it as originator: base principals (appointment, releaser, admin, or one random owner when the source is withheld). */
  owners: string[]
  /** The source, null when attribution is off towards everyone but the charter's roles (withheld). */
  originator: string | null
  attribution: 'named' | 'off' | 'withheld'
  tlp: 'CLEAR' | 'GREEN' | 'AMBER' | 'AMBER+STRICT' | 'RED'
  reach: 'as-previewed' | 'live'
  /** Compiled at release: principals. One of them lets a viewer in who is what the label asks for. */
  audience: Generated<string[]>
  /** Principals of any capacity that close the part to a person (R: an exclude binds the person in every capacity). */
  excluded: string[] | null
  /** Principals that a viewer must hold besides: agreements, employee. */
  required: string[] | null
  machines: Generated<boolean>
  /** infinity for live reach; as previewed: only what was held by then counts. */
  member_by: Generated<Date>
  /** When readers may see it: the moment of pressing plus the hold. In the future while held. */
  released_at: Date | null
  /** When the next version may be seen; from then on this one is for holders of a receipt alone. */
  superseded_at: Date | null
  not_before: Date | null
  readable_until: Date | null
  valid_until: Date | null
  embargo_until: Date | null
  respond_by: Date | null
  urgency: Generated<'immediate' | 'urgent' | 'normal' | 'information'>
  exercise: boolean
  language: 'ja' | 'en'
  headline: string
  body: unknown
  envelope: unknown
  /** Counts saves of a draft, so that two editors notice each other. */
  revision: Generated<number>
  written_at: Date
}

/** Proof that a viewer had a part's version, by which channel, since when. Append-only. */
export interface AccessReceipts {
  part_id: string
  version: number
  item_id: string
  /** Appointment or key. */
  holder: string
  team_id: string | null
  channel: string
  first_at: Date
}

/** Each look at a withheld source; told to the source. */
export interface AccessSourceLooks {
  id: string
  item_id: string
  by_appointment: string
  reason: string
  at: Date
}

/** Withheld sources, sealed under a key outside the database (R5). Nothing else in the database names them. */
export interface AccessSources {
  item_id: string
  sealed: string
}

/** A named person's right to one exact version for one purpose until it is done. */
export interface AccessTasks {
  id: string
  appointment_id: string
  part_id: string
  version: number
  purpose: 'review' | 'hub' | 'break-glass'
  reason: string
  given_at: Date
  until: Date
  done_at: Date | null
}

/** A team accepts for all its people; in a body each person accepts under the appointment. */
export interface AgreementsAcceptances {
  id: string
  agreement_id: string
  version: number
  team_id: string | null
  appointment_id: string | null
  signed_by: string
  since: Date
  /** Start of the chain of acceptances without a gap: what a part released as previewed asks for. */
  unbroken_since: Date
  until: Date | null
}

export interface Agreements {
  id: string
  kind: 'nda' | 'code' | 'terms'
  title_ja: string
  title_en: string
  created_at: Date
}

export interface AgreementsVersions {
  agreement_id: string
  version: number
  text_ja: string
  text_en: string
  /** From here on only this version counts; published earlier, members accept it without a gap. */
  in_force_from: Date
}

/** Authority matrix (R8). It narrows who may release among the roles that directory.teams names; a team without a row has no rules. */
export interface ApprovalMatrices {
  team_id: string
  /** AuthorityMatrix of core/policy: rules in their order, and what holds where none fits. */
  body: unknown
  revision: Generated<number>
  changed_at: Date
}

/** What the author said is in the text when he asked for its review. */
export interface ApprovalRequests {
  task_id: string
  contains: Generated<string[]>
}

/** What a reviewer approved beforehand, for at most twelve months. Never for victim parts. */
export interface ApprovalStanding {
  id: string
  team_id: string
  kinds: string[]
  /** Terms of the audience: a part may name these, and no other. */
  audience: unknown
  /** The widest label that a part may bear. */
  widest: 'CLEAR' | 'GREEN' | 'AMBER' | 'AMBER+STRICT' | 'RED'
  words: string
  given_by: string
  given_at: Date
  until: Date
  ended_at: Date | null
}

/** What a reviewer said of one exact version of a part. For the originator and the reviewer alone. */
export interface ApprovalVerdicts {
  id: string
  task_id: string
  part_id: string
  version: number
  verdict: 'approved' | 'changed' | 'asked' | 'refused'
  words: string
  /** changed: the fields of the text as the reviewer would have them. */
  changes: unknown
  /** Of the reviewer at that moment: only a reviewer's approval counts (R8). */
  role: string
  given_at: Date
  /** asked: what the author answered. */
  answer: string | null
  answered_at: Date | null
  /** changed: the version that says exactly this. */
  taken_as: number | null
}

/** One row, written by founding and never removed. */
export interface Association {
  only_one: Generated<boolean>
  id: string
  /** demo: invented teams, one-click sign-in, loopback only. Nothing turns one mode into the other. */
  mode: 'association' | 'demo'
  name_ja: string
  name_en: string
  short_ja: string
  short_en: string
  /** The final address; passkeys are bound to its host. */
  url: string
  founded_at: Date
}

/** Changes of the charter that open reading: proposed by one, confirmed by another, in force after the waiting time unless taken back. */
export interface AssociationCharterChanges {
  id: string
  /** Only what opens: [{"path": ["k"], "to": 3}, {"path": ["sourceRoles"], "add": ["officer"]}]. Put on top of whatever charter rules then, so that nothing which was closed meanwhile comes back. */
  steps: unknown
  /** The appointment under which it was proposed. */
  proposed_by: string
  proposed_at: Date
  /** The appointment under which another person confirmed it. */
  confirmed_by: string | null
  confirmed_at: Date | null
  /** Confirmed plus the waiting time of the charter that ruled then. */
  in_force_from: Date | null
  /** The appointment under which it was refused or taken back. */
  ended_by: string | null
  /** Refused or taken back, always before it was in force. */
  ended_at: Date | null
}

/** Every version of the charter; the highest that does not wait any more rules. Rows that wait follow association.charter_changes and are laid anew whenever something before them changes. */
export interface AssociationCharters {
  version: number
  /** core/charter: terms, timers, numbers, channel matrix. */
  body: unknown
  /** When somebody decided it. Rules from there, or from waits_until. */
  adopted_at: Date
  /** The appointment that adopted it; null at founding. */
  adopted_by: string | null
  /** A change that opens reading rules from this moment, by time alone; null: at once. */
  waits_until: Date | null
  /** The change that opened; null: a version that opens nothing. */
  change_id: string | null
}

/** OpenPGP keys of the association, one of them in use. Made when it is first needed. */
export interface AssociationMailKeys {
  id: string
  fingerprint: string
  public_key: string
  /** Sealed under a key outside the database. */
  private_key: string
  created_at: Date
  /** It signs nothing any more; its signatures are still verified with it. */
  retired_at: Date | null
}

/** Anchors that were given to outside witnesses. Here only to be shown: the witnesses' copies are what proves. */
export interface AuditAnchors {
  seq: number
  at: Date
  mac: Buffer
  signature: string
}

/** Append-only; one row per recorded act, inserted by audit.append alone. */
export interface AuditEntries {
  /** Place in the chain, from 1 without gaps. */
  seq: number
  /** The transaction's time; of an act with a sealed actor only its hour. */
  at: Date
  /** Module and verb, e.g. warning.release. */
  act: string
  /** Who acted, as identifiers only: never a name, never an address. */
  actor: unknown
  /** The actor encrypted, where the source is withheld (R5); opened by break-glass alone. Keeps its first key for ever: entries are never rewritten. */
  actor_sealed: string | null
  /** {kind, id} of what was acted on. */
  subject: unknown
  /** Codes, counts and identifiers; no content, no personal data but as a keyed hash. */
  detail: Generated<unknown>
  /** Which key of the key file made the mac. */
  key_id: string
  /** mac of the entry before; 32 zero bytes for the first. */
  prev: Buffer
  /** HMAC-SHA256 over the canonical form of all other columns. */
  mac: Buffer
}

/** The end of the chain; its row lock puts concurrent acts into one order. */
export interface AuditHead {
  only_one: Generated<boolean>
  seq: number
  mac: Buffer
}

/** A person says that nothing of a wrongly shared item is left: mails, files, prints, notes. */
export interface DeliveriesErasures {
  item_id: string
  person_id: string
  appointment_id: string
  at: Date
}

/** One line for each item version, person and channel. No policy lets anyone at it; the functions below are the whole of it. */
export interface DeliveriesLines {
  /** Also the Message-ID, so that the one window SMTP leaves open repeats a mail under the same name. */
  id: Generated<string>
  item_id: string
  person_id: string
  /** The one capacity in which the person is written to. */
  appointment_id: string
  channel: string
  cause: 'release' | 'withdrawn-wrong' | 'withdrawn-shared' | 'reminder'
  /** Of the version or the withdrawal that it tells of: from then on readers could know. */
  moment: Date
  /** sending: handed to the server, perhaps. dropped: no longer wanted when it was to go. failed: it will never arrive. */
  state: Generated<'waiting' | 'sending' | 'sent' | 'dropped' | 'failed'>
  /** How much it carried, of the channel matrix. */
  size: 'full' | 'headline' | 'notice' | null
  encrypted: boolean | null
  attempts: Generated<number>
  /** Worker that sends it, by the name of the lock that it holds while it lives (base/db/queue.ts). */
  taken_by: string | null
  /** Code of the last failure; never the server's words, which may quote the mail. */
  trouble: string | null
  planned_at: Date
  tried_at: Date | null
  sent_at: Date | null
}

/** Channel tests: a mail with a word went to this address, encrypted to this key; the person typed the word after sign-in. */
export interface DeliveriesProofs {
  id: string
  person_id: string
  /** null: the mail went in clear, and proves the address alone. */
  key_id: string | null
  /** As it was then: another address proves nothing. */
  address: string
  /** Keyed hash of the word. */
  word_tag: string
  sent_at: Date
  tries: Generated<number>
  proven_at: Date | null
}

/** A person's role in a team or a body, from … until …, with the tie (R26). A change of role is a new appointment. */
export interface DirectoryAppointments {
  id: string
  person_id: string
  team_id: string | null
  group_id: string | null
  role: 'poc' | 'deputy' | 'analyst' | 'reviewer' | 'team_admin' | 'officer' | 'duty_officer' | 'chair' | 'vice_chair' | 'member' | 'auditor' | 'cooperator' | 'guest'
  tie: 'employee' | 'seconded' | 'contractor' | 'group_company' | 'volunteer'
  /** Contractor: of which firm. Group company: which entity. */
  firm: string | null
  since: Date
  until: Date | null
}

export interface DirectoryDomains {
  team_id: string
  domain: string
  since: Date
}

/** Access-bearing facts with their history: proposed by the team, confirmed by the secretariat. */
export interface DirectoryFacts {
  id: string
  team_id: string
  field: 'sector' | 'district' | 'kind'
  value: string
  since: Date
  until: Date | null
}

/** OpenPGP public keys of teams and persons, as uploaded. */
export interface DirectoryKeys {
  id: string
  team_id: string | null
  person_id: string | null
  armored: string
  fingerprint: string
  algorithm: string
  user_ids: string[]
  created_at: Date
  expires_at: Date | null
  revoked_at: Date | null
  added_at: Date
}

export interface DirectoryNetworks {
  team_id: string
  network: string
  since: Date
}

/** Appointments that a person who is already here has still to accept: whoever could appoint strangers could bind them by an exclude of the own team. */
export interface DirectoryOffers {
  id: string
  person_id: string
  team_id: string | null
  group_id: string | null
  role: string
  tie: string
  firm: string | null
  since: Date
  offered_by: string
  offered_at: Date
  answered_at: Date | null
  outcome: 'accepted' | 'declined' | 'withdrawn' | null
}

/** One row per human being, however many bodies he or she serves. */
export interface DirectoryPersons {
  id: string
  name_ja: string
  name_en: string
  /** Delivery address: bears access, so only the secretariat changes it, on a proposal. */
  email: string
  language: Generated<'ja' | 'en'>
  created_at: Date
  erased_at: Date | null
}

/** Access-bearing fields are proposed by the team; the secretariat confirms and is shown what it opens. */
export interface DirectoryProposals {
  id: string
  team_id: string
  /** As core/policy names it; poc: a new point of contact, which a second person of the team may confirm too. */
  field: 'sector' | 'district' | 'kind' | 'domains' | 'networks' | 'legalEntities' | 'boundContractors' | 'releaseRoles' | 'email' | 'keys' | 'poc'
  /** The proposed value, as directory/proposal.ts types it. */
  value: unknown
  proposed_by: string
  proposed_at: Date
  decided_by: string | null
  decided_at: Date | null
  outcome: 'confirmed' | 'refused' | 'withdrawn' | null
  reason: string | null
}

/** The reader's own word (合言葉), shown in mails so that a forged one stands out. For that person and the mailer alone. */
export interface DirectoryRecognitionWords {
  person_id: string
  word: string
}

export interface DirectoryTeams {
  id: string
  /** Short latin name used in addresses and chips; public among members. */
  handle: string
  name_ja: string
  name_en: string
  short_name: string
  alternative_names: Generated<string[]>
  /** What "organisation" means for TLP:AMBER+STRICT: names of the legal entities inside it. */
  legal_entities: Generated<string[]>
  /** Firms whose people count as inside the organisation for TLP:AMBER+STRICT. */
  bound_contractors: Generated<string[]>
  /** When that definition was last confirmed; a later widening opens nothing that was released as previewed. */
  organisation_since: Date
  /** Authority matrix of this team (R8): roles that may press release. */
  release_roles: Generated<string[]>
  language: Generated<'ja' | 'en'>
  /** Counts edits, so that two editors notice each other. */
  revision: Generated<number>
  created_at: Date
}

export interface Groups {
  id: string
  kind: 'association' | 'committee' | 'secretariat' | 'working-group' | 'sub-group' | 'district' | 'sig' | 'sharing-group'
  handle: string
  name_ja: string
  name_en: string
  purpose_ja: Generated<string>
  purpose_en: Generated<string>
  /** Members do not see each other; outsiders see a rounded count only. */
  hidden_members: Generated<boolean>
  /** The group gives its principal only while all of these are accepted in their current version. */
  agreements: Generated<string[]>
  /** Kinds of member kept outside by rule, visible to them as a rule (R20). */
  barred_kinds: Generated<string[]>
  parent_id: string | null
  created_at: Date
  closed_at: Date | null
  /** When a required agreement was last dropped; membership counts from there at the earliest. */
  agreements_since: Date | null
}

/** Teams are members of groups; persons enter a group by an appointment in it. */
export interface GroupsMemberships {
  id: string
  group_id: string
  team_id: string
  standing: Generated<'member' | 'guest'>
  since: Date
  until: Date | null
}

/** A team asks to join (the chair or the secretariat answers), or is invited (the team answers). */
export interface GroupsRequests {
  id: string
  group_id: string
  team_id: string
  kind: 'request' | 'invitation'
  standing: Generated<'member' | 'guest'>
  asked_by: string
  asked_at: Date
  decided_by: string | null
  decided_at: Date | null
  outcome: 'accepted' | 'refused' | 'withdrawn' | null
}

/** Keys of teams for programs. access.enter reads them; a key never has an appointment, so it never reads RED. */
export interface IdentityApiKeys {
  id: string
  team_id: string
  roles: string[]
  scopes: string[]
  name: string
  /** SHA-256 of the 256-bit key, which was shown once. */
  token_hash: Buffer
  /** Last four characters, so that people know the key again. */
  ending: string
  created_at: Date
  /** Null for the command line and for the demo. */
  created_by: string | null
  expires_at: Date
  revoked_at: Date | null
  revoked_by: string | null
}

/** How often something tried a secret. Slows down a pair of account and source network, never an account for everybody. */
export interface IdentityAttempts {
  /** Keyed hash of what is counted; no address and no account can be read from it. */
  name: string
  count: number
  next_at: Date
  forget_at: Date
}

/** Discoverable WebAuthn credentials, bound to the host of the association's address. Enough alone: the person is verified by the device. */
export interface IdentityPasskeys {
  id: string
  person_id: string
  /** Base64url, drawn at random by the authenticator. */
  credential_id: string
  public_key: Buffer
  counter: number
  transports: Generated<string[]>
  /** Kept in a cloud of the platform (WebAuthn §6.1.3); shown to the person. */
  backed_up: boolean
  name: string
  made_at: Date
  used_at: Date | null
}

/** At most one password a person; never enough alone (a code of totps or recovery_codes goes with it). */
export interface IdentityPasswords {
  person_id: string
  /** PHC string of argon2id: its own parameters and salt, so that the parameters may be raised. */
  hash: string
  changed_at: Date
}

/** Fresh sign-ins: a factor shown a moment ago for one act on one thing, good for one use. */
export interface IdentityProofs {
  id: string
  session_id: string
  act: string
  /** Keyed hash of what it is for: in clear it would tie a withheld source to its item (R5). */
  subject: string
  proven_at: Date
  until: Date
  used_at: Date | null
}

/** Codes on paper that stand in for a one-time code, each once. */
export interface IdentityRecoveryCodes {
  person_id: string
  /** Keyed hash; the key lies outside the database. */
  tag: string
  made_at: Date
  used_at: Date | null
}

export interface IdentitySessions {
  id: string
  person_id: string
  /** SHA-256 of the 256-bit token in the cookie. Replaced at step-up. */
  token_hash: Buffer
  /** The token before the last step-up: lets requests that were under way pass for seconds, and carries no proof. */
  former_hash: Buffer | null
  former_until: Date | null
  /** What proved the person when the session began. */
  factor: 'passkey' | 'password-totp' | 'password-recovery' | 'enrolment' | 'demo'
  /** Browser and system in two words, so that the person knows the session again. */
  agent: Generated<string>
  begun_at: Date
  /** Last request, to the minute: the idle limit counts from here. */
  seen_at: Date
  /** The absolute limit of the charter that ruled when it began. */
  ends_at: Date
  ended_at: Date | null
  ended_because: 'signed-out' | 'revoked' | 'idle' | 'factor-changed' | 'recovered' | 'guessed' | null
}

/** WebAuthn challenges that were answered; they carry their own end and are signed, so only the answered ones are kept. */
export interface IdentitySpentChallenges {
  hash: Buffer
  until: Date
}

/** One-time links: 256 bits in the fragment of an address, one purpose, one person at one mail address, single use. */
export interface IdentityTokens {
  id: string
  hash: Buffer
  purpose: 'set-up' | 'invitation' | 'recovery'
  person_id: string | null
  /** Keyed hash of the mail address it was made for: a person whose address changed needs a new link. */
  address_tag: string | null
  /** Secret of the code generator that is being set up. */
  secret: string | null
  made_at: Date
  /** The appointment that invited; null for the command line and for founding. */
  made_by: string | null
  until: Date
  used_at: Date | null
  /** Shown to whoever made it, on a screen or in a shell, to be handed over. */
  shown: Generated<boolean>
}

/** Generators of one-time codes (RFC 6238). Counts as a factor once a first code has been shown. */
export interface IdentityTotps {
  id: string
  person_id: string
  name: string
  secret: string
  /** Time step of the last code taken; the same or an older one is refused (RFC 6238 §5.2). */
  last_step: Generated<number>
  made_at: Date
  confirmed_at: Date | null
  used_at: Date | null
}

/** A team has seen it itself. Two of them, besides the originator, make an indicator fit to block (R19). */
export interface IndicatorsConfirmations {
  part_id: string
  fingerprint: string
  team_id: string
  by_appointment: string
  at: Date
}

/** One row per indicator of a part's version; a released version keeps its rows as they were. */
export interface IndicatorsEntries {
  part_id: string
  version: number
  /** SHA-256 of the normalised value, cut to 128 bits: short to store, the same length for a rule of 20 kB. Worked out by the app, which is four times as fast; within a part the same value stands once for each type. */
  fingerprint: string
  position: number
  type: string
  /** In its normal form (core/observables), never defanged. */
  value: string
  /** File names under which a hash was seen. */
  names: Generated<string[]>
  /** Bytes of the file that a hash names. */
  size: number | null
  objective: 'detect' | 'block' | 'research'
  confidence: 'low' | 'medium' | 'high' | null
  first_seen: Date | null
  last_seen: Date | null
  comment: Generated<string>
}

/** A team says that an indicator is a false positive; of the part in all its versions. No policy lets anyone at it; the functions below are the whole of it. */
export interface IndicatorsFlags {
  id: string
  part_id: string
  fingerprint: string
  team_id: string
  by_appointment: string
  reason: string
  at: Date
  /** By the originator. stands: it disagrees; both stay visible. */
  verdict: 'accepted' | 'stands' | null
  answer: string | null
  decided_at: Date | null
}

export interface MembershipStandingHistory {
  id: string
  team_id: string
  status: string
  since: Date
  reason: string | null
  decided_by: string | null
}

export interface MembershipStandings {
  team_id: string
  status: 'prospect' | 'active' | 'restricted' | 'suspended' | 'ended'
  since: Date
  /** Start of the unbroken time as active or restricted. */
  member_since: Date | null
  /** Start of the unbroken time as active. */
  active_since: Date | null
  reason: string | null
}

/** Why sharing did not happen, or not as it was meant. */
export interface ObstaclesNotes {
  id: string
  team_id: string
  what: 'refused' | 'cut-down' | 'delayed' | 'dropped'
  why: 'nda' | 'law' | 'reputation' | 'authority' | 'customer' | 'identified' | 'effort' | 'uncertain' | 'other'
  /** Its first day: the moment would point at an item. */
  month: string
}

export interface OutboxLetters {
  /** Also the Message-ID, so that the one window SMTP leaves open repeats a letter under the same name. */
  id: string
  kind: string
  /** Address, language and data, sealed (one-time links are in it); null once sent or given up. */
  letter: string | null
  created_at: Date
  sent_at: Date | null
  attempts: Generated<number>
  /** Code of the last failure; never the server's words, which may quote the letter. */
  trouble: string | null
}

/** A second person lets a part be released as it stands, findings and all. For the originator, and for who overrode. */
export interface SanitisationOverrides {
  id: string
  item_id: string
  part_id: string
  version: number
  /** SHA-256 of the text, fields and indicators that were overridden: of any other text it says nothing. */
  digest: string
  reason: string
  /** Empty where the source is withheld: a colleague would point at the team. */
  by_appointment: string | null
  given_at: Date
}

/** What was replaced in an item before its release; for its originator alone. */
export interface SanitisationRemovals {
  id: string
  item_id: string
  /** List of what stood there and what stands there now, sealed: it names what nobody may be told. */
  what: string
  /** To the hour where the source is withheld. */
  taken_at: Date
}

/** A team's customers and products, that its texts must not tell. For the people of that team alone. */
export interface SanitisationWords {
  id: string
  team_id: string
  kind: 'customer' | 'product'
  word: string
  added_at: Date
}

/** One row per answer given; the latest of a team counts. checking counts for reminders, not for the result. */
export interface WarningsAnswers {
  id: string
  item_id: string
  /** The answering team; a person in a body answers under the appointment. */
  team_id: string | null
  appointment_id: string | null
  answer: 'checking' | 'no-trace' | 'trace' | 'affected' | 'handled' | 'not-applicable' | 'cannot-check'
  comment: Generated<string>
  /** Whether the source may see who answered (R15). */
  named: Generated<boolean>
  /** Appointment or key that gave the answer. */
  by_holder: string
  at: Date
  /** First day of the period that was looked through. */
  looked_from: string | null
  /** Last day of it. */
  looked_to: string | null
  /** Which logs were searched. */
  logs: Generated<string>
  /** How many machines or accounts are concerned. */
  hits: number | null
  help: Generated<'none' | 'wanted' | 'offered'>
  /** A countermeasure; measure_where says where it applies, measure_worked whether it did. */
  measure: Generated<string>
  measure_where: Generated<string>
  measure_worked: 'yes' | 'partly' | 'no' | 'untried' | null
  /** What the warning was good for. */
  usefulness: 'acted' | 'informed' | 'known' | 'not' | null
  /** Comment and countermeasure are for all readers; otherwise for the source alone. */
  to_readers: Generated<boolean>
  /** Without the team's name towards other readers. */
  anonymous: Generated<boolean>
  /** Taken by telephone and entered on the team's behalf. What the team answers itself outweighs it. */
  by_telephone: Generated<boolean>
}

/** The file from which a draft was made; readable by the originator of the item alone (R27). */
export interface WarningsCaptures {
  item_id: string
  format: string
  /** Who made the file, as it says itself. */
  source: string | null
  /** How the outside source names it: to find it again. */
  reference: string | null
  /** Codes with places: what was not understood, left out or read with a doubt. */
  notes: unknown
  file_name: string
  taken_at: Date
  /** The file. One file may hold many reports. */
  original_id: string
  /** Where the source is withheld: source, reference, notes and name of the file, sealed; their own columns are then empty, and taken_at tells the hour alone. */
  told: string | null
}

/** A team that tried another's countermeasure says that it works. No policy lets anyone at it; the functions below are the whole of it. */
export interface WarningsMeasureConfirmations {
  answer_id: string
  team_id: string
  at: Date
}

/** Readers who say that a warning was not meant for them. */
export interface WarningsMisdirected {
  id: string
  item_id: string
  team_id: string | null
  appointment_id: string
  note: string
  /** Whether the source may see which team says so (R15). */
  named: boolean
  at: Date
}

/** A file as it came; for the originators of the items that were made of it. */
export interface WarningsOriginals {
  id: string
  /** In base64, sealed: it may name a source that is withheld. */
  file: string
}

/** Teams that let the sources of warnings see by name whether they opened and answered. Without a row a team is one of a count. */
export interface WarningsShownTeams {
  team_id: string
  since: Date
  by_appointment: string
}

/** Every table and view, by its full name. */
export interface Tables {
  'access.acknowledgements': AccessAcknowledgements
  'access.consents': AccessConsents
  'access.entries': AccessEntries
  'access.inbox': AccessInbox
  'access.items': AccessItems
  'access.objections': AccessObjections
  'access.owner_tags': AccessOwnerTags
  'access.parts': AccessParts
  'access.receipts': AccessReceipts
  'access.source_looks': AccessSourceLooks
  'access.sources': AccessSources
  'access.tasks': AccessTasks
  'agreements.acceptances': AgreementsAcceptances
  'agreements.agreements': Agreements
  'agreements.versions': AgreementsVersions
  'approval.matrices': ApprovalMatrices
  'approval.requests': ApprovalRequests
  'approval.standing': ApprovalStanding
  'approval.verdicts': ApprovalVerdicts
  'association.association': Association
  'association.charter_changes': AssociationCharterChanges
  'association.charters': AssociationCharters
  'association.mail_keys': AssociationMailKeys
  'audit.anchors': AuditAnchors
  'audit.entries': AuditEntries
  'audit.head': AuditHead
  'deliveries.erasures': DeliveriesErasures
  'deliveries.lines': DeliveriesLines
  'deliveries.proofs': DeliveriesProofs
  'directory.appointments': DirectoryAppointments
  'directory.domains': DirectoryDomains
  'directory.facts': DirectoryFacts
  'directory.keys': DirectoryKeys
  'directory.networks': DirectoryNetworks
  'directory.offers': DirectoryOffers
  'directory.persons': DirectoryPersons
  'directory.proposals': DirectoryProposals
  'directory.recognition_words': DirectoryRecognitionWords
  'directory.teams': DirectoryTeams
  'groups.groups': Groups
  'groups.memberships': GroupsMemberships
  'groups.requests': GroupsRequests
  'identity.api_keys': IdentityApiKeys
  'identity.attempts': IdentityAttempts
  'identity.passkeys': IdentityPasskeys
  'identity.passwords': IdentityPasswords
  'identity.proofs': IdentityProofs
  'identity.recovery_codes': IdentityRecoveryCodes
  'identity.sessions': IdentitySessions
  'identity.spent_challenges': IdentitySpentChallenges
  'identity.tokens': IdentityTokens
  'identity.totps': IdentityTotps
  'indicators.confirmations': IndicatorsConfirmations
  'indicators.entries': IndicatorsEntries
  'indicators.flags': IndicatorsFlags
  'membership.standing_history': MembershipStandingHistory
  'membership.standings': MembershipStandings
  'obstacles.notes': ObstaclesNotes
  'outbox.letters': OutboxLetters
  'sanitisation.overrides': SanitisationOverrides
  'sanitisation.removals': SanitisationRemovals
  'sanitisation.words': SanitisationWords
  'warnings.answers': WarningsAnswers
  'warnings.captures': WarningsCaptures
  'warnings.measure_confirmations': WarningsMeasureConfirmations
  'warnings.misdirected': WarningsMisdirected
  'warnings.originals': WarningsOriginals
  'warnings.shown_teams': WarningsShownTeams
}
