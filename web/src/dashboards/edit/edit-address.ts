import type { Parameters } from '../../app/url-state';

/** Parts of the dashboard's settings by the names that Grafana has for them in `editview`. */
const SETTINGS = ['settings', 'variables', 'annotations', 'links', 'json-model', 'versions'] as const;

export type SettingsPart = (typeof SETTINGS)[number];

/** `editview` while panels are arranged. */
export const ARRANGE = 'panels';

/** Whether an address is one of the editor's: a new dashboard is nothing but edited. */
export const isEditing = (path: string, search: URLSearchParams): boolean =>
  path === '/dashboard/new' || search.has('editview') || search.has('editPanel');

export const settingsPart = (search: URLSearchParams): SettingsPart | undefined =>
  SETTINGS.find((part) => part === search.get('editview'));

/** Back to the panels of the dashboard, still editing. */
export const TO_PANELS: Parameters = { editview: ARRANGE, editPanel: undefined, variable: undefined };

/** Out of the editor. */
export const TO_VIEW: Parameters = { editview: undefined, editPanel: undefined, variable: undefined };
