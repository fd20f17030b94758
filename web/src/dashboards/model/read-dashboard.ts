import { readClassic } from './classic/read-classic';
import { writeClassic } from './classic/write-classic';
import type { Dashboard } from './dashboard';
import { isObject, type Json, objectOf } from './json';
import { readV2 } from './v2/read-v2';
import { writeV2 } from './v2/write-v2';

/**
 * A dashboard's JSON in whichever of Grafana's shapes, also with what is put around it: `{dashboard: …}` of the HTTP API, or
 * `{apiVersion, metadata, spec}` of resources. Never throws: what is missing has its default.
 */
export function readDashboard(json: Json): Dashboard {
  if (isObject(json.dashboard)) return readDashboard(json.dashboard);
  if (isObject(json.spec) && json.elements === undefined && json.panels === undefined) {
    const read = readDashboard(json.spec);
    const { name } = objectOf(json.metadata);
    return read.uid === '' && typeof name === 'string' ? { ...read, uid: name } : read;
  }
  return isObject(json.elements) ? readV2(json) : readClassic(json);
}

/** The JSON of a dashboard in the shape in which it was read. */
export const writeDashboard = (dashboard: Dashboard): Json =>
  dashboard.format === 'classic' ? writeClassic(dashboard) : writeV2(dashboard);
