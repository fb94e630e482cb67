import { Button } from '@mantine/core'
import { useState } from 'react'
import {
  ChoiceField,
  CopyButton,
  call,
  Form,
  ProseField,
  problemCode,
  TextField,
  tell,
  useAct,
  useKeptForm,
  useText,
} from '#base/ui/index.ts'
import type { getTeam, patchTeam } from '../routes.ts'
import type { Team } from './team.tsx'

const toForm = (team: Team) => ({
  nameJa: team.name.ja,
  nameEn: team.name.en,
  shortName: team.shortName,
  alternativeNames: team.alternativeNames.join('\n'),
  language: team.language as string,
  /** What the editor saw; kept with the text, so that a reload does not hide that somebody else saved. */
  revision: team.revision,
})
type Values = ReturnType<typeof toForm>

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** Edits what the team changes by itself. Who saves second is told, sees both texts, and loses neither. */
export function EditTeam({ team, done }: { team: Team; done: () => void }) {
  const t = useText()
  const form = useKeptForm(`team.${team.id}`, toForm(team))
  const [theirs, setTheirs] = useState<Team | null>(null)
  const save = useAct<typeof patchTeam>('patch', '/api/teams/{team}', {
    done: () => {
      tell(t('common.state.saved'))
      done()
    },
  })
  const send = async ({ alternativeNames, language, ...values }: Values): Promise<void> => {
    try {
      await save.mutateAsync({
        params: { team: team.id },
        body: { ...values, alternativeNames: linesOf(alternativeNames), language: language as 'ja' | 'en' },
      })
    } catch (error) {
      if (problemCode(error) === 'changed_meanwhile')
        setTheirs(await call<typeof getTeam>('get', '/api/teams/{team}', { params: { team: team.id } }))
      throw error
    }
  }
  const settle = (values: Partial<Values>, revision: number): void => {
    form.setValues({ ...values, revision })
    setTheirs(null)
  }
  return (
    <>
      {theirs && <Both mine={form.getValues()} theirs={toForm(theirs)} settle={settle} />}
      <Form
        form={form}
        submit={t('common.action.save')}
        sentence={t('directory.plain_sentence')}
        cancel={() => {
          form.forget()
          done()
        }}
        send={send}
      >
        <div className="pair">
          <TextField label={t('people.field.name_ja')} {...form.getInputProps('nameJa')} />
          <TextField label={t('people.field.name_en')} {...form.getInputProps('nameEn')} />
        </div>
        <TextField label={t('people.field.short_name')} {...form.getInputProps('shortName')} />
        <ProseField
          label={t('people.field.alternative_names')}
          hint={t('directory.one_per_line')}
          optional
          {...form.getInputProps('alternativeNames')}
        />
        <ChoiceField
          label={t('people.field.language')}
          data={(['ja', 'en'] as const).map((value) => ({ value, label: t(`common.language.${value}`) }))}
          {...form.getInputProps('language')}
        />
      </Form>
    </>
  )
}

/** Both texts side by side until one is chosen. */
function Both({
  mine,
  theirs,
  settle,
}: {
  mine: Values
  theirs: Values
  settle: (values: Partial<Values>, revision: number) => void
}) {
  const t = useText()
  const written = (values: Values): string =>
    [values.nameJa, values.nameEn, values.shortName, values.alternativeNames].filter(Boolean).join('\n')
  return (
    <section className="note note-caution" role="alert" aria-label={t('directory.both_title')}>
      <h3>{t('directory.both_title')}</h3>
      <p>{t('directory.both_what')}</p>
      <div className="pair pair-top">
        <div>
          <h3>{t('directory.mine')}</h3>
          <p className="agreement-text">{written(mine)}</p>
          <div className="actions">
            <Button size="xs" onClick={() => settle({}, theirs.revision)}>
              {t('directory.keep_mine')}
            </Button>
            <CopyButton text={written(mine)} />
          </div>
        </div>
        <div>
          <h3>{t('directory.theirs')}</h3>
          <p className="agreement-text">{written(theirs)}</p>
          <div className="actions">
            <Button size="xs" variant="default" onClick={() => settle(theirs, theirs.revision)}>
              {t('directory.take_theirs')}
            </Button>
            <CopyButton text={written(theirs)} />
          </div>
        </div>
      </div>
    </section>
  )
}
