/**
 * Why a decision fell as it did. The code is the key of the sentence in both languages (`reasons.<code>`); the
 * parameters fill it. Yes-reasons go to the reader; no-reasons go where SHARING allows ("One decision").
 */
export type Reason =
  // yes
  | { readonly code: 'originator'; readonly by: string }
  | { readonly code: 'task' }
  | { readonly code: 'audience'; readonly principal: string; readonly since: number }
  | { readonly code: 'reach-live' }
  | { readonly code: 'reach-as-previewed' }
  | { readonly code: 'label'; readonly tlp: string }
  | { readonly code: 'named-despite-exclude' }
  | { readonly code: 'agreement-held'; readonly agreement: string }
  // no
  | { readonly code: 'no-viewer' }
  | { readonly code: 'standing'; readonly standing: string }
  | { readonly code: 'not-released' }
  | { readonly code: 'held' }
  | { readonly code: 'not-before' }
  | { readonly code: 'no-longer-readable' }
  | { readonly code: 'withdrawn-shared' }
  | { readonly code: 'withdrawn-wrong' }
  | { readonly code: 'superseded' }
  | { readonly code: 'objected' }
  | { readonly code: 'restricted' }
  | { readonly code: 'excluded' }
  | { readonly code: 'not-in-audience' }
  | { readonly code: 'joined-later' }
  | { readonly code: 'needs-name' }
  | { readonly code: 'needs-need-to-know' }
  | { readonly code: 'needs-inside' }
  | { readonly code: 'needs-person' }
  | { readonly code: 'needs-employee' }
  | { readonly code: 'agreement-missing'; readonly agreement: string }
  | { readonly code: 'not-originator' }
  | { readonly code: 'not-releaser' }
  | { readonly code: 'wrong-state'; readonly state: string }
  | { readonly code: 'embargo'; readonly until: number }

export type ReasonCode = Reason['code']
