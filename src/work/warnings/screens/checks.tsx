import { Button } from '@mantine/core'
import { useState } from 'react'
import {
  ActButton,
  Answered,
  Empty,
  Go,
  GoButton,
  links,
  Moment,
  Note,
  Page,
  ProblemBox,
  ProseField,
  Rows,
  Section,
  TextField,
  TickField,
  tell,
  useAct,
  useAnswer,
  useKeys,
  useParam,
  useText,
} from '#base/ui/index.ts'
import type { getChecks, postOverride, postReplacements } from '#work/sanitisation/routes.ts'
import { type Checked, type Group, groupsOf, piecesOf } from './checking.tsx'
import { Marked, useFieldWords, useFindingWords } from './finding-words.tsx'
import { partNames } from './part-names.ts'
import { AskReview } from './review.tsx'
import { SmallWorlds } from './small-world.tsx'

const CHANGES = ['/api/warnings', '/api/sanitisation']

/** What in a draft may give somebody away, side by side with what would stand instead; or to be let through (R6). */
export function Checks() {
  const t = useText()
  const number = useParam('number')
  const [red, openRed] = useState(false)
  const found = useAnswer<typeof getChecks>('/api/warnings/{number}/checks', {
    params: { number },
    query: red ? { red: 'open' } : {},
  })
  return (
    <Answered of={found}>
      {(checked) => (
        <Page
          title={t('sanitisation.title')}
          lead={
            <>
              <code>{number}</code> {t('sanitisation.lead')}
            </>
          }
          actions={
            checked.mine && (
              <GoButton to={links.warningEdit(number)} variant="default">
                {t('sanitisation.back')}
              </GoButton>
            )
          }
        >
          {checked.locked > 0 && !red && (
            <div>
              <Button onClick={() => openRed(true)}>{t('warnings.read.open_red')}</Button>
            </div>
          )}
          <Overridden checked={checked} />
          <SmallWorlds of={checked.smallWorlds} />
          {checked.findings.length === 0 ? (
            <Empty
              title={t('sanitisation.none')}
              action={
                checked.mine ? (
                  <Go to={links.warningRelease(number)}>{t('sanitisation.on')}</Go>
                ) : (
                  <Go to={links.warning(number)}>{number}</Go>
                )
              }
            >
              {checked.mine && t('sanitisation.none_what')}
            </Empty>
          ) : (
            <Found key={checked.revision ?? 0} number={number} checked={checked} />
          )}
          {checked.mine && <Removed removed={checked.removed} />}
        </Page>
      )}
    </Answered>
  )
}

/** What a second person said of parts as they stand. */
function Overridden({ checked }: { checked: Checked }) {
  const t = useText()
  const reasons = [...new Set(checked.parts.flatMap(({ override }) => override?.reason ?? []))]
  return reasons.map((reason) => <Note key={reason}>{t('sanitisation.overridden', { reason })}</Note>)
}

const nameOf = ({ key, language }: Pick<Group, 'key' | 'language'>): string => `${language} ${key}`

function Found({ number, checked }: { number: string; checked: Checked }) {
  const t = useText()
  const groups = groupsOf(checked)
  const [words, setWords] = useState<ReadonlyMap<string, string>>(new Map())
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const wordOf = (group: Group): string => words.get(nameOf(group)) ?? group.suggestion
  const chosen = groups.filter(
    (group) => !left.has(nameOf(group)) && (group.takenOut || wordOf(group).trim() !== ''),
  )
  const replace = useAct<typeof postReplacements>('post', '/api/warnings/{number}/replacements', {
    changes: CHANGES,
    done: () => tell(t('sanitisation.replaced')),
  })
  const act = (): void => {
    if (!checked.mine || chosen.length === 0 || replace.isPending) return
    replace.mutate({
      params: { number },
      body: {
        revision: checked.revision ?? 1,
        replacements: chosen.map((group) => ({
          key: group.key,
          language: group.language,
          to: wordOf(group).trim(),
        })),
      },
    })
  }
  useKeys([{ keys: 'mod+Enter', what: t('sanitisation.replace_key'), run: act }])
  return (
    <>
      <Section title={t('sanitisation.findings')}>
        <Groups
          groups={groups}
          mine={checked.mine}
          wordOf={wordOf}
          write={(group, to) => setWords(new Map([...words, [nameOf(group), to]]))}
          isChosen={(group) => !left.has(nameOf(group))}
          choose={(group, on) => {
            const next = new Set(left)
            if (on) next.delete(nameOf(group))
            else next.add(nameOf(group))
            setLeft(next)
          }}
        />
        {checked.mine && (
          <>
            <ProblemBox error={replace.error} />
            <div className="actions">
              <ActButton loading={replace.isPending} disabled={chosen.length === 0} onClick={act}>
                {t('sanitisation.replace', { count: chosen.length })}
              </ActButton>
            </div>
            <p className="dimmed">{t('sanitisation.attacker')}</p>
          </>
        )}
      </Section>
      <SideBySide
        checked={checked}
        words={(language) =>
          new Map(
            chosen.filter((group) => group.language === language).map((group) => [group.key, wordOf(group)]),
          )
        }
      />
      <Second number={number} checked={checked} />
    </>
  )
}

/** One line a thing: as it is written, what it is, and what to write instead. */
function Groups({
  groups,
  mine,
  wordOf,
  write,
  isChosen,
  choose,
}: {
  groups: readonly Group[]
  mine: boolean
  wordOf: (group: Group) => string
  write: (group: Group, to: string) => void
  isChosen: (group: Group) => boolean
  choose: (group: Group, on: boolean) => void
}) {
  const t = useText()
  const kindOf = useFindingWords()
  const fieldOf = useFieldWords()
  const several = new Set(groups.map(({ language }) => language)).size > 1
  return (
    <ul className="check-groups">
      {groups.map((group) => {
        const [first] = group.findings
        const said = group.said.join('、')
        const fields = [...new Set(group.findings.map(({ path }) => fieldOf(path)))].join(' · ')
        return (
          <li key={nameOf(group)}>
            <div className="check-group-what">
              {mine ? (
                <TickField
                  label={said}
                  aria-label={t('sanitisation.choose', { said })}
                  checked={isChosen(group)}
                  onChange={(event) => choose(group, event.currentTarget.checked)}
                />
              ) : (
                <strong>{said}</strong>
              )}
              <span className="dimmed">
                {first && kindOf(first)} · {fields} × {group.findings.length}
                {several &&
                  ` · ${t('sanitisation.in_language', { language: t(`common.language.${group.language}`) })}`}
              </span>
            </div>
            {mine &&
              (group.takenOut ? (
                <span>{t('sanitisation.take_out')}</span>
              ) : (
                <TextField
                  label={t('sanitisation.instead')}
                  aria-label={t('sanitisation.instead_of', { said })}
                  lang={group.language}
                  maxLength={300}
                  value={wordOf(group)}
                  disabled={!isChosen(group)}
                  onChange={(event) => write(group, event.currentTarget.value)}
                />
              ))}
          </li>
        )
      })}
    </ul>
  )
}

/** The texts as they are and as they would be, with what was found and what stands instead marked. */
function SideBySide({
  checked,
  words,
}: {
  checked: Checked
  words: (language: 'ja' | 'en') => ReadonlyMap<string, string>
}) {
  const t = useText()
  const fieldOf = useFieldWords()
  const names = partNames(
    checked.parts.map(({ kind }) => kind),
    t,
  )
  return (
    <Section title={t('sanitisation.side')}>
      {checked.parts.map((part, index) => {
        const here = checked.findings.filter((one) => one.part === index && !one.indicator)
        return part.texts
          .filter(({ path }) => here.some((one) => one.path === path))
          .map(({ path, text }) => {
            const found = here.filter((one) => one.path === path)
            return (
              <div key={`${part.id} ${path}`} className="check-side">
                <h3>
                  {names[index]} · {fieldOf(path)}
                </h3>
                <div className="pair pair-top">
                  <div>
                    <h4>{t('sanitisation.original')}</h4>
                    <div className="part-text" lang={part.language}>
                      <Marked pieces={piecesOf(text, found)} />
                    </div>
                  </div>
                  {checked.mine && (
                    <div>
                      <h4>{t('sanitisation.after')}</h4>
                      <div className="part-text" lang={part.language}>
                        <Marked pieces={piecesOf(text, found, words(part.language))} />
                      </div>
                    </div>
                  )}
                </div>
              </div>
            )
          })
      })}
    </Section>
  )
}

/** Letting it through as it is: for the author the way to ask, for anybody else who may see it the act. */
function Second({ number, checked }: { number: string; checked: Checked }) {
  const t = useText()
  const [asking, ask] = useState(false)
  const [reason, setReason] = useState('')
  const override = useAct<typeof postOverride>('post', '/api/warnings/{number}/override', {
    changes: CHANGES,
    done: () => tell(t('sanitisation.second_done')),
  })
  const open = checked.parts.filter(
    ({ override: given }, index) => !given && checked.findings.some(({ part }) => part === index),
  )
  if (open.length === 0) return null
  if (!checked.second)
    return (
      <Section title={t('sanitisation.second')}>
        <p>{t('sanitisation.second_ask')}</p>
        {asking ? (
          <AskReview number={number} close={() => ask(false)} />
        ) : (
          <div>
            <Button variant="default" onClick={() => ask(true)}>
              {t('oversight.ask')}
            </Button>
          </div>
        )}
      </Section>
    )
  return (
    <Section title={t('sanitisation.second')}>
      <p>{t('sanitisation.second_you')}</p>
      <ProseField
        label={t('sanitisation.second_reason')}
        hint={t('sanitisation.second_reason_hint')}
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemBox error={override.error} />
      <div className="actions">
        <ActButton
          loading={override.isPending}
          disabled={reason.trim() === ''}
          onClick={() =>
            override.mutate({
              params: { number },
              body: { parts: open.map(({ id, digest }) => ({ id, digest })), reason: reason.trim() },
            })
          }
        >
          {t('sanitisation.second_confirm')}
        </ActButton>
      </div>
    </Section>
  )
}

/** What was taken out so far: for the source alone. */
function Removed({ removed }: { removed: Checked['removed'] }) {
  const t = useText()
  const lines = removed.flatMap(({ at, what }) => what.map((one) => ({ ...one, at })))
  return (
    <Section title={t('sanitisation.removed')}>
      <p className="dimmed">{t('sanitisation.removed_what')}</p>
      <Rows
        caption={t('sanitisation.removed')}
        rows={lines}
        keyOf={({ at, said, to }) => `${at} ${to} ${said.join(' ')}`}
        empty={<p>{t('sanitisation.removed_none')}</p>}
        columns={[
          { head: t('sanitisation.said'), heads: true, cell: ({ said }) => said.join('、') },
          { head: t('sanitisation.what'), cell: ({ kind }) => t(`sanitisation.kind.${kind}`) },
          { head: t('sanitisation.instead'), cell: ({ to }) => to },
          { head: t('sanitisation.places'), number: true, cell: ({ places }) => places },
          { head: t('sanitisation.removed_at'), cell: ({ at }) => <Moment at={at} /> },
        ]}
      />
    </Section>
  )
}
