import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DASHBOARDS } from '../dashboards/shipped.js';
import { CHROMIUM, NO_CHROMIUM } from './support/chromium.js';
import { drawnPanels, stateList } from './support/drawn-panels.js';
import { type OpenOptions, Pages } from './support/pages.js';

/** Kept after the test, one picture for each dashboard. */
const SCREENS = fileURLToPath(new URL('../../artifacts/screens', import.meta.url));

const FULL = process.env.QUARTET_TEST_FULL === '1';

/** `npm test` looks at three, `npm run test:full` at all of them in both themes and at three widths. */
const UIDS = DASHBOARDS.map(({ uid }) => uid).filter(
  (uid) => FULL || ['overview', 'api-gateway', 'quartet'].includes(uid),
);
const VIEWS: readonly Required<OpenOptions>[] = FULL
  ? ([1440, 1024, 390] as const).flatMap((width) => (['dark', 'light'] as const).map((theme) => ({ width, theme })))
  : [{ width: 1440, theme: 'dark' }];

describe.skipIf(CHROMIUM === undefined)(CHROMIUM === undefined ? NO_CHROMIUM : 'shipped dashboards', () => {
  let pages: Pages;
  beforeAll(async () => {
    mkdirSync(SCREENS, { recursive: true });
    pages = await Pages.open();
  });
  afterAll(() => pages.close());

  it.each(UIDS)('each panel of %s draws data or says why not', { timeout: 600_000 }, async (uid) => {
    for (const view of VIEWS) {
      const { page, complaints } = await pages.goto(`/d/${uid}?from=now-5m&to=now`, view);
      const drawn = await drawnPanels(page);
      if (view === VIEWS[0]) process.stdout.write(`${stateList(uid, drawn)}\n`);
      await page.screenshot({ path: join(SCREENS, `${uid}-${view.width}-${view.theme}.png`) });
      expect(drawn.filter(({ state }) => state === 'waiting')).toEqual([]);
      expect(drawn.filter(({ text }) => text.includes('could not be drawn'))).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    }
  });
});
