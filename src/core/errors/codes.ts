/**
 * Every way in which Renkei says no, with the HTTP status it travels under. The code is also the key of its
 * text: `errors.<code>` in `base/i18n/texts/errors.ts`, in both languages. Grouped by the module that says it.
 *
 * A refusal speaks about the asker or about what was sent, never about an item that may not be seen: whatever
 * is hidden answers `not_found`, exactly as what never existed (R24).
 */
export const codes = {
  // what was sent
  invalid_request: 400,
  malformed_json: 400,
  malformed_encoding: 400,
  body_too_large: 413,
  address_too_long: 414,
  unsupported_media_type: 415,
  wrong_host: 421,

  // where it was sent
  not_found: 404,
  method_not_allowed: 405,
  app_not_built: 503,

  // who sent it
  sign_in_required: 401,
  fresh_sign_in_required: 401,
  credential_refused: 401,
  sign_in_refused: 401,
  acting_as_required: 403,
  acting_as_refused: 403,
  key_not_accepted: 403,
  key_scope_missing: 403,
  cross_site_refused: 403,

  // too often, too late, too much
  too_many_requests: 429,
  too_many_streams: 429,
  changed_meanwhile: 409,
  stopping: 503,

  // what left the house
  outbound_refused: 422,
  outbound_failed: 502,

  // parts and their release
  not_releaser: 403,
  widening_needs_consent: 422,
  release_contradicts: 422,
  nothing_to_release: 422,
  too_late_to_take_back: 409,
  nothing_to_withdraw: 409,
  state_forbids: 409,
  releaser_not_fit: 422,
  review_unopened: 409,
  own_item_not_answered: 409,
  answer_period_backwards: 422,
  telephone_not_yours: 403,
  team_not_addressed: 422,
  objection_not_yours: 403,
  objected_already: 409,
  source_not_shown: 403,
  glass_not_yours: 403,
  exercise_with_real_addresses: 422,
  authority_missing: 403,
  review_needed: 422,
  verdict_wants_words: 422,
  verdict_wants_changes: 422,
  proposal_overtaken: 409,
  personal_data_wants_basis: 422,
  release_unsanitised: 422,
  author_is_no_second: 403,
  nothing_to_override: 409,
  exercise_stopped: 409,

  // indicators, and files from outside
  odd_indicators: 422,
  too_many_indicators: 422,
  export_embargoed: 409,
  export_forbidden: 403,
  export_empty: 422,
  export_label_unknown: 422,
  person_needed: 403,

  // sign-in and what proves a person
  code_refused: 422,
  passkey_refused: 422,
  passkey_needs_name: 422,
  link_dead: 410,
  already_enrolled: 409,
  mail_is_set_up: 409,
  demo_only: 409,
  address_taken: 409,
  last_factor: 409,
  too_many_factors: 409,
  key_roles_refused: 403,
  busy: 503,

  // OpenPGP keys
  pgp_unreadable: 422,
  pgp_private_key: 422,
  pgp_several_keys: 422,
  pgp_too_large: 413,
  pgp_weak: 422,
  pgp_revoked: 422,
  pgp_cannot_encrypt: 422,
  pgp_not_yet: 422,
  pgp_expired: 422,
  pgp_other_address: 422,

  // files that come in from outside
  capture_not_json: 422,
  capture_unknown_format: 422,
  capture_broken: 422,
  capture_too_large: 413,
  capture_too_deep: 422,
  capture_too_many: 422,

  // people: who may, and what stands in the way
  not_your_role: 403,
  second_person_needed: 403,
  own_proposal_needed: 409,
  not_yourself: 403,
  already_founded: 409,
  not_founded: 409,
  set_up_link_refused: 403,
  handle_taken: 409,
  code_unknown: 422,
  proposal_open: 409,
  proposal_decided: 409,
  seat_too_new: 403,
  change_in_force: 409,
  appointment_ended: 409,
  already_appointed: 409,
  role_not_here: 422,
  last_officer: 409,
  standing_forbids: 409,
  already_member: 409,
  not_member: 409,
  kind_barred: 409,
  group_closed: 409,
  request_open: 409,
  request_decided: 409,
  agreement_not_in_force: 409,
  agreement_accepted: 409,
  acceptance_ended: 409,
  offer_answered: 409,

  // what nobody foresaw
  unknown_failure: 500,
} as const satisfies Record<string, RefusalStatus>

/** One member of the union of all refusals. */
export type ErrorCode = keyof typeof codes

/** The statuses a refusal may have. 403 is for statements about the asker; for things it is 404. */
export type RefusalStatus =
  | 400
  | 401
  | 403
  | 404
  | 405
  | 409
  | 410
  | 413
  | 414
  | 415
  | 421
  | 422
  | 423
  | 429
  | 500
  | 502
  | 503

/**
 * Why one field was refused; text at `errors.reasons.<reason>`. Params of the text in brackets.
 * Grouped by what was wrong with the value.
 */
export const reasons = [
  'missing',
  'unknown_field', //        [field]
  'wrong_type', //           [expected]
  'invalid', //
  'not_offered', //          [offered] one of a fixed list was wanted
  'too_short', //            [min]
  'too_long', //             [max]
  'too_few', //              [min]
  'too_many', //             [max]
  'too_small', //            [min]
  'too_big', //              [max]
  'duplicate', //
  'forbidden_key', //
  'too_deep', //             [max]
  'bad_unicode', //          lone surrogate or U+0000
  'forbidden_character', //  [character] control, bidirectional override, invisible
  'common_password', //
  'password_tells_name', //
  'not_email', //
  'not_instant', //
  'not_day', //
  'not_id', //
  'not_place', //            of a list: what `next` never told
  'not_host_name', //
  'not_network', //
  'not_web_address', //
  'contradiction', //        [code] of a part's envelope with itself
  'authority', //             [roles] the team's matrix names others
  'unreviewed', //            [causes] no reviewer approved exactly this
  'unsanitised', //           [said] may give somebody away (R6)
  'odd_indicator', //        [type, value, odd] a value that its type refuses
] as const

/** One member of the union of reasons for a field. */
export type Reason = (typeof reasons)[number]
