import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, type TestContext, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { noBrowser, openBrowser } from './browser.ts'
import { newPlace, type Place } from './running.ts'
import { type Scene, type Sitting, sceneWords, sitDown } from './window.ts'

const PICTURES = join(import.meta.dirname, '../../shots/failed')

/** What a journey is told. */
export interface Journey {
  readonly t: TestContext
  readonly scene: Scene
  readonly place: Place
  /** A person at a screen of their own. */
  sit(url: string): Promise<Sitting>
  /** One step; where it fails the journey ends, and leaves pictures of all screens in `shots/failed`. */
  step(name: string, act: () => Promise<unknown>): Promise<void>
}

/**
 * One way that a person goes, once in each scene, one after the other: one browser and one installation at a time.
 *
 * @param shared the installation of all journeys of the file; one of its own for each where it is left out
 */
export function journey(
  name: string,
  seen: readonly Scene[],
  go: (journey: Journey) => Promise<void>,
  shared?: () => Place,
): void {
  test(name, { skip: noBrowser ?? false }, async (t) => {
    let browser: Browser | undefined
    before(async () => {
      browser = await openBrowser()
    })
    after(() => browser?.close())
    for (const scene of seen) {
      await t.test(sceneWords(scene), async (t) => {
        const place = shared?.() ?? (await newPlace())
        if (!shared) t.after(() => place.remove())
        const sittings: Sitting[] = []
        const sit = async (url: string) => {
          const sitting = await sitDown(browser as Browser, url, scene)
          sittings.push(sitting)
          t.after(() => sitting.close())
          return sitting
        }
        const step = async (what: string, act: () => Promise<unknown>) => {
          let failed = false
          await t.test(what, async () => {
            try {
              await act()
            } catch (error) {
              failed = true
              await takePictures(`${name} ${sceneWords(scene)} ${what}`, sittings).catch(() => undefined)
              throw error
            }
          })
          if (failed) throw new Error(`the journey ended at: ${what}`)
        }
        await go({ t, scene, place, sit, step })
      })
    }
  })
}

async function takePictures(name: string, sittings: readonly Sitting[]): Promise<void> {
  await mkdir(PICTURES, { recursive: true })
  const pages = sittings.flatMap(({ context }) => context.pages())
  for (const [index, page] of pages.entries()) {
    const path = join(PICTURES, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}-${index + 1}.png`)
    await page.screenshot({ path, fullPage: true, timeout: 5_000 })
  }
}
