import type { Option } from '../../controls/select';

const SHADES: readonly (readonly [prefix: string, title: string])[] = [
  ['', ''],
  ['light-', 'light '],
  ['super-light-', 'very light '],
  ['semi-dark-', 'rather dark '],
  ['dark-', 'dark '],
];

/** The colours that @grafana/data knows by name. */
export const COLOR_OPTIONS: readonly Option[] = [
  ...['green', 'yellow', 'orange', 'red', 'blue', 'purple'].flatMap((hue) =>
    SHADES.map(([prefix, title]) => ({ value: `${prefix}${hue}`, label: `${title}${hue}` })),
  ),
  { value: 'text', label: 'text' },
  { value: 'transparent', label: 'transparent' },
];
