import type { PageRequest } from '../browser.js';
import { type Journey, openPage, pick, signIn } from './journey.js';

/** Mistypes, follows dead links and meets errors in the browser. Its answers are 4xx: mistakes, not faults. */
export const errorProne: Journey = {
  name: 'error-prone',
  weight: 1,
  device: 'desktop',
  async run(browser) {
    await browser.request({
      method: 'POST',
      path: '/app/auth/login',
      body: { email: browser.person.email, password: 'mistyped' },
    });
    await browser.think(500, 1_500);
    if (!(await signIn(browser))) return;
    await openPage(browser, 'dashboard');
    await browser.request({ method: 'GET', path: '/pages/pricing-2019' });
    const mistakes: [PageRequest, ...PageRequest[]] = [
      { method: 'GET', path: '/app/workspaces/somebody-elses' },
      { method: 'GET', path: '/app/tables/contcats/records' },
      { method: 'POST', path: '/app/workspaces', body: {} },
      { method: 'POST', path: '/app/files', body: { type: 'exe', bytes: 1_000 } },
    ];
    await browser.request(pick(mistakes));
    const kind = pick(['TypeError', 'ChunkLoadError', 'NetworkError', 'UnhandledRejection']);
    await browser.request({ method: 'POST', path: '/telemetry/errors', body: { kind, page: 'dashboard' } });
  },
};
