import assert from 'node:assert/strict'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { type Language, type Params, type TextKey, translator } from '../../src/base/i18n/index.ts'

/** How somebody sits at a screen. */
export interface Scene {
  readonly width: 1280 | 360
  readonly scheme: 'light' | 'dark'
  readonly language: Language
}

/** The corners of what people use: any two of width, colours and language meet in one of them. */
export const scenes = {
  deskLightJa: { width: 1280, scheme: 'light', language: 'ja' },
  deskDarkEn: { width: 1280, scheme: 'dark', language: 'en' },
  phoneLightJa: { width: 360, scheme: 'light', language: 'ja' },
  phoneDarkEn: { width: 360, scheme: 'dark', language: 'en' },
} as const satisfies Record<string, Scene>

export const sceneWords = ({ width, scheme, language }: Scene): string =>
  `${width} px, ${scheme}, ${language}`

/** How much of a page stands on the first screen. */
export const firstScreen = ({ width }: Scene): number => (width === 360 ? 740 : 900)

/** A refusal that the screen turns into words is no fault; the browser reports each all the same. */
const REFUSED = /^Failed to load resource: the server responded with a status of 4\d\d/

/** A browser's private window in which nothing may go wrong unseen. */
export interface Sitting {
  readonly context: BrowserContext
  readonly scene: Scene
  /** Faults seen until now. */
  readonly faults: string[]
  /** A tab, with the words of the window's language. */
  tab(): Promise<Tab>
  close(): Promise<void>
}

/** Opens a window of its own, without cookies: one person at one screen. */
export async function sitDown(browser: Browser, url: string, scene: Scene): Promise<Sitting> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: scene.width, height: firstScreen(scene) },
    colorScheme: scene.scheme,
    locale: scene.language === 'ja' ? 'ja-JP' : 'en-GB',
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(20_000)
  const faults: string[] = []
  await context.exposeBinding('__policyViolated', (_, said: string) =>
    faults.push(`policy violated: ${said}`),
  )
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      // biome-ignore lint/suspicious/noExplicitAny: a function that the test has put there
      ;(window as any).__policyViolated(`${violatedDirective} ${blockedURI} ${sourceFile}`)
    })
  })
  context.on('page', (page) => {
    page.on('pageerror', (error) => faults.push(`page error: ${error.stack ?? error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error' && !REFUSED.test(message.text())) {
        faults.push(`console: ${message.text()} (${page.url()})`)
      }
    })
  })
  return {
    context,
    scene,
    faults,
    tab: async () => new Tab(await context.newPage(), scene.language, faults),
    close: () => context.close(),
  }
}

type Role = Parameters<Page['getByRole']>[0]

/** One tab, used by keyboard alone; things are found by role and name, as a person finds them. */
export class Tab {
  readonly page: Page
  readonly faults: string[]
  language: Language
  constructor(page: Page, language: Language, faults: string[]) {
    this.page = page
    this.language = language
    this.faults = faults
  }

  /** The product's own words in this tab's language. */
  readonly t = (key: TextKey, params?: Params): string => translator(this.language)(key, params)

  async go(address: string): Promise<void> {
    await this.page.goto(address)
  }

  find(role: Role, name: string | RegExp, exact = true): Locator {
    return this.page.getByRole(role, { name, exact })
  }

  /** A field by its label; what stands beside the label ("optional") does not matter. */
  field(label: string, nth = 0): Locator {
    return this.page.getByLabel(label, { exact: false }).nth(nth)
  }

  /** The screen with this title has come, is whole, and nothing about it is wrong. */
  async arrive(title: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor()
    await this.look()
  }

  /** Waits until the screen has all that it asked for, its letters too. */
  async settle(): Promise<void> {
    const { page } = this
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.waitForFunction(() => !document.querySelector('.loading, [aria-busy="true"]'))
    await page.evaluate(() => document.fonts.ready.then(() => undefined))
  }

  /** Nothing is wrong with what is shown now: no barrier, nothing beyond the edge, no fault behind. */
  async look(): Promise<void> {
    const { page } = this
    await this.settle()
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    assert.deepEqual(
      violations.map(({ id, help, nodes }) => ({
        id,
        help,
        where: nodes.slice(0, 4).map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`),
      })),
      [],
      `barriers at ${page.url()}`,
    )
    const wide = await page.evaluate(() => {
      const over = document.documentElement.scrollWidth - innerWidth
      if (over <= 0) return null
      const widest = [...document.querySelectorAll('body *')]
        .map((one) => ({ one, right: one.getBoundingClientRect().right }))
        .filter(({ right }) => right > innerWidth + 0.5)
        .slice(-3)
        .map(({ one, right }) => `${right}: ${one.outerHTML.slice(0, 160)}`)
      return `${over} px beyond the edge: ${widest.join(' | ')}`
    })
    assert.equal(wide, null, `${page.url()} scrolls sideways`)
    this.isSound()
  }

  /** The server was gone for a while: that requests failed meanwhile is no fault. */
  forgiveGap(): void {
    const rest = this.faults.filter((said) => !/net::ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED)/.test(said))
    this.faults.splice(0, this.faults.length, ...rest)
  }

  /** No fault has come up behind the screen. */
  isSound(): void {
    assert.deepEqual(this.faults, [], `at ${this.page.url()}`)
  }

  /** Walks to something by the tab key. */
  async reach(thing: Locator): Promise<void> {
    await thing.waitFor()
    const { keyboard } = this.page
    const there = () => thing.evaluate((one) => one === document.activeElement)
    if (await there()) return
    for (let step = 0; step < 400; step++) {
      await keyboard.press('Tab')
      if (await there()) return
    }
    throw new Error(`the tab key does not lead to ${thing}`)
  }

  async press(thing: Locator, key = 'Enter'): Promise<void> {
    await this.reach(thing)
    await this.page.keyboard.press(key)
  }

  /** Writes into a field, in place of what stood there. */
  async write(field: Locator, text: string): Promise<void> {
    await this.reach(field)
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.insertText(text)
  }

  async tick(box: Locator): Promise<void> {
    await this.press(box, 'Space')
    assert.equal(await box.isChecked(), true)
  }

  /** Chooses one of several circles: tab to the group, arrows within. */
  async choose(radio: Locator): Promise<void> {
    await radio.waitFor()
    const { keyboard } = this.page
    const group = await radio.getAttribute('name')
    const inGroup = () =>
      this.page.evaluate((name) => (document.activeElement as HTMLInputElement | null)?.name === name, group)
    for (let step = 0; step < 400 && !(await inGroup()); step++) await keyboard.press('Tab')
    for (
      let step = 0;
      step < 20 && !(await radio.evaluate((one) => one === document.activeElement));
      step++
    ) {
      await keyboard.press('ArrowDown')
    }
    if (!(await radio.isChecked())) await keyboard.press('Space')
    assert.equal(await radio.isChecked(), true)
  }

  /** Takes an option of a list by its words. */
  async pick(list: Locator, option: string | RegExp): Promise<void> {
    await this.reach(list)
    const words = () =>
      list.evaluate((one) => (one as HTMLSelectElement).selectedOptions[0]?.textContent ?? '')
    const fits = (text: string) => (typeof option === 'string' ? text === option : option.test(text))
    await this.page.keyboard.press('Home')
    for (let step = 0; step < 60; step++) {
      if (fits(await words())) return
      await this.page.keyboard.press('ArrowDown')
    }
    throw new Error(`no option ${option} in ${list}`)
  }

  /** Adds somebody to the audience of the first part in the composer, by typing and arrows. */
  async address(name: string): Promise<void> {
    const field = this.page.getByRole('combobox', { name: this.t('composer.audience_add') }).first()
    await this.write(field, name)
    const option = this.page.getByRole('option', { name, exact: true }).first()
    await option.waitFor()
    for (let step = 0; step < 40; step++) {
      if ((await option.getAttribute('data-combobox-selected')) !== null) break
      await this.page.keyboard.press('ArrowDown')
    }
    await this.page.keyboard.press('Enter')
    await this.page
      .getByRole('button', { name: new RegExp(name) })
      .first()
      .waitFor()
  }

  /** Opens a menu and takes one of its lines. */
  async fromMenu(button: Locator, line: string | RegExp): Promise<void> {
    await this.press(button)
    const item = this.page.getByRole('menuitem', { name: line }).first()
    await item.waitFor()
    for (let step = 0; step < 40; step++) {
      if (await item.evaluate((one) => one === document.activeElement)) break
      await this.page.keyboard.press('ArrowDown')
    }
    await this.page.keyboard.press('Enter')
  }
}

/**
 * The first thing of a list that this person is given and that fits, asked of the door under the tab's hat.
 *
 * @throws when there is none
 */
export async function firstListed(
  tab: Tab,
  path: string,
  list: string,
  fits: (one: Record<string, string>) => boolean = () => true,
): Promise<Record<string, string>> {
  const answer = (await tab.page.evaluate(async (path) => {
    const actingAs = sessionStorage.getItem('renkei.acting-as') ?? ''
    return (await fetch(path, { headers: { 'X-Renkei-Acting-As': actingAs } })).json()
  }, path)) as Record<string, Record<string, string>[]>
  const found = answer[list]?.find(fits)
  assert.ok(found, `${path} gives nothing to look at: ${JSON.stringify(answer).slice(0, 300)}`)
  return found
}
