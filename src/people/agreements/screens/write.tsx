import { beginOfDay, zoneName } from '#base/i18n/index.ts'
import {
  ChoiceField,
  DayField,
  Form,
  type KeptForm,
  links,
  Page,
  Panel,
  ProseField,
  TextField,
  tell,
  useAct,
  useGo,
  useKeptForm,
  useMe,
  useText,
  useZone,
} from '#base/ui/index.ts'
import { AGREEMENT_KINDS, type AgreementKind } from '../agreement.ts'
import type { postAgreement, postAgreementVersion } from '../routes.ts'
import type { Agreement } from './agreement.tsx'

const empty = { textJa: '', textEn: '', inForceFrom: '' }

function TextFields<T extends typeof empty>({ form }: { form: KeptForm<T> }) {
  const t = useText()
  const zone = useZone()
  return (
    <>
      <ProseField label={t('agreements.text_ja')} minRows={8} {...form.getInputProps('textJa')} />
      <ProseField label={t('agreements.text_en')} minRows={8} {...form.getInputProps('textEn')} />
      <DayField
        label={t('agreements.from')}
        hint={t('agreements.from_hint', { zone: zoneName(new Date(), zone) })}
        optional
        {...form.getInputProps('inForceFrom')}
      />
    </>
  )
}

const beginOf = (day: string, zone: string): string | null =>
  day ? beginOfDay(day, zone).toISOString() : null

/** The next version of a text. */
export function PublishVersion({ agreement, done }: { agreement: Agreement; done: () => void }) {
  const t = useText()
  const zone = useZone()
  const last = agreement.versions[0]?.text
  const form = useKeptForm(`agreement.${agreement.id}`, {
    ...empty,
    textJa: last?.ja ?? '',
    textEn: last?.en ?? '',
  })
  const publish = useAct<typeof postAgreementVersion>('post', '/api/agreements/{agreement}/versions', {
    done: () => {
      tell(t('agreements.published'))
      done()
    },
  })
  return (
    <Panel title={t('agreements.publish')}>
      <Form
        form={form}
        submit={t('agreements.publish_now')}
        sentence={t('agreements.publish_sentence')}
        cancel={done}
        send={({ inForceFrom, ...texts }) =>
          publish.mutateAsync({
            params: { agreement: agreement.id },
            body: { ...texts, inForceFrom: beginOf(inForceFrom, zone) },
          })
        }
      >
        <TextFields form={form} />
      </Form>
    </Panel>
  )
}

/** A new agreement with its first version, on a page of its own. */
export function NewAgreement() {
  const t = useText()
  const go = useGo()
  const { hat, may } = useMe()
  const zone = useZone()
  const form = useKeptForm('agreement.new', {
    kind: 'nda' as AgreementKind,
    titleJa: '',
    titleEn: '',
    ...empty,
  })
  const make = useAct<typeof postAgreement>('post', '/api/agreements', {
    done: ({ id }) => {
      tell(t('agreements.made'))
      go(links.agreement(id))
    },
  })
  const officer = may.office && hat?.role === 'officer'
  return (
    <Page title={t('agreements.make')} lead={t('agreements.make_lead')} narrow>
      <Form
        form={form}
        submit={t('agreements.make_now')}
        because={officer ? undefined : t('errors.not_your_role', { who: 'officer' })}
        cancel={() => go(links.agreements())}
        send={({ inForceFrom, ...body }) =>
          make.mutateAsync({ body: { ...body, inForceFrom: beginOf(inForceFrom, zone) } })
        }
      >
        <ChoiceField
          label={t('agreements.kind')}
          data={AGREEMENT_KINDS.map((value) => ({ value, label: t(`people.agreement_kind.${value}`) }))}
          {...form.getInputProps('kind')}
        />
        <div className="pair">
          <TextField label={t('agreements.title_ja')} {...form.getInputProps('titleJa')} />
          <TextField label={t('agreements.title_en')} {...form.getInputProps('titleEn')} />
        </div>
        <TextFields form={form} />
      </Form>
    </Page>
  )
}
