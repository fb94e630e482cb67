import { Checkbox } from '@mantine/core'
import {
  ChoiceField,
  Form,
  type KeptForm,
  links,
  Page,
  Panel,
  TextField,
  TickField,
  tell,
  useAct,
  useAnswer,
  useEither,
  useGo,
  useKeptForm,
  useMe,
  useText,
} from '#base/ui/index.ts'
import type { getAgreements } from '#people/agreements/routes.ts'
import { BODIES, GROUP_KINDS, type GroupKind } from '../group.ts'
import type { getGroups, postGroup, putGroupCharter } from '../routes.ts'
import { WordFields } from './edit-group.tsx'
import { type Group, useKinds } from './words.tsx'

type Rules = { hiddenMembers: boolean; agreements: string[]; barredKinds: string[] }

/** Who may belong, what must be accepted, and whether members see each other. */
function RuleFields<T extends Rules>({ form, hidden = false }: { form: KeptForm<T>; hidden?: boolean }) {
  const t = useText()
  const either = useEither()
  const { kinds } = useKinds()
  const agreements = useAnswer<typeof getAgreements>('/api/agreements')
  return (
    <>
      <TickField
        label={t('groups.hide')}
        hint={t(hidden ? 'groups.hide_stays' : 'groups.hide_what')}
        disabled={hidden}
        {...form.getInputProps('hiddenMembers', { type: 'checkbox' })}
      />
      <Checkbox.Group
        label={t('groups.wanted')}
        description={t('groups.wanted_what')}
        {...form.getInputProps('agreements')}
      >
        <div className="ticks">
          {(agreements.data?.agreements ?? []).map(({ id, title }) => (
            <Checkbox key={id} value={id} label={either(title.ja, title.en)} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox.Group
        label={t('groups.bar')}
        description={t('groups.bar_what')}
        {...form.getInputProps('barredKinds')}
      >
        <div className="ticks">
          {kinds.map(({ value, label }) => (
            <Checkbox key={value} value={value} label={label} />
          ))}
        </div>
      </Checkbox.Group>
    </>
  )
}

/** Changes the rules of a group: an officer. */
export function EditCharter({ group, done }: { group: Group; done: () => void }) {
  const t = useText()
  const form = useKeptForm<Rules>(`charter.${group.id}`, {
    hiddenMembers: group.hiddenMembers,
    agreements: group.agreements,
    barredKinds: group.barredKinds,
  })
  const save = useAct<typeof putGroupCharter>('put', '/api/groups/{group}/charter', {
    done: () => {
      tell(t('common.state.saved'))
      done()
    },
  })
  return (
    <Panel title={t('groups.edit_charter')}>
      <Form
        form={form}
        submit={t('groups.adopt')}
        sentence={t('groups.charter_sentence')}
        cancel={done}
        send={(body) => save.mutateAsync({ params: { group: group.id }, body })}
      >
        <RuleFields form={form} hidden={group.hiddenMembers} />
      </Form>
    </Panel>
  )
}

/** A new group, on a page of its own. */
export function NewGroup() {
  const t = useText()
  const either = useEither()
  const go = useGo()
  const { hat, may } = useMe()
  const groups = useAnswer<typeof getGroups>('/api/groups', { query: {} })
  const form = useKeptForm('group.new', {
    kind: 'working-group' as GroupKind,
    handle: '',
    nameJa: '',
    nameEn: '',
    purposeJa: '',
    purposeEn: '',
    hiddenMembers: false,
    agreements: [] as string[],
    barredKinds: [] as string[],
    parent: '',
  })
  const make = useAct<typeof postGroup>('post', '/api/groups', {
    done: ({ id }) => {
      tell(t('groups.made'))
      go(links.group(id))
    },
  })
  const officer = may.office && hat?.role === 'officer'
  return (
    <Page title={t('groups.make')} lead={t('groups.make_lead')} narrow>
      <Form
        form={form}
        submit={t('groups.make_now')}
        because={officer ? undefined : t('errors.not_your_role', { who: 'officer' })}
        cancel={() => go(links.groups())}
        send={({ parent, ...body }) => make.mutateAsync({ body: { ...body, parent: parent || null } })}
      >
        <ChoiceField
          label={t('groups.kind')}
          data={GROUP_KINDS.filter((kind) => !BODIES.includes(kind)).map((value) => ({
            value,
            label: t(`people.group_kind.${value}`),
          }))}
          {...form.getInputProps('kind')}
        />
        <TextField
          label={t('people.field.handle')}
          hint={t('groups.handle_hint')}
          autoComplete="off"
          {...form.getInputProps('handle')}
        />
        <WordFields form={form} />
        {form.getValues().kind === 'sub-group' && (
          <ChoiceField
            label={t('groups.parent')}
            data={[
              { value: '', label: t('groups.no_parent') },
              ...(groups.data?.groups ?? [])
                .filter(({ kind }) => !BODIES.includes(kind))
                .map(({ id, name }) => ({ value: id, label: either(name.ja, name.en) })),
            ]}
            {...form.getInputProps('parent')}
          />
        )}
        <RuleFields form={form} />
      </Form>
    </Page>
  )
}
