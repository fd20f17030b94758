import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { inject } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How long a page may take for one step: machines that run all tests at once are slow. */
const PATIENCE_MS = 100_000;

export interface OpenOptions {
  readonly width?: 1440 | 1024 | 390;
  readonly theme?: 'dark' | 'light';
}

/** What a page said while it was open: nothing is right. */
export interface Opened {
  readonly page: Page;
  /** Errors and warnings of the console, exceptions, and answers of 4xx and 5xx. */
  readonly complaints: readonly string[];
}

/** The browser of the run on the demo, as one user of it: pages of a file share what is cached and kept in local storage. */
export class Pages {
  private constructor(
    private readonly browser: Browser,
    private readonly user: BrowserContext,
    private readonly ports: Readonly<Record<string, number>>,
  ) {}

  static async open(): Promise<Pages> {
    const ports = inject('demoPorts');
    const browserUrl = inject('browserUrl');
    if (browserUrl === undefined || ports === undefined) throw new Error('there is no browser');
    const browser = await chromium.connect(browserUrl);
    // Without a GPU every frame of a motion costs as much as a chart.
    return new Pages(browser, await browser.newContext({ reducedMotion: 'reduce' }), ports);
  }

  /** Ends this user's pages and leaves the browser to the other files. */
  close(): Promise<void> {
    return this.browser.close();
  }

  url(path: string, dialect = 'web'): string {
    return `http://127.0.0.1:${this.ports[dialect]}${path}`;
  }

  /** JSON of one of the program's APIs. */
  async json<T>(path: string, parameters: Readonly<Record<string, string>> = {}, dialect = 'web'): Promise<T> {
    const response = await fetch(this.url(`${path}?${new URLSearchParams(parameters)}`, dialect));
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Sends JSON and expects that it is taken. */
  async post(path: string, body: unknown, dialect = 'web'): Promise<void> {
    const response = await fetch(this.url(path, dialect), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }

  /** A page on `path`; with `prepare`, after that has set up what the page will meet. */
  async goto(
    path: string,
    { width = 1440, theme = 'dark' }: OpenOptions = {},
    prepare?: (page: Page) => Promise<unknown>,
  ): Promise<Opened> {
    const page = await this.user.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('response', (answer) => {
      if (answer.status() >= 400) complaints.push(`${answer.status()} ${answer.url()}`);
    });
    await page.addInitScript((chosen) => localStorage.setItem('quartet.theme', chosen), theme);
    await prepare?.(page);
    await page.goto(this.url(path), { waitUntil: 'domcontentloaded' });
    return { page, complaints };
  }
}

/** The widths to which the page does not fit, of the three that all pages must fit. */
export async function tooWide(page: Page): Promise<number[]> {
  const found: number[] = [];
  for (const width of [1440, 1024, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    const isWider = await page.evaluate(async () => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      // Charts are told of their new size in the first and drawn in the second.
      for (let i = 0; i < 3; i++) await frame();
      return document.documentElement.scrollWidth > window.innerWidth;
    });
    if (isWider) found.push(width);
  }
  return found;
}

/** What axe finds against WCAG 2.2 A and AA, as one line each. */
export async function inaccessible(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (where: Document, how: object) => Promise<AxeResult> } };
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await axe.run(document, { runOnly });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)}`),
    );
  });
}

interface AxeResult {
  readonly violations: readonly { id: string; help: string; nodes: readonly { html: string }[] }[];
}
