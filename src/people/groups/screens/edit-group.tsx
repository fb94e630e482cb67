import type { KeptForm } from '#base/ui/index.ts'
import { Form, Panel, ProseField, TextField, tell, useAct, useKeptForm, useText } from '#base/ui/index.ts'
import type { postGroupClosing, putGroup } from '../routes.ts'
import type { Group } from './words.tsx'

type Words = { nameJa: string; nameEn: string; purposeJa: string; purposeEn: string }

/** Names and purpose in both languages. */
export function WordFields<T extends Words>({ form }: { form: KeptForm<T> }) {
  const t = useText()
  return (
    <>
      <div className="pair">
        <TextField label={t('groups.name_of_ja')} {...form.getInputProps('nameJa')} />
        <TextField label={t('groups.name_of_en')} {...form.getInputProps('nameEn')} />
      </div>
      <div className="pair pair-top">
        <ProseField label={t('groups.purpose_ja')} {...form.getInputProps('purposeJa')} />
        <ProseField label={t('groups.purpose_en')} {...form.getInputProps('purposeEn')} />
      </div>
    </>
  )
}

/** Changes names and purpose: the chair or the secretariat. */
export function EditWords({ group, done }: { group: Group; done: () => void }) {
  const t = useText()
  const form = useKeptForm(`group.${group.id}`, {
    nameJa: group.name.ja,
    nameEn: group.name.en,
    purposeJa: group.purpose.ja,
    purposeEn: group.purpose.en,
  })
  const save = useAct<typeof putGroup>('put', '/api/groups/{group}', {
    done: () => {
      tell(t('common.state.saved'))
      done()
    },
  })
  return (
    <Panel title={t('groups.edit_words')}>
      <Form
        form={form}
        submit={t('common.action.save')}
        cancel={done}
        send={(body) => save.mutateAsync({ params: { group: group.id }, body })}
      >
        <WordFields form={form} />
      </Form>
    </Panel>
  )
}

/** Closes a group for good: what follows, then the act. */
export function CloseGroup({ group, done }: { group: Group; done: () => void }) {
  const t = useText()
  const form = useKeptForm(`close.${group.id}`, {}, { keep: false })
  const close = useAct<typeof postGroupClosing>('post', '/api/groups/{group}/closing', {
    done: () => {
      tell(t('groups.closed_now'))
      done()
    },
  })
  return (
    <Panel title={t('groups.close')}>
      <Form
        form={form}
        submit={t('groups.close')}
        danger
        cancel={done}
        send={() => close.mutateAsync({ params: { group: group.id } })}
      >
        <p>{t('groups.close_sentence')}</p>
      </Form>
    </Panel>
  )
}
