import type { Json } from '../json';
import { DASHBOARD_STEPS } from './migrations/dashboard-steps';
import { FIELD_STEPS } from './migrations/field-steps';
import { GRAPH_STEPS } from './migrations/graph-steps';
import { LAYOUT_STEPS } from './migrations/layout-steps';
import { LINK_STEPS } from './migrations/link-steps';
import type { Draft, Step } from './migrations/step';
import { VARIABLE_STEPS } from './migrations/variable-steps';

/** The version of the classic schema that is read, and written. */
export const SCHEMA_VERSION = 42;

/** In the order of versions; within one, the layout comes first, as others look for panels in it. */
const STEPS: readonly Step[] = [
  ...LAYOUT_STEPS,
  ...DASHBOARD_STEPS,
  ...GRAPH_STEPS,
  ...LINK_STEPS,
  ...VARIABLE_STEPS,
  ...FIELD_STEPS,
].sort((a, b) => a.version - b.version);

/**
 * A copy of a classic dashboard as the current version has it. What panels keep in `options` is brought over by the panels
 * themselves. Steps of rows come before those of what is in them, whichever version they are of.
 */
export function migrated(json: Json): Json {
  const version = typeof json.schemaVersion === 'number' ? json.schemaVersion : 0;
  const dashboard: Draft = structuredClone(json) as Draft;
  if (version >= SCHEMA_VERSION) return dashboard;
  const [rows, ...others] = [...STEPS].sort((a, b) => Number(b.version === 16) - Number(a.version === 16));
  for (const step of [rows!, ...others]) if (version < step.version) step.apply(dashboard);
  dashboard.schemaVersion = SCHEMA_VERSION;
  return dashboard;
}
