/** The demo's services. */
export const SERVICES = [
  'airtable-gateway',
  'api-gateway',
  'automation-services',
  'frontend',
  'llm-orchestrator',
  'mcp-server',
  'platform-services',
  'saga-orchestrator',
];
