import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Received } from '#base/ui/index.ts'
import {
  Answered,
  call,
  Empty,
  links,
  Page,
  ProblemBox,
  Rows,
  roleWords,
  TextField,
  useAnswer,
  useEither,
  useGo,
  useHere,
  useText,
} from '#base/ui/index.ts'
import type { getDemoPersons, postDemoSignIn } from './routes.ts'

type Person = Received<typeof getDemoPersons>['persons'][number]

/** Persons of the demo: one click, and one sits there as that person under that role. */
export function DemoPersons() {
  const t = useText()
  const either = useEither()
  const go = useGo()
  const { house, putOn, lookAgain } = useHere()
  const persons = useAnswer<typeof getDemoPersons>('/api/demo/persons')
  const [filter, setFilter] = useState('')
  const [problem, setProblem] = useState<unknown>(null)

  const enter = async (appointment: string): Promise<void> => {
    try {
      const { actingAs } = await call<typeof postDemoSignIn>('post', '/api/demo/sign-in', {
        body: { appointment },
      })
      putOn(actingAs)
      await lookAgain()
      go(links.home())
    } catch (error) {
      setProblem(error)
    }
  }
  const seat = ({ appointments: [first] }: Person) =>
    first ? either(first.body.nameJa, first.body.nameEn) : ''
  const sorted = (some: readonly Person[]): Person[] =>
    some.toSorted(
      (a, b) => rank(a) - rank(b) || seat(a).localeCompare(seat(b)) || roleOf(a).localeCompare(roleOf(b)),
    )
  const words = filter.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  const fits = ({ nameJa, nameEn, appointments }: Person): boolean => {
    const text = [
      nameJa,
      nameEn,
      ...appointments.flatMap(({ role, body }) => [
        roleWords(t, role, bodyOf(body)),
        body.nameJa,
        body.nameEn,
        body.handle,
      ]),
    ]
      .join(' ')
      .normalize('NFKC')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  }
  return (
    <Page
      title={t('signIn.demo_page.title')}
      lead={t('signIn.demo_page.lead', { house: house ? either(house.name.ja, house.name.en) : '' })}
    >
      <p>{t('signIn.demo_page.first')}</p>
      <TextField
        label={t('signIn.demo_page.search')}
        type="search"
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
      />
      <ProblemBox error={problem} />
      <Answered of={persons}>
        {({ persons: all }) => (
          <Rows
            caption={t('signIn.demo_page.title')}
            rows={sorted(all.filter(fits))}
            keyOf={({ id }) => id}
            empty={<Empty title={t('signIn.demo_page.none')} />}
            columns={[
              {
                head: t('signIn.demo_page.person'),
                heads: true,
                cell: ({ nameJa, nameEn }) => <span className="whole">{either(nameJa, nameEn)}</span>,
              },
              {
                head: t('signIn.demo_page.roles'),
                wide: true,
                cell: (person) => (
                  <span className="actions">
                    {person.appointments.map(({ id, role, body }) => (
                      <Button
                        key={id}
                        size="compact-md"
                        variant="default"
                        aria-label={`${either(person.nameJa, person.nameEn)}: ${either(body.nameJa, body.nameEn)} ${roleWords(t, role, bodyOf(body))}`}
                        onClick={() => void enter(id)}
                      >
                        {either(body.nameJa, body.nameEn)} · {roleWords(t, role, bodyOf(body))}
                      </Button>
                    ))}
                  </span>
                ),
              },
            ]}
          />
        )}
      </Answered>
    </Page>
  )
}

/** The association's own bodies first, then team by team. */
const bodies = ['secretariat', 'association', 'committee', 'team']
const rank = ({ appointments: [first] }: Person): number => {
  const at = bodies.indexOf(first?.body.kind ?? '')
  return at < 0 ? bodies.length : at
}
const roleOf = ({ appointments: [first] }: Person): string => first?.role ?? ''

/** The kind of a body that is no team. */
const bodyOf = ({ kind }: { kind: string }): string | null => (kind === 'team' ? null : kind)
