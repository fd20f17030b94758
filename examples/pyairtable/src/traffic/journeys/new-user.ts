import { type Journey, openPage } from './journey.js';

/** Signs up, looks around and creates a first workspace. */
export const newUser: Journey = {
  name: 'new-user',
  weight: 2,
  device: 'desktop',
  async run(browser) {
    await openPage(browser, 'home');
    await browser.think(800, 2_500);
    const answer = await browser.request({
      method: 'POST',
      path: '/app/auth/signup',
      body: { email: browser.person.email, password: 'correct' },
      through: ['api-gateway', 'platform-services'],
    });
    if (answer.status !== 201 && answer.status !== 200) return;
    browser.signedIn(String(answer.body.token));
    await openPage(browser, 'dashboard');
    const through = ['api-gateway', 'platform-services'] as const;
    await browser.request({ method: 'GET', path: '/app/users/me', through });
    await browser.think(1_000, 3_000);
    await browser.request({ method: 'POST', path: '/app/workspaces', body: { name: 'First steps' }, through });
    await browser.request({ method: 'GET', path: '/app/workspaces', through });
  },
};
