import type { Browser } from '../browser.js';

/** What one visitor does, from the first page to the last. */
export interface Journey {
  readonly name: string;
  /** How often it is chosen, relative to the other journeys. */
  readonly weight: number;
  readonly device: 'desktop' | 'mobile';
  readonly run: (browser: Browser) => Promise<void>;
}

/** Opens a page and reports how fast it loaded, as the page's script would. Mobile networks are slower. */
export async function openPage(browser: Browser, page: string): Promise<void> {
  await browser.request({ method: 'GET', path: `/pages/${page}` });
  const slowness = browser.device === 'mobile' ? 2.2 : 1;
  const load = slowness * (0.4 + Math.random() * 0.9);
  const vitals = { lcp: load * 0.8, inp: slowness * (0.04 + Math.random() * 0.12), cls: Math.random() * 0.15 };
  const body = { page, device: browser.device, load, ...vitals };
  await browser.request({ method: 'POST', path: '/telemetry/vitals', body });
}

/** @returns false if the sign-in failed, after which the visitor leaves */
export async function signIn(browser: Browser): Promise<boolean> {
  const answer = await browser.request({
    method: 'POST',
    path: '/app/auth/login',
    body: { email: browser.person.email, password: 'correct' },
    through: ['api-gateway', 'platform-services'],
  });
  if (answer.status !== 200) return false;
  browser.signedIn(String(answer.body.token));
  return true;
}

export function pick<Item>(items: readonly [Item, ...Item[]]): Item {
  return items[Math.floor(Math.random() * items.length)] ?? items[0];
}
