import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core'
import { expect } from 'vitest'

const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]
const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
// Another scheme changes colours and nothing else, so the rest of the rules need not run twice.
const RULES = {
  light: { type: 'tag', values: WCAG_22_AA },
  dark: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
} as const
type Scheme = keyof typeof RULES

const PATIENCE_MS = 30_000
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What a page complained about since it was opened. */
const problems = new WeakMap<Page, string[]>()

async function findBrowser(): Promise<string> {
  const file = new URL('../../scripts/find-chromium.mjs', import.meta.url).href
  const { ensureChromium } = (await import(file)) as { ensureChromium: () => Promise<string> }
  return ensureChromium()
}

/** A Chromium without a window. */
export const openBrowser = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await findBrowser(), args: FLAGS, timeout: 2 * PATIENCE_MS })

// Answers of 400 to 499 are the server's way to say no; the browser logs each as a failed resource.
const isRefusal = (text: string) => /^Failed to load resource.*status of 4\d\d/.test(text)

/** Collects errors of scripts, of the console and of the server for `expectNoProblems`. */
export function watchPage(page: Page): Page {
  const found: string[] = []
  problems.set(page, found)
  page.setDefaultTimeout(PATIENCE_MS)
  page.on('pageerror', (error) => found.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !isRefusal(message.text())) found.push(`console: ${message.text()}`)
  })
  page.on('response', (answer) => {
    if (answer.status() >= 500) found.push(`${answer.status()} from ${answer.url()}`)
  })
  return page
}

/** A person's own browser: cookies and storage are nobody else's. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    ...{ baseURL: origin, reducedMotion: 'reduce', locale: 'en-US', viewport: { width: 1280, height: 860 } },
    ...options,
  })
  return watchPage(await context.newPage())
}

/** Fails when the page logged an error, threw one, or was answered with a status of 500 or more. */
export const expectNoProblems = (page: Page): void => expect(problems.get(page), page.url()).toEqual([])

/** Waits until the page has what it asked for: nothing busy, no grey bars, no movement. */
export async function settle(page: Page): Promise<void> {
  const waiting = page.locator(
    '[aria-busy="true"], .mantine-Skeleton-root[data-visible], .mantine-Loader-root',
  )
  await waiting.first().waitFor({ state: 'detached' })
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
}

async function showScheme(page: Page, colorScheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme })
  // Pages for visitors have no script: their styles follow by themselves.
  if ((await page.locator('html[data-mantine-color-scheme]').count()) > 0)
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor({ state: 'attached' })
  await settle(page)
}

async function findViolations(page: Page, scheme: Scheme, without: string[]): Promise<string[]> {
  // Sent by the debugger, so that the page's Content-Security-Policy stays as it is.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  const results = await page.evaluate(
    async ([runOnly, exclude]) => {
      const { axe } = window as unknown as { axe: { run: (...given: object[]) => Promise<AxeResults> } }
      return axe.run({ include: document, exclude }, { runOnly, resultTypes: ['violations'] })
    },
    [RULES[scheme], without] as const,
  )
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n    ${node.html.slice(0, 220)}\n    ${node.any[0]?.message ?? ''}`),
  )
}

/**
 * Fails with what axe finds against WCAG 2.2 AA in light and in dark, and with errors that the page logged. `without`:
 * selectors of what was looked at before and something floats above now, which axe takes for too small a target.
 */
export async function expectNoViolations(page: Page, without: string[] = []): Promise<void> {
  const found: string[] = []
  for (const scheme of ['light', 'dark'] as const) {
    await showScheme(page, scheme)
    found.push(
      ...(await findViolations(page, scheme, without)).map((violation) => `[${scheme}] ${violation}`),
    )
  }
  await showScheme(page, 'light')
  expect(found, `${page.url()}, “${await page.title()}”:\n${found.join('\n')}`).toEqual([])
  expectNoProblems(page)
}

/** Opens a select by its label and chooses an option. */
export async function choose(scope: Locator | Page, label: string, option: string | RegExp): Promise<void> {
  const page = 'page' in scope ? scope.page() : scope
  await scope
    .locator('input')
    .and(scope.getByLabel(new RegExp(`^${label}( \\*)?$`)))
    .click()
  await page.getByRole('option', { name: option }).click()
}
