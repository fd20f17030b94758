import { describe, expect, it } from 'vitest';
import { people } from '../../people.js';
import type { Browser, PageAnswer, PageRequest } from '../browser.js';
import { chooseJourney, journeys } from './all.js';
import { errorProne } from './error-prone.js';
import type { Journey } from './journey.js';
import { newUser } from './new-user.js';
import { powerUser } from './power-user.js';
import { sagaOrder } from './saga-order.js';
import { workflowRun } from './workflow-run.js';

/** Answers from a table by path; everything else is an empty 200. Never waits. */
class FakeBrowser implements Browser {
  readonly person = people[0]!;
  readonly requests: PageRequest[] = [];
  readonly tokens: string[] = [];

  constructor(
    readonly device: 'desktop' | 'mobile',
    private readonly answers: Readonly<Record<string, PageAnswer>>,
  ) {}

  async request(request: PageRequest): Promise<PageAnswer> {
    this.requests.push(request);
    return this.answers[request.path] ?? { status: 200, body: {} };
  }

  async think(): Promise<void> {}

  signedIn(token: string): void {
    this.tokens.push(token);
  }

  get paths(): string[] {
    return this.requests.map((request) => request.path);
  }
}

async function travel(journey: Journey, answers: Readonly<Record<string, PageAnswer>> = {}): Promise<FakeBrowser> {
  const session = { status: 200, body: { token: 'tok' } };
  const browser = new FakeBrowser(journey.device, { '/app/auth/login': session, ...answers });
  await journey.run(browser);
  return browser;
}

describe('every journey', () => {
  it.each(journeys)('$name signs in once and uses only paths of the frontend', async (journey) => {
    const browser = await travel(journey, { '/app/auth/signup': { status: 200, body: { token: 'tok' } } });
    expect(browser.tokens).toEqual(['tok']);
    for (const path of browser.paths) expect(path).toMatch(/^\/(app|pages|telemetry)\//);
  });

  it.each(journeys)('$name leaves when the sign-in fails', async (journey) => {
    const refused = { status: 503, body: {} };
    const browser = await travel(journey, { '/app/auth/login': refused, '/app/auth/signup': refused });
    expect(browser.tokens).toEqual([]);
    expect(browser.paths.filter((path) => path.startsWith('/app/') && !path.startsWith('/app/auth/'))).toEqual([]);
  });
});

describe('single journeys', () => {
  it('the power user asks questions that pass through all the services up to Airtable', async () => {
    const browser = await travel(powerUser);
    const chats = browser.requests.filter((request) => request.path === '/app/chat');
    expect(chats).toHaveLength(2);
    expect(chats[0]?.through).toEqual([
      'api-gateway',
      'platform-services',
      'llm-orchestrator',
      'mcp-server',
      'airtable-gateway',
    ]);
  });

  it('the new user creates a workspace', async () => {
    const browser = await travel(newUser, { '/app/auth/signup': { status: 201, body: { token: 'tok' } } });
    expect(browser.requests).toContainEqual(expect.objectContaining({ method: 'POST', path: '/app/workspaces' }));
  });

  it('a workflow is watched until it ends', async () => {
    const answers = Object.fromEntries(
      ['invoice-import', 'weekly-report', 'lead-enrichment'].map((name) => [
        `/app/workflows/${name}/runs`,
        { status: 200, body: { run: 'r1' } },
      ]),
    );
    const running = await travel(workflowRun, answers);
    expect(running.paths.filter((path) => path === '/app/runs/r1')).toHaveLength(3);
    const ended = { '/app/runs/r1': { status: 200, body: { status: 'succeeded' } } };
    const done = await travel(workflowRun, { ...answers, ...ended });
    expect(done.paths.filter((path) => path === '/app/runs/r1')).toHaveLength(1);
  });

  it('an order is looked at only if a saga began', async () => {
    expect((await travel(sagaOrder)).paths.at(-1)).toBe('/app/orders');
    const placed = await travel(sagaOrder, { '/app/orders': { status: 200, body: { saga: 's1' } } });
    expect(placed.paths.at(-1)).toBe('/app/orders/s1');
  });

  it('the error-prone user mistypes first and reports an error last', async () => {
    const browser = await travel(errorProne);
    expect(browser.requests[0]?.body).toMatchObject({ password: 'mistyped' });
    expect(browser.paths.at(-1)).toBe('/telemetry/errors');
  });
});

describe('chooseJourney', () => {
  it('chooses by weight over the whole range', () => {
    const total = journeys.reduce((sum, journey) => sum + journey.weight, 0);
    const chosen = Array.from({ length: total }, (_, index) => chooseJourney(() => (index + 0.5) / total).name);
    for (const { name, weight } of journeys) expect(chosen.filter((other) => other === name)).toHaveLength(weight);
  });
});
