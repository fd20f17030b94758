import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const DIRECTORY = fileURLToPath(new URL('../../dashboards', import.meta.url));

export interface ShippedTarget {
  readonly datasource: { readonly type: string; readonly uid: string };
  readonly refId: string;
  readonly expr?: string;
  readonly query?: string;
  readonly queryType?: string;
  readonly serviceMapQuery?: readonly string[];
  readonly instant?: boolean;
}

interface ShippedLink {
  readonly title: string;
  readonly url?: string;
}

export interface ShippedPanel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly ShippedTarget[];
  readonly fieldConfig?: {
    readonly defaults: { readonly unit?: string; readonly links?: readonly ShippedLink[] };
  };
}

export interface ShippedDashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly refresh: string;
  readonly panels: readonly ShippedPanel[];
  readonly links: readonly ShippedLink[];
  readonly annotations: { readonly list: readonly { readonly expr: string }[] };
  readonly templating: {
    readonly list: readonly {
      readonly name: string;
      readonly allValue: string;
      readonly query: { readonly query: string };
    }[];
  };
}

/** What lies in `dashboards/`. */
export const DASHBOARDS: readonly ShippedDashboard[] = readdirSync(DIRECTORY).map((name) =>
  JSON.parse(readFileSync(join(DIRECTORY, name), 'utf8')),
);

/** Without the titles of sections. */
export const panelsOf = ({ panels }: ShippedDashboard): readonly ShippedPanel[] =>
  panels.filter(({ type }) => type !== 'row');

/** What the UI's macros stand for in a query over an hour at 30 s. */
const MACROS: readonly (readonly [name: string, value: string])[] = [
  ['$__rate_interval', '2m'],
  ['$__range', '1h'],
  ['$__interval', '30s'],
];

/** A query with macros filled in, and all values of the dashboard's variables. */
export const filledIn = (query: string, { templating }: ShippedDashboard): string =>
  [...MACROS, ...templating.list.map(({ name, allValue }) => [`$${name}`, allValue] as const)]
    .sort(([left], [right]) => right.length - left.length)
    .reduce((text, [name, value]) => text.replaceAll(name, value), query);
