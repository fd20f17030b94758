import { Tooltip } from '@base-ui/react/tooltip';
import { type DataFrame, dateTime, type FieldConfigSource, type PanelData, type PanelProps } from '@grafana/data';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render } from '@testing-library/react';
import type { ComponentType } from 'react';
import { vi } from 'vitest';
import { currentTheme } from '../../../theme/theme';
import { TimeProvider } from '../../../time/time-context';
import { replacerOf } from '../../../variables/interpolate';
import { registerFieldConfig } from '../../field-config/standard-properties';
import {
  type AskRange,
  AskRangeContext,
  NO_ENVIRONMENT,
  PanelEnvironmentContext,
  type Pick,
  PickContext,
} from '../../panel-environment';
import { preparePanel } from '../../panel-options';
import { loadPanel } from '../../registry';
import { panelData } from '../../run-panel';

export interface Shown {
  readonly frames?: readonly DataFrame[];
  readonly options?: object;
  readonly fieldConfig?: Partial<FieldConfigSource>;
  readonly json?: Readonly<Record<string, unknown>>;
  /** CSS px. */
  readonly width?: number;
  readonly height?: number;
  readonly variables?: Readonly<Record<string, string>>;
  readonly onPick?: (pick: Pick) => void;
  readonly askRange?: AskRange;
}

/** The range of the panels of tests. */
export const RANGE = { from: dateTime(1_795_288_710_000), to: dateTime(1_795_292_310_000) };

/** Draws a panel of `type` in the document, as it would be with this JSON and these frames before overrides. */
export async function showPanel(type: string, shown: Shown) {
  registerFieldConfig();
  cleanup();
  const {
    frames = [],
    options = {},
    fieldConfig,
    json,
    width = 600,
    height = 300,
    variables = {},
    onPick,
    askRange,
  } = shown;
  const plugin = await loadPanel(type);
  const ready = await preparePanel(plugin, { type, options, fieldConfig, json });
  const timeRange = { ...RANGE, raw: { from: 'now-1h', to: 'now' } };
  const replaceVariables = replacerOf({
    variables: new Map(Object.entries(variables).map(([name, value]) => [name, { name, value }])),
    range: timeRange,
  });
  const look = { plugin, fieldConfig: ready.fieldConfig, replaceVariables, theme: currentTheme(), timeZone: 'utc' };
  const answer = { frames, annotations: [], errors: [], notices: [], range: timeRange };
  const data: PanelData = panelData(answer, look, 0);
  const Component = plugin.panel as ComponentType<PanelProps>;
  const onOptionsChange = vi.fn();
  const onFieldConfigChange = vi.fn();
  const drawn = render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <Tooltip.Provider>
        <TimeProvider>
          <PanelEnvironmentContext.Provider value={NO_ENVIRONMENT}>
            <PickContext.Provider value={onPick}>
              <AskRangeContext.Provider value={askRange}>
                <Component
                  id={1}
                  data={data}
                  timeRange={timeRange}
                  timeZone="utc"
                  options={ready.options}
                  fieldConfig={ready.fieldConfig}
                  width={width}
                  height={height}
                  title="Panel"
                  transparent={false}
                  renderCounter={0}
                  eventBus={NO_ENVIRONMENT.eventBus}
                  replaceVariables={replaceVariables}
                  onOptionsChange={onOptionsChange}
                  onFieldConfigChange={onFieldConfigChange}
                  onChangeTimeRange={() => {}}
                />
              </AskRangeContext.Provider>
            </PickContext.Provider>
          </PanelEnvironmentContext.Provider>
        </TimeProvider>
      </Tooltip.Provider>
    </QueryClientProvider>,
  );
  const text = () => drawn.container.textContent ?? '';
  const state = () => drawn.container.querySelector('[data-panel-state]')?.getAttribute('data-panel-state');
  return { ...drawn, text, state, options: ready.options, fieldConfig: ready.fieldConfig, onOptionsChange };
}
