// @vitest-environment happy-dom
import { dateTime, PanelPlugin, type PanelProps } from '@grafana/data';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { answering } from '../data/support/answering';
import { TimeProvider } from '../time/time-context';
import { NO_ENVIRONMENT, PanelEnvironmentContext } from './panel-environment';
import { panelTime } from './panel-time';
import { QueryPanel, type QueryPanelProps } from './query-panel';

/** Draws each value as text, with its display name, colour and links. */
function Values({ data, title }: PanelProps) {
  const fields = data.series.flatMap((frame) => frame.fields.filter(({ type }) => type === 'number'));
  return (
    <ul aria-label={`values of ${title}`}>
      {fields.map((field) => {
        const last = field.values.length - 1;
        const shown = field.display?.(field.values[last]);
        const link = field.getLinks?.({ valueRowIndex: last })[0];
        return (
          <li key={field.state?.displayName ?? field.config.displayNameFromDS}>
            {`${field.config.displayNameFromDS}: ${shown?.text}${shown?.suffix ?? ''} ${link?.href ?? ''}`}
          </li>
        );
      })}
    </ul>
  );
}

vi.mock('./registry', async (original) => ({
  ...(await original<typeof import('./registry')>()),
  loadPanel: async (type: string) => {
    if (type === 'broken') throw new Error('its code cannot be fetched');
    return new PanelPlugin(type === 'throwing' ? Throwing : Values).useFieldConfig();
  },
}));

function Throwing(): never {
  throw new Error('it cannot be drawn');
}

beforeAll(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
});

let root: Root | undefined;

afterEach(() => {
  root?.unmount();
  vi.restoreAllMocks();
});

const matrix = (values: readonly string[], metric = { service: 'api' }) => ({
  status: 'success',
  warnings: ['a warning'],
  data: { resultType: 'matrix', result: [{ metric, values: values.map((value, index) => [index + 1, value]) }] },
});

const target = { refId: 'A', expr: 'x{service="$service"}', legendFormat: '{{service}}' };

function show(props: Partial<QueryPanelProps>) {
  const variables = new Map([['service', { name: 'service', value: 'api' }]]);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  root?.unmount();
  root = createRoot(document.body.appendChild(document.createElement('div')));
  root.render(
    <QueryClientProvider client={client}>
      <TimeProvider>
        <PanelEnvironmentContext.Provider value={{ ...NO_ENVIRONMENT, variables }}>
          <QueryPanel type="stat" title="Calls of $service" targets={[target]} {...props} />
        </PanelEnvironmentContext.Provider>
      </TimeProvider>
    </QueryClientProvider>,
  );
}

const shows = (text: string) =>
  vi.waitFor(() => expect(document.body.textContent).toContain(text), { timeout: 10_000 });
const button = (name: string) => document.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`);
const alertText = () => vi.waitFor(() => document.querySelector('[role=alert]')!.textContent, { timeout: 10_000 });

describe('QueryPanel', () => {
  it('draws the answer with units, links and variables', async () => {
    const sent = answering({ query_range: matrix(['1', '0.25']) });
    const links = [{ title: 'to', url: '/services/${__field.labels.service}?v=${__value.raw}&of=$service' }];
    show({ fieldConfig: { defaults: { unit: 'percentunit', links } } });
    await shows('api: 25% /services/api?v=0.25&of=api');
    expect(document.querySelector('h2')!.textContent).toBe('Calls of api');
    expect(button('Notices')).not.toBeNull();
    expect(sent[0]!.parameters.get('query')).toBe('x{service="api"}');
  });

  it('applies overrides and transformations, and names those it does not know', async () => {
    answering({ query_range: matrix(['1', '2']) });
    show({
      transformations: [
        { id: 'unheardOf', options: {} },
        { id: 'renameByRegex', options: { regex: 'api', renamePattern: 'API' } },
      ],
      fieldConfig: {
        defaults: {},
        overrides: [
          { matcher: { id: 'byType', options: 'number' }, properties: [{ id: 'unit', value: 'suffix:req' }] },
        ],
      },
    });
    await shows('2 req');
    button('Notices')!.click();
    await shows('the transformation "unheardOf" is not known here and was left out');
  });

  it('says what failed in its place', async () => {
    answering({ query_range: new Response(JSON.stringify({ error: 'unknown function "ratee"' }), { status: 400 }) });
    show({});
    expect(await alertText()).toContain('unknown function "ratee"');
    await shows('Try again');
  });

  it('says that there is no data', async () => {
    answering({ query_range: { status: 'success', data: { resultType: 'matrix', result: [] } } });
    show({ fieldConfig: { defaults: { noValue: 'nothing yet' } } });
    await shows('nothing yet');
  });

  it('keeps what throws and what cannot be fetched in its place', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    answering({ query_range: matrix(['1']) });
    show({ type: 'throwing' });
    expect(await alertText()).toContain('it cannot be drawn');
    show({ type: 'broken' });
    expect(await alertText()).toContain('its code cannot be fetched');
  });

  it('draws markup in labels as text', async () => {
    answering({ query_range: matrix(['1'], { service: '<img src=x onerror=alert(1)>' }) });
    show({});
    await shows('<img src=x');
    expect(document.querySelector('img')).toBeNull();
  });

  it('aborts its requests when it goes', async () => {
    const aborted = vi.fn();
    vi.stubGlobal(
      'fetch',
      (_: string, { signal }: RequestInit) =>
        new Promise((_, reject) => {
          signal!.addEventListener('abort', () => {
            aborted();
            reject(new DOMException('aborted', 'AbortError'));
          });
        }),
    );
    show({});
    await vi.waitFor(() => expect(document.querySelector('[role=progressbar]')).not.toBeNull());
    root!.unmount();
    root = undefined;
    await vi.waitFor(() => expect(aborted).toHaveBeenCalled());
  });
});

describe('panelTime', () => {
  const to = dateTime(1_795_292_310_000);
  const page = { from: dateTime(1_795_288_710_000), to, raw: { from: 'now-1h', to: 'now' } };
  const hours = (range: { from: { valueOf(): number }; to: { valueOf(): number } }) => [
    (range.from.valueOf() - to.valueOf()) / 3_600_000,
    (range.to.valueOf() - to.valueOf()) / 3_600_000,
  ];

  it.each([
    [{}, [-1, 0], ''],
    [{ timeFrom: '2h' }, [-2, 0], 'Last 2 hours'],
    [{ timeShift: '1d' }, [-25, -24], '1d earlier'],
    [{ timeFrom: '2h', timeShift: '1h', hideTimeOverride: true }, [-3, -1], ''],
  ])('%j', (options, expected, note) => {
    const { range, note: said } = panelTime(page, options);
    expect([hours(range), said]).toEqual([expected, note]);
  });

  it('says what it cannot read', () => {
    expect(panelTime(page, { timeFrom: 'soon' }).problem).toBe('"soon" is no length of time, as 2h is');
  });
});
