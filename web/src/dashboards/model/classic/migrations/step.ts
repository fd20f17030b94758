import { isObject } from '../../json';

/** A dashboard's JSON while it is brought up to date: a copy, which steps change. */
export type Draft = Record<string, unknown>;

/** What a version of the schema changed. */
export interface Step {
  /** Applied to dashboards that are older. */
  readonly version: number;
  readonly apply: (dashboard: Draft) => void;
}

export const draftsOf = (value: unknown): Draft[] => (Array.isArray(value) ? value.filter(isObject) : []) as Draft[];

export const draftOf = (value: unknown): Draft => (isObject(value) ? (value as Draft) : {});

/** All panels, those of collapsed rows as well. */
export function eachPanel(dashboard: Draft, change: (panel: Draft) => void): void {
  for (const panel of draftsOf(dashboard.panels)) {
    change(panel);
    for (const inner of draftsOf(panel.panels)) change(inner);
  }
}

export const eachVariable = (dashboard: Draft, change: (variable: Draft) => void): void =>
  draftsOf(draftOf(dashboard.templating).list).forEach(change);

/** The field config of a panel: its defaults, and for each override what it sets by id. */
export function eachFieldConfig(panel: Draft, change: (config: Draft, properties: Draft[] | undefined) => void): void {
  const { defaults, overrides } = draftOf(panel.fieldConfig);
  if (isObject(defaults)) change(defaults as Draft, undefined);
  for (const override of draftsOf(overrides)) change({}, draftsOf(override.properties));
}
