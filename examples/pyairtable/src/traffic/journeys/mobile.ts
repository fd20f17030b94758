import { tables } from '../../people.js';
import { type Journey, openPage, pick, signIn } from './journey.js';

/** Looks something up on the way: many small reads from a phone. */
export const mobile: Journey = {
  name: 'mobile',
  weight: 5,
  device: 'mobile',
  async run(browser) {
    if (!(await signIn(browser))) return;
    await openPage(browser, 'dashboard');
    const through = ['api-gateway', 'platform-services'] as const;
    await browser.request({ method: 'GET', path: '/app/workspaces', through });
    for (const workspace of browser.person.workspaces) {
      await browser.think(500, 2_000);
      await openPage(browser, 'workspace');
      await browser.request({ method: 'GET', path: `/app/workspaces/${workspace}`, through });
    }
    const path = `/app/tables/${pick(tables)}/records`;
    await browser.request({ method: 'GET', path, through: [...through, 'airtable-gateway'] });
  },
};
