import type { ServiceName } from '../catalog.js';
import type { DefineService } from '../service.js';

/** Loads only the module of the service that the process runs. */
export const services: Readonly<Record<ServiceName, () => Promise<{ define: DefineService }>>> = {
  frontend: () => import('./frontend.js'),
  'api-gateway': () => import('./api-gateway.js'),
  'mcp-server': () => import('./mcp-server.js'),
  'airtable-gateway': () => import('./airtable-gateway.js'),
  'llm-orchestrator': () => import('./llm-orchestrator.js'),
  'automation-services': () => import('./automation-services.js'),
  'platform-services': () => import('./platform-services.js'),
  'saga-orchestrator': () => import('./saga-orchestrator.js'),
};
