/** A real browser for the journeys: the Chromium of an npm package (or `CHROMIUM_PATH`), with a Chinese font from another. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium as engine, type Page } from 'playwright-core'

const load = createRequire(import.meta.url)

/** The package unpacks itself into the shared temp folder: one process at a time. */
async function executable(): Promise<string> {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH
  const lock = join(tmpdir(), 'taizhang-chromium.lock')
  for (let tries = 0; ; tries += 1) {
    try {
      mkdirSync(lock)
      break
    } catch {
      // Whoever died while unpacking must not stop everybody after.
      const held = statSync(lock, { throwIfNoEntry: false })
      if (held && Date.now() - held.mtimeMs > 60_000) rmSync(lock, { recursive: true, force: true })
      if (tries > 600) throw new Error('the lock on unpacking Chromium is never released')
      await wait(200)
    }
  }
  try {
    return await chromium.executablePath()
  } finally {
    // Somebody may have taken it for one left behind.
    rmSync(lock, { recursive: true, force: true })
  }
}

export interface TestBrowser {
  readonly browser: Browser
  close(): Promise<void>
}

/** Starts a headless browser with ordinary security: none of the switches that would hide a fault of CORS or CSP. */
export async function openBrowser(): Promise<TestBrowser> {
  const home = mkdtempSync(join(tmpdir(), 'taizhang-browser-'))
  mkdirSync(join(home, 'fonts'))
  for (const weight of ['400Regular', '600SemiBold'])
    copyFileSync(
      load.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`),
      join(home, 'fonts', `NotoSansSC-${weight}.ttf`),
    )
  const browser = await engine.launch({
    executablePath: await executable(),
    args: ['--no-sandbox', '--disable-background-networking', '--lang=zh-CN'],
    env: { ...process.env, XDG_DATA_HOME: home } as Record<string, string>,
  })
  return {
    browser,
    async close() {
      await browser.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

export const desk = { width: 1366, height: 850 }
export const phone = { width: 390, height: 844 }

export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** What the page complained of in its console, or threw. */
  readonly complaints: string[]
}

/** A fresh visitor; console errors and failed scripts are collected. */
export async function visit(browser: Browser, url: string, viewport: { width: number; height: number } = desk): Promise<Visit> {
  const context = await browser.newContext({ baseURL: url, viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', acceptDownloads: true })
  const complaints: string[] = []
  return { page: await newPage({ context, complaints }), context, complaints }
}

/** Another page of the same visitor, signed in where the first is; it complains to the same place. */
export async function beside(first: Visit): Promise<Page> {
  const page = await newPage(first)
  await page.goto('/')
  await page.locator('#main-content h1').first().waitFor()
  return page
}

async function newPage({ context, complaints }: Pick<Visit, 'context' | 'complaints'>): Promise<Page> {
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // A refused request is an answer the page handles; the browser logs it as an error all the same.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text())
  })
  return page
}

/** Opens the panel and signs in. */
export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/')
  await page.locator('input[name=username]').fill(username)
  await page.locator('input[name=current-password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.locator('nav[aria-label], header').first().waitFor()
  await page.locator('#main-content h1').first().waitFor()
}

interface AxeViolation {
  readonly id: string
  readonly impact: string | null
  readonly help: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

/** Serious and critical faults that axe finds on the page as it is now, one line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // A script tag would be refused by the content security policy, as it should be; evaluating from outside is not the page's doing.
  const source = load('axe-core').source as string
  await page.evaluate(source)
  // What fades in or out is judged when it has settled; what turns for ever does not count.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getTiming().iterations !== Number.POSITIVE_INFINITY)
        .map(({ finished }) => finished.catch(() => undefined)),
    ).then(() => undefined),
  )
  const violations = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run(root: unknown, options: unknown): Promise<{ violations: AxeViolation[] }> } }).axe
    return (await axe.run(document, { resultTypes: ['violations'] })).violations
  })
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html.slice(0, 300)}\n  ${failureSummary ?? ''}`),
    )
}
