import { tables, tools } from '../../people.js';
import { type Journey, openPage, pick, signIn } from './journey.js';

/** Asks the assistant several questions: each one passes through six services in one trace. */
export const powerUser: Journey = {
  name: 'power-user',
  weight: 4,
  device: 'desktop',
  async run(browser) {
    if (!(await signIn(browser))) return;
    await openPage(browser, 'chat');
    for (let question = 0; question < 2; question++) {
      await browser.think(1_000, 4_000);
      await browser.request({
        method: 'POST',
        path: '/app/chat',
        body: { question: 'How did our deals develop?', table: pick(tables), tool: pick(tools) },
        through: ['api-gateway', 'platform-services', 'llm-orchestrator', 'mcp-server', 'airtable-gateway'],
      });
    }
    await browser.request({
      method: 'GET',
      path: `/app/tables/${pick(tables)}/records`,
      through: ['api-gateway', 'platform-services', 'airtable-gateway'],
    });
  },
};
