import { FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';

/**
 * A service has one colour in all charts, whichever others are drawn with it. Grafana's names of colours, which suit both
 * themes; neighbours in the way of a request differ in lightness too, and none is the red of trouble.
 */
const COLORS: Readonly<Record<string, string>> = {
  frontend: 'blue',
  'api-gateway': 'orange',
  'platform-services': 'green',
  'airtable-gateway': 'light-purple',
  'llm-orchestrator': 'yellow',
  'mcp-server': 'light-blue',
  'automation-services': 'dark-green',
  'saga-orchestrator': 'dark-purple',
  quartet: 'super-light-orange',
};

/** Overrides for series that are named after services. */
export const serviceColors = () =>
  Object.entries(COLORS).map(([service, fixedColor]) => ({
    service,
    properties: [{ id: 'color', value: { mode: FieldColorModeId.Fixed, fixedColor } }],
  }));
