import { workflows } from '../../people.js';
import { type Journey, openPage, pick, signIn } from './journey.js';

/** Uploads a file, starts a workflow and watches it until it ends. */
export const workflowRun: Journey = {
  name: 'workflow-run',
  weight: 2,
  device: 'desktop',
  async run(browser) {
    if (!(await signIn(browser))) return;
    await openPage(browser, 'workflows');
    const through = ['api-gateway', 'platform-services', 'automation-services'] as const;
    const file = { type: pick(['csv', 'xlsx', 'pdf']), bytes: 20_000 + Math.round(Math.random() * 300_000) };
    await browser.request({ method: 'POST', path: '/app/files', body: file, through });
    await browser.think(500, 2_000);
    const started = await browser.request({
      method: 'POST',
      path: `/app/workflows/${pick(workflows)}/runs`,
      body: { files: pick([1, 2, 3]) },
      through: [...through, 'llm-orchestrator', 'airtable-gateway'],
    });
    for (let look = 0; look < 3 && started.body.run !== undefined; look++) {
      await browser.think(1_000, 2_000);
      const { body } = await browser.request({ method: 'GET', path: `/app/runs/${String(started.body.run)}` });
      if (body.status === 'succeeded' || body.status === 'failed') return;
    }
  },
};
