import { isObject, type Json, objectOf, objectsOf, textOf } from '../model/json';

/** Something that an exported dashboard leaves open, to be filled in by whoever imports it. */
export interface ImportInput {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly type: 'datasource' | 'constant';
  /** Which kind of data source is wanted. */
  readonly pluginId: string;
  /** What is taken unless something else is said. */
  readonly value: string;
}

export interface ImportModel {
  /** The dashboard itself, without what was put around it. */
  readonly dashboard: Json;
  readonly title: string;
  readonly uid: string;
  readonly inputs: readonly ImportInput[];
}

/**
 * A dashboard out of the text of a file: as it was exported, as the HTTP API gives it (`{dashboard}`), or a resource
 * (`{metadata, spec}`). Throws with what is wrong.
 */
export function readImport(text: string): ImportModel {
  const whole = parsed(text);
  const dashboard = unwrapped(whole);
  if (!Array.isArray(dashboard.panels) && !Array.isArray(dashboard.rows) && !isObject(dashboard.elements)) {
    throw new Error('this is no dashboard: it has neither "panels" nor "elements"');
  }
  const uid = textOf(dashboard.uid) || textOf(objectOf(whole.metadata).name);
  return { dashboard, uid, title: textOf(dashboard.title), inputs: objectsOf(dashboard.__inputs).flatMap(inputOf) };
}

function parsed(text: string): Json {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    throw new Error(`this is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isObject(read)) throw new Error('a dashboard is a JSON object: { … }');
  return read;
}

function unwrapped(whole: Json): Json {
  if (isObject(whole.dashboard)) return whole.dashboard;
  return isObject(whole.spec) && whole.panels === undefined ? whole.spec : whole;
}

function inputOf({ name, label, description, type, pluginId, value }: Json): readonly ImportInput[] {
  if (typeof name !== 'string' || (type !== 'datasource' && type !== 'constant')) return [];
  return [
    {
      name,
      label: textOf(label) || name,
      description: textOf(description),
      type,
      pluginId: textOf(pluginId),
      value: textOf(value),
    },
  ];
}
