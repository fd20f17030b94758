import type { Browser, Page } from 'playwright-core';

/** Panels end in one of these. */
const DRAWN = '[data-panel] [data-panel-state="done"]';
const LIMIT_MS = 300_000;

export interface Drawn {
  /** ms since the navigation began. */
  readonly firstMs: number;
  readonly allMs: number;
  /** ms of the longest task of the main thread. */
  readonly longestTaskMs: number;
  /** CPU of the page's main thread until all were there, ms: what others on the machine take changes it less than the times. */
  readonly mainThreadMs: number;
}

/** Opens a dashboard whose `count` panels are all in sight, in a browser that has kept nothing. */
export async function drawAll(browser: Browser, url: string, count: number): Promise<Drawn> {
  const page = await pageOf(browser, 2_200);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(url, { waitUntil: 'commit' });
  const firstMs = await drawnAfter(page, 1);
  const allMs = await drawnAfter(page, count);
  const longestTaskMs = await longestTask(page);
  const { metrics } = await devtools.send('Performance.getMetrics');
  const mainThreadMs = 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  await page.context().close();
  return { firstMs, allMs, longestTaskMs, mainThreadMs };
}

/** Scrolls a dashboard from top to bottom and back, a wheel's notch each frame or so: ms of the longest task meanwhile. */
export async function scrollThrough(browser: Browser, url: string): Promise<number> {
  const page = await pageOf(browser, 900);
  await page.goto(url, { waitUntil: 'commit' });
  await drawnAfter(page, 1);
  await page.mouse.move(700, 500);
  await page.evaluate('globalThis.longestTask = 0');
  for (const notch of [120, -120]) {
    for (let i = 0; i < 40; i++) {
      await page.mouse.wheel(0, notch);
      await page.evaluate('new Promise((done) => requestAnimationFrame(done))');
    }
  }
  const longest = await longestTask(page);
  await page.close();
  return longest;
}

/** Chromium tells of tasks from 50 ms on; shorter ones are 0 here. The page's policy would not let our conditions be evaluated. */
async function pageOf(browser: Browser, height: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1_440, height }, bypassCSP: true });
  const page = await context.newPage();
  page.setDefaultTimeout(LIMIT_MS);
  await page.addInitScript(`
    globalThis.longestTask = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.longestTask = Math.max(globalThis.longestTask, duration);
    }).observe({ type: 'longtask', buffered: true });
  `);
  return page;
}

const longestTask = (page: Page): Promise<number> => page.evaluate<number>('globalThis.longestTask');

async function drawnAfter(page: Page, count: number): Promise<number> {
  const seen = await page.waitForFunction(
    `document.querySelectorAll('${DRAWN}').length >= ${count} && performance.now()`,
    undefined,
    { polling: 'raf' },
  );
  return seen.jsonValue() as Promise<number>;
}
