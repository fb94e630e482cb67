/**
 * Promise: what all screens share, in one look, in both languages, by keyboard alone, at 360 px as at 1280 px.
 *
 * A screen is a component exported from its module's `screens.tsx` and hung on an address in
 * `doors/app/routes.tsx`. The usual shape:
 *
 *     export function Teams() {
 *       const t = useText()
 *       const teams = useAnswer<typeof listTeams>('/api/teams')
 *       return (
 *         <Page title={t('directory.teams')} actions={<GoButton to={links.compose()}>…</GoButton>}>
 *           <Answered of={teams}>{({ teams }) => <Rows caption=… columns={…} rows={teams} keyOf={…} empty={<Empty …/>} />}</Answered>
 *         </Page>
 *       )
 *     }
 *
 * Acts: `const save = useAct<typeof saveTeam>('put', '/api/teams/{team}')`, then
 * `<Form form={useKeptForm('team', {…})} send={(body) => save.mutateAsync({ params, body })} submit={…}>`.
 * A fresh sign-in is asked for by `useAct` itself.
 */
export type { Received } from '#base/http/index.ts'
export { ActButton } from './act-button.tsx'
export { freshWanted, type Prove, ProvingProvider, useAct, useAnswer, useProve } from './ask.tsx'
export {
  type AudienceLine,
  AudienceList,
  type AudiencePerson,
  AudienceSentence,
  type AudienceTeam,
  type NotNow,
  ReadBy,
} from './audience.tsx'
export {
  type Asking,
  actingNow,
  call,
  callAs,
  LocalFault,
  problemCode,
} from './call.ts'
export { CaptureNotes } from './capture-notes.tsx'
export { GroupChip, PersonChip, TeamChip, WithheldChip } from './chips.tsx'
export { ConfirmPage } from './confirm-page.tsx'
export { CopyButton, Mono } from './copy.tsx'
export { ChoiceField, DayField, ProseField, SecretField, TextField, TickField } from './fields.tsx'
export { Form, type KeptForm, useKeptForm } from './form.tsx'
export { Ground, tell } from './ground.tsx'
export { ItemLine } from './item-line.tsx'
export { type Key, KeyCaps, useKeys, useKeysHelp } from './keys.tsx'
export { useEither, useLanguage, useText, withTexts } from './language.tsx'
export { Go, GoButton, useGo, useParam, useQueryParam } from './link.tsx'
export { links } from './links.ts'
export { type Look, useLive } from './live.ts'
export { LiveBar } from './live-bar.tsx'
export { keepLive } from './live-stream.ts'
export { Facts, Note, Page, Section } from './page.tsx'
export { PageNav } from './page-nav.tsx'
export { type Reachable, usePalette } from './palette.tsx'
export { Panel } from './panel.tsx'
export { roleWords } from './role-words.ts'
export { type Column, Rows } from './rows.tsx'
export { saveFile } from './save-file.ts'
export {
  type Hat,
  type Here,
  HereProvider,
  type House,
  type Me,
  useHere,
  useMe,
  useZone,
} from './session.tsx'
export { Answered, Empty, Loading, ProblemBox } from './states.tsx'
export { Moment } from './time.tsx'
export { ExerciseMark, HandlingRule, TlpBadge, useHandlingRule } from './tlp-badge.tsx'
