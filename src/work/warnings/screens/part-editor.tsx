import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import {
  ChoiceField,
  HandlingRule,
  Loading,
  ProseField,
  ReadBy,
  TextField,
  TickField,
  useAnswer,
  useEither,
  useLanguage,
  useText,
} from '#base/ui/index.ts'
import { defaultTlp, type Envelope, PAP, papLabel, TLP, type Tlp, tlpLabel } from '#core/envelope/index.ts'
import type { getAgreements } from '#people/agreements/routes.ts'
import { realAddresses } from '../exercise.ts'
import { AudienceBuilder } from './audience-builder.tsx'
import { type Content, type EditedPart, relabelled } from './composing.ts'
import { useFaults } from './contradictions.tsx'
import { DetailsFields } from './details-fields.tsx'
import type { PartPreview } from './previewing.tsx'
import type { Saving } from './saving.tsx'

/** Carries the reading of values along: fetched when a part has a place for them. */
const IndicatorsEditor = lazy(async () => ({
  default: (await import('./indicators-editor.tsx')).IndicatorsEditor,
}))

interface PartChange {
  readonly envelope?: Partial<Envelope>
  readonly content?: Partial<Content>
}

/** One part: what it says, whom it is for, how it may be handled. What contradicts itself stands at its field. */
export function PartEditor({
  part,
  name,
  readers,
  others,
  change,
  remove,
  preview,
  exercise,
  saving,
}: {
  part: EditedPart
  /** What it is called among the others. */
  name: string
  /** Who will read it, in words. */
  readers: string
  others: ReadonlyArray<{ readonly part: EditedPart; readonly name: string }>
  change: (change: PartChange) => void
  /** Only drafts can be removed, and never the last part. */
  remove: (() => void) | null
  preview: PartPreview | undefined
  exercise: boolean
  saving: Pick<Saving, 'number' | 'revision' | 'indicate'>
}) {
  const t = useText()
  // Nothing is said to be wrong before anything was written.
  const begun =
    part.content.headline !== '' || part.content.text !== '' || part.envelope.audience.include.length > 0
  const faults = useFaults(preview && begun ? [preview] : [])
  const { envelope } = part
  return (
    <fieldset className="part-editor">
      <legend>
        <h2>{name}</h2>
      </legend>
      <Words part={part} readers={readers} exercise={exercise} change={(next) => change({ content: next })} />
      {(envelope.kind === 'technical' || part.content.details) && (
        <DetailsFields
          content={part.content}
          lang={envelope.language}
          change={(next) => change({ content: next })}
        />
      )}
      {(envelope.kind === 'technical' || (part.indicators ?? 0) > 0) && (
        <Suspense fallback={<Loading />}>
          <IndicatorsEditor
            part={part}
            number={saving.number}
            revision={saving.revision}
            indicate={(next) => saving.indicate(part.key, next)}
          />
        </Suspense>
      )}
      <Label part={part} change={(next) => change({ envelope: next })} faults={faults} />
      <div className="whom">
        <h3>{t('composer.whom')}</h3>
        <AudienceBuilder
          audience={envelope.audience}
          red={envelope.tlp === 'RED'}
          change={(audience) => change({ envelope: { audience } })}
          error={faults('audience')}
        />
        {others
          .filter(({ part: { envelope } }) => envelope.audience.include.length > 0)
          .map(({ part: other, name: otherName }) => (
            <div key={other.key}>
              <Button
                size="xs"
                variant="default"
                onClick={() => change({ envelope: { audience: other.envelope.audience } })}
              >
                {t('composer.audience_same', { kind: otherName })}
              </Button>
            </div>
          ))}
      </div>
      <Handling envelope={envelope} change={(next) => change({ envelope: next })} faults={faults} />
      {remove && <Remove indicators={part.indicators ?? 0} remove={remove} />}
    </fieldset>
  )
}

/** A part goes at one press, for its text can be put back; its indicators cannot, and so are asked about. */
function Remove({ indicators, remove }: { indicators: number; remove: () => void }) {
  const t = useText()
  const [asked, ask] = useState(false)
  if (asked)
    return (
      <div className="actions" role="status">
        <span>{t('indicators.goes_with_part', { count: indicators })}</span>
        <Button size="xs" variant="default" onClick={remove}>
          {t('indicators.remove_all_the_same')}
        </Button>
        <Button size="xs" variant="subtle" onClick={() => ask(false)}>
          {t('common.action.cancel')}
        </Button>
      </div>
    )
  return (
    <div>
      <Button size="xs" variant="subtle" onClick={indicators > 0 ? () => ask(true) : remove}>
        {t('composer.remove_part')}
      </Button>
    </div>
  )
}

function Words({
  part: { envelope, content, follows },
  readers,
  exercise,
  change,
}: {
  part: EditedPart
  readers: string
  exercise: boolean
  change: (next: Partial<Content>) => void
}) {
  const t = useText()
  const real = exercise ? realAddresses([content.headline, content.text, content.doNow].join('\n')) : []
  const hint =
    envelope.kind === 'victim'
      ? t('composer.text_hint_victim')
      : t(envelope.kind === 'summary' ? 'composer.text_hint_summary' : 'composer.text_hint')
  return (
    <>
      <p className="part-readers">
        <ReadBy who={readers} />
      </p>
      <TextField
        label={t('composer.part_headline')}
        hint={t('composer.part_headline_hint')}
        lang={envelope.language}
        maxLength={200}
        value={content.headline}
        onChange={(event) => change({ headline: event.currentTarget.value })}
      />
      <ProseField
        label={t('composer.text')}
        hint={hint}
        lang={envelope.language}
        minRows={5}
        maxLength={50_000}
        value={content.text}
        error={
          real.length > 0 && (
            <span className="fault">
              {t('errors.exercise_with_real_addresses', { found: real.slice(0, 5).join(', ') })}
            </span>
          )
        }
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <ProseField
        label={t('composer.do_now')}
        hint={t('composer.do_now_hint')}
        lang={envelope.language}
        optional
        minRows={1}
        maxLength={2000}
        value={content.doNow}
        onChange={(event) => change({ doNow: event.currentTarget.value })}
      />
      {follows && (
        <TextField
          label={t('composer.change_note')}
          hint={t('composer.change_note_hint')}
          lang={envelope.language}
          maxLength={1000}
          value={content.changeNote}
          onChange={(event) => change({ changeNote: event.currentTarget.value })}
        />
      )}
    </>
  )
}

/** Label and reach. Another label brings its own reach along, and says so. */
function Label({
  part: { envelope },
  change,
  faults,
}: {
  part: EditedPart
  change: (next: Partial<Envelope>) => void
  faults: (place: string) => React.ReactNode
}) {
  const t = useText()
  const kind = t(`warnings.kind.${envelope.kind}`)
  return (
    <>
      <div className="pair">
        <ChoiceField
          label={t('composer.tlp')}
          hint={t('composer.tlp_default', { kind, tlp: defaultTlp(envelope.kind) })}
          value={envelope.tlp}
          onChange={(event) => change(relabelled(envelope, event.currentTarget.value as Tlp))}
          data={TLP.map((label) => ({ value: label, label: tlpLabel(label) }))}
          error={faults('tlp')}
        />
        <ChoiceField
          label={t('composer.reach')}
          hint={t('composer.reach_follows')}
          value={envelope.reach}
          onChange={(event) => change({ reach: event.currentTarget.value as Envelope['reach'] })}
          data={[
            { value: 'as-previewed', label: t('composer.reach_as-previewed') },
            { value: 'live', label: t('composer.reach_live') },
          ]}
          error={faults('reach')}
        />
      </div>
      <HandlingRule tlp={envelope.tlp} />
    </>
  )
}

function Handling({
  envelope,
  change,
  faults,
}: {
  envelope: Envelope
  change: (next: Partial<Envelope>) => void
  faults: (place: string) => React.ReactNode
}) {
  const t = useText()
  const either = useEither()
  const agreements = useAnswer<typeof getAgreements>('/api/agreements')
  const { pap, machines, employeesOnly } = envelope
  const { language: spoken } = useLanguage()
  const used =
    envelope.language !== spoken ||
    pap !== null ||
    machines ||
    employeesOnly ||
    envelope.agreements.length > 0
  return (
    <>
      <TextField
        label={t('composer.pass_on')}
        hint={t('composer.pass_on_hint')}
        optional
        lang={envelope.language}
        maxLength={500}
        value={envelope.passOn}
        onChange={(event) => change({ passOn: event.currentTarget.value })}
      />
      <details open={used}>
        <summary>{t('composer.more_how')}</summary>
        <div className="fields">
          <ChoiceField
            label={t('composer.language')}
            value={envelope.language}
            onChange={(event) => change({ language: event.currentTarget.value as 'ja' | 'en' })}
            data={[
              { value: 'ja', label: t('common.language.ja') },
              { value: 'en', label: t('common.language.en') },
            ]}
          />
          <ChoiceField
            label={t('composer.pap')}
            value={pap ?? ''}
            onChange={(event) => change({ pap: (event.currentTarget.value || null) as Envelope['pap'] })}
            data={[
              { value: '', label: t('composer.pap_none') },
              ...PAP.map((label) => ({
                value: label,
                label: `${papLabel(label)} – ${t(`composer.pap_words.${label}`)}`,
              })),
            ]}
          />
          <TickField
            label={t('composer.machines')}
            hint={t('composer.machines_hint')}
            checked={machines}
            disabled={envelope.tlp === 'RED'}
            onChange={(event) => change({ machines: event.currentTarget.checked })}
            error={faults('machines')}
          />
          {envelope.kind === 'victim' && (
            <TickField
              label={t('sanitisation.fact.tick')}
              hint={t('sanitisation.fact.tick_hint')}
              checked={envelope.undisclosedFact === true}
              onChange={(event) => change({ undisclosedFact: event.currentTarget.checked })}
            />
          )}
          <TickField
            label={t('composer.employees_only')}
            hint={t('composer.employees_hint')}
            checked={employeesOnly}
            onChange={(event) => change({ employeesOnly: event.currentTarget.checked })}
          />
          {(agreements.data?.agreements ?? []).length > 0 && (
            <fieldset className="choices">
              <legend className="small-legend">{t('composer.agreements')}</legend>
              <p className="dimmed">{t('composer.agreements_hint')}</p>
              {(agreements.data?.agreements ?? []).map(({ id, title }) => (
                <TickField
                  key={id}
                  label={either(title.ja, title.en)}
                  checked={envelope.agreements.includes(id)}
                  onChange={(event) =>
                    change({
                      agreements: event.currentTarget.checked
                        ? [...envelope.agreements, id]
                        : envelope.agreements.filter((one) => one !== id),
                    })
                  }
                />
              ))}
            </fieldset>
          )}
        </div>
      </details>
    </>
  )
}
