import { Moment, Rows, Section, TeamChip, useEither, useText } from '#base/ui/index.ts'
import type { OpenWarning } from './marks.tsx'
import { newestParts } from './newest.ts'
import { Others } from './others.tsx'
import { partNames } from './part-names.ts'
import { Progress } from './progress.tsx'
import { Said } from './said.tsx'
import { TelephoneAnswers } from './telephone.tsx'
import { FactReaders } from './undisclosed.tsx'
import { readersWords } from './who-reads.tsx'

type LedgerOf = NonNullable<OpenWarning['ledger']>

/** How a warning was received: counts for all, names where the answering team shows its own (R15). */
export function Ledger({ warning }: { warning: OpenWarning }) {
  const t = useText()
  const { ledger } = warning
  if (!ledger) return null
  return (
    <>
      <Progress number={warning.number} />
      <Section title={t('warnings.board.received')}>
        <p className="dimmed">{t('warnings.board.lead')}</p>
        <Reads warning={warning} reads={ledger.reads} />
        {ledger.named.length > 0 && <Named named={ledger.named} />}
        <Unnamed said={ledger.unnamed} />
        <Useful counts={ledger.useful} />
        <TelephoneAnswers number={warning.number} />
      </Section>
      <Others number={warning.number} told={false} />
      {warning.parts.some(({ envelope }) => envelope.undisclosedFact) && (
        <FactReaders number={warning.number} />
      )}
      {warning.attribution === 'withheld' && <Looks looks={ledger.sourceLooks} />}
    </>
  )
}

function Reads({ warning, reads }: { warning: OpenWarning; reads: LedgerOf['reads'] }) {
  const t = useText()
  const parts = newestParts(warning.parts)
  const order = parts.map(({ id }) => id)
  const names = partNames(
    parts.map(({ kind }) => kind),
    t,
  )
  const sorted = [...reads].sort(
    (a, b) => order.indexOf(a.part) - order.indexOf(b.part) || b.version - a.version,
  )
  return (
    <ul className="reads">
      {sorted.map(({ part, version, readers, teams }) => {
        const said = { kind: names[order.indexOf(part)] ?? '', version }
        return (
          <li key={`${part}${version}`}>
            {readers === 0
              ? t('warnings.board.opened_none', said)
              : t('warnings.board.opened', {
                  ...said,
                  readers: readersWords({ teams, people: readers }, t),
                })}
          </li>
        )
      })}
    </ul>
  )
}

function Named({ named }: { named: LedgerOf['named'] }) {
  const t = useText()
  const either = useEither()
  return (
    <Section level={3} title={t('warnings.board.named')}>
      <Rows
        caption={t('warnings.board.named')}
        rows={named}
        keyOf={({ team, at }) => team.id + at}
        empty={null}
        columns={[
          {
            head: t('warnings.board.team'),
            heads: true,
            cell: ({ team }) => (
              <TeamChip id={team.id} short={team.name.short} name={either(team.name.ja, team.name.en)} />
            ),
          },
          {
            head: t('warnings.board.answers'),
            cell: ({ answer, byTelephone }) => (
              <>
                {t(`warnings.answers.${answer}`)}
                {byTelephone && ` (${t('answering.telephone.mark')})`}
              </>
            ),
          },
          { head: t('warnings.board.comment'), cell: (row) => <Said said={row} /> },
          { head: t('warnings.board.at'), cell: ({ at }) => <Moment at={at} /> },
        ]}
      />
    </Section>
  )
}

/** What teams told without their name: each by itself, with neither answer nor time. */
function Unnamed({ said }: { said: LedgerOf['unnamed'] }) {
  const t = useText()
  if (said.length === 0) return null
  return (
    <Section level={3} title={t('answering.unnamed')}>
      <ul className="others-words">
        {said.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no name of their own, and their order stands still
          <li key={index}>
            <Said said={one} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Useful({ counts }: { counts: LedgerOf['useful'] }) {
  const t = useText()
  if (counts.length === 0) return null
  return (
    <p>
      {t('answering.useful')}
      {counts
        .map(
          ({ usefulness, teams }) =>
            `${t(`answering.usefulness.${usefulness}`)} ${t('common.teams', { count: teams })}`,
        )
        .join(' · ')}
    </p>
  )
}

/** R5: each look at a withheld source is told to the source. */
function Looks({ looks }: { looks: LedgerOf['sourceLooks'] }) {
  const t = useText()
  return (
    <Section title={t('warnings.board.looks')}>
      {looks.length > 0 && <p className="dimmed">{t('warnings.board.looks_lead')}</p>}
      <Rows
        caption={t('warnings.board.looks')}
        rows={looks}
        keyOf={({ at, reason }) => at + reason}
        empty={<p>{t('warnings.board.looks_none')}</p>}
        columns={[
          { head: t('warnings.board.looks_reason'), heads: true, cell: ({ reason }) => reason },
          { head: t('warnings.board.at'), cell: ({ at }) => <Moment at={at} /> },
        ]}
      />
    </Section>
  )
}

/** R16: who was let in by a task, for what and why: the person stands in the audit. */
export function LetIn({ tasks }: { tasks: LedgerOf['tasks'] }) {
  const t = useText()
  return (
    <Section title={t('oversight.let_in')}>
      <Rows
        caption={t('oversight.let_in')}
        rows={tasks}
        keyOf={({ at, reason }) => at + reason}
        empty={null}
        columns={[
          {
            head: t('oversight.purpose'),
            heads: true,
            cell: ({ purpose }) => t(purpose === 'break-glass' ? 'oversight.glass' : 'oversight.review'),
          },
          { head: t('warnings.board.looks_reason'), cell: ({ reason }) => reason },
          { head: t('warnings.board.at'), cell: ({ at }) => <Moment at={at} /> },
          {
            head: t('oversight.ends'),
            cell: ({ done, until }) => (done ? t('oversight.ended') : <Moment at={until} />),
          },
        ]}
      />
    </Section>
  )
}
