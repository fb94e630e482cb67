/**
 * What the catalogue test lets stand, each with its reason. Nothing else in the database is without row-level
 * security, and no key over natural values tells one viewer what another one has entered.
 */

/** Tables without row-level security. `schema.*`: all of a schema that is not ours. */
export const withoutRowSecurity: Readonly<Record<string, string>> = {
  'public.migrations': 'the owner writes it before anything else exists; the app has no right to it',
  'graphile_worker.*':
    'tables of the queue’s library, owned by renkei_queue; the app has no right to the schema',
}

/** Unique indexes and foreign keys without a random identifier in them. */
export const naturalKeys: Readonly<Record<string, string>> = {
  'access.items_number_key': 'random; drawn anew until it is free, so a collision tells nothing',
  'access.owner_tags_pkey':
    'a keyed hash and a random principal; read and written by definer functions alone',
  'association.association_pkey': 'one row',
  'association.charters_pkey': 'every charter is known to everybody',
  'audit.anchors_pkey': 'a counter of the chain, written by one definer function',
  'audit.entries_pkey': 'the counter of the chain, written by one definer function',
  'audit.head_pkey': 'one row',
  'directory.teams_handle_key':
    'handles of teams are known to all members; only the secretariat enters teams',
  'groups.groups_handle_key':
    'names of groups are known to all members, hidden members or not; only the secretariat makes groups',
  'identity.api_keys_by_token': 'hash of 256 random bits',
  'identity.attempts_pkey': 'a keyed hash; the system alone reads and writes it',
  'identity.passkeys_by_credential': 'drawn at random by the authenticator',
  'identity.sessions_by_token': 'hash of 256 random bits',
  'identity.spent_challenges_pkey': 'hash of a random challenge',
  'identity.tokens_by_hash': 'hash of 256 random bits',
  'public.migrations_pkey': 'the app has no right to the table',
  'queue.jobs_pkey': 'names of jobs that this release knows; written when it migrates',
}
