import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atTheDoor } from '../../../test/support/at-the-door.ts'
import { commands } from './commands.ts'

const inviting = commands.find(({ name }) => name.startsWith('user invite'))

test('the link that user invite prints leads to the association’s address, whatever the shell’s own is', async (t) => {
  const door = await atTheDoor(t)
  const house = (founded: string | undefined) => ({
    db: door.db,
    keys: door.keys,
    config: { url: 'http://localhost:3999' },
    association: { current: () => (founded === undefined ? undefined : { url: founded }) },
  })
  const print = async (founded: string | undefined) => {
    const args = [await door.email(door.world.as.alphaPoc.person)]
    const done = await inviting?.run({ args, options: {} }, house(founded))
    const [letter] = (await door.letters()).slice(-1)
    return { done, letter }
  }
  const { done, letter } = await print('https://renkei.example.org')
  const link = done?.lines.at(-1) ?? ''
  assert.match(link, /^https:\/\/renkei\.example\.org\/accept#[A-Za-z0-9_-]{43}$/)
  assert.ok(letter?.kind === 'invitation' && letter.link === link, 'as does the letter')
  assert.match((await print(undefined)).done?.lines.at(-1) ?? '', /^http:\/\/localhost:3999\/accept#/)
})

test('that a link was printed is on record', async (t) => {
  const door = await atTheDoor(t)
  const { person } = door.world.as.alphaPoc
  await inviting?.run(
    { args: [await door.email(person)], options: {} },
    { ...door, config: { url: 'http://localhost' }, association: { current: () => undefined } },
  )
  assert.deepEqual((await door.audited('invitation.link-shown'))[0]?.subject, { kind: 'person', id: person })
})
