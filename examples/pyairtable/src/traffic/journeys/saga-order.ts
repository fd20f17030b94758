import { type Journey, openPage, signIn } from './journey.js';

/** Places an order, which a saga carries through four services, or undoes. */
export const sagaOrder: Journey = {
  name: 'saga-order',
  weight: 2,
  device: 'desktop',
  async run(browser) {
    if (!(await signIn(browser))) return;
    await openPage(browser, 'orders');
    await browser.think(1_000, 3_000);
    const { body } = await browser.request({
      method: 'POST',
      path: '/app/orders',
      body: { items: 1 + Math.floor(Math.random() * 4) },
      through: ['api-gateway', 'platform-services', 'airtable-gateway', 'automation-services'],
    });
    if (body.saga === undefined) return;
    await browser.think(500, 1_500);
    await browser.request({ method: 'GET', path: `/app/orders/${String(body.saga)}` });
  },
};
