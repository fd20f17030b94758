/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** What a panel of a dashboard has come to. */
export interface DrawnPanel {
  /** As it stands in URLs: `panel-3`. */
  readonly key: string;
  readonly title: string;
  /** `said`: it draws nothing and says why. */
  readonly state: 'done' | 'empty' | 'error' | 'said' | 'waiting';
  /** The words that stand in it, cut. */
  readonly text: string;
}

/** Scrolls through the dashboard and gives what each of its panels has come to, once it waits no more. */
export async function drawnPanels(page: Page): Promise<readonly DrawnPanel[]> {
  const panels = page.locator('[data-panel]');
  await panels.first().waitFor();
  const drawn: DrawnPanel[] = [];
  for (let i = 0; i < (await panels.count()); i++) {
    const panel = panels.nth(i);
    await panel.scrollIntoViewIfNeeded();
    await page.waitForFunction(
      (key) => {
        const one = document.querySelector(`[data-panel="${key}"]`);
        const section = one?.querySelector('section');
        const state = one?.querySelector('[data-panel-state]')?.getAttribute('data-panel-state');
        const isSaid = one?.querySelector('[role=alert], [role=status], strong') != null;
        return section?.getAttribute('aria-busy') === 'false' && ((state && state !== 'loading') || isSaid);
      },
      await panel.getAttribute('data-panel'),
    );
    drawn.push(
      await panel.evaluate((one): DrawnPanel => {
        const state = one.querySelector('[data-panel-state]')?.getAttribute('data-panel-state');
        const body = one.querySelector('header + *, section > *:last-child')?.textContent ?? '';
        return {
          key: (one as HTMLElement).dataset.panel ?? '',
          title: one.querySelector('h2')?.textContent ?? '',
          state: (state as 'done' | null | undefined) ?? (body === '' ? 'waiting' : 'said'),
          text: body.slice(0, 100),
        };
      }),
    );
  }
  return drawn;
}

/** The series of the chart in a panel as the document has them: names and last values. */
export function chartSeries(page: Page, key: string): Promise<readonly { name: string; last: number | null }[]> {
  return page
    .locator(`[data-panel="${key}"] [data-chart]`)
    .evaluate((chart) => JSON.parse((chart as HTMLElement).dataset.chart ?? '[]'));
}

/** The panels of a dashboard with what each has come to, a line each. */
export const stateList = (name: string, drawn: readonly DrawnPanel[]): string =>
  [`${name}:`, ...drawn.map(({ key, title, state, text }) => `  ${state.padEnd(5)} ${key} "${title}": ${text}`)].join(
    '\n',
  );
