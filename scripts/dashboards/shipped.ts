import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { type DashboardSpec, dashboardOf } from './dashboard.js';
import { airtableGateway } from './services/airtable-gateway.js';
import { apiGateway } from './services/api-gateway.js';
import { automationServices } from './services/automation-services.js';
import { frontend } from './services/frontend.js';
import { llmOrchestrator } from './services/llm-orchestrator.js';
import { mcpServer } from './services/mcp-server.js';
import { platformServices } from './services/platform-services.js';
import { sagaOrchestrator } from './services/saga-orchestrator.js';
import { activity } from './subjects/activity.js';
import { cache } from './subjects/cache.js';
import { containers } from './subjects/containers.js';
import { cost } from './subjects/cost.js';
import { database } from './subjects/database.js';
import { host } from './subjects/host.js';
import { llm } from './subjects/llm.js';
import { overview } from './subjects/overview.js';
import { performance } from './subjects/performance.js';
import { probes } from './subjects/probes.js';
import { processes } from './subjects/processes.js';
import { quartet } from './subjects/quartet.js';
import { security } from './subjects/security.js';
import { slo } from './subjects/slo.js';

/** The dashboards that come with the program, from the whole to its parts. */
export const SHIPPED: readonly DashboardSpec[] = [
  overview,
  performance,
  slo,
  activity,
  processes,
  apiGateway,
  frontend,
  platformServices,
  airtableGateway,
  llmOrchestrator,
  mcpServer,
  automationServices,
  sagaOrchestrator,
  host,
  containers,
  database,
  cache,
  llm,
  cost,
  security,
  probes,
  quartet,
];

/** The documents of `dashboards/` by the names of their files. */
export const shippedFiles = (): ReadonlyMap<string, Dashboard> =>
  new Map(SHIPPED.map((spec) => [`${spec.uid}.json`, dashboardOf(spec)]));
