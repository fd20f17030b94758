/** What an element of a layout stands for; its text is how the reference time shows it. https://pkg.go.dev/time#Layout */
export type LayoutElement =
  | 'January'
  | 'Jan'
  | '1'
  | '01'
  | 'Monday'
  | 'Mon'
  | '2'
  | '_2'
  | '02'
  | '__2'
  | '002'
  | '15'
  | '3'
  | '03'
  | '4'
  | '04'
  | '5'
  | '05'
  | '2006'
  | '06'
  | 'PM'
  | 'pm'
  | 'MST'
  | 'Z0700'
  | 'Z070000'
  | 'Z07'
  | 'Z07:00'
  | 'Z07:00:00'
  | '-0700'
  | '-070000'
  | '-07'
  | '-07:00'
  | '-07:00:00'
  | 'fraction';

export type LayoutPart =
  | { readonly literal: string }
  | { readonly element: Exclude<LayoutElement, 'fraction'> }
  /** `.000` has as many digits always, `.999` none at its end that are zero. */
  | {
      readonly element: 'fraction';
      readonly separator: '.' | ',';
      readonly digits: number;
      readonly keepsZeros: boolean;
    };

/** `Jan` and `Mon` do not begin longer words; a fraction ends before another digit; `_2` in `_2006` is an underscore. */
const ELEMENTS =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|2006|__2|_2(?!006)|002|0[1-6]|15|PM|pm|Z07:00:00|Z070000|Z07:00|Z0700|Z07|-07:00:00|-070000|-07:00|-0700|-07|([.,])(0+|9+)(?!\d)|[12345]/g;

const known = new Map<string, readonly LayoutPart[]>();
const MAX_KNOWN = 500;

/** Cuts a layout into its elements and what stands between them. */
export function layoutParts(layout: string): readonly LayoutPart[] {
  const cached = known.get(layout);
  if (cached !== undefined) return cached;
  const parts: LayoutPart[] = [];
  let at = 0;
  for (const match of layout.matchAll(ELEMENTS)) {
    if (match.index > at) parts.push({ literal: layout.slice(at, match.index) });
    at = match.index + match[0].length;
    const [element, separator, digits] = match;
    if (separator === undefined || digits === undefined)
      parts.push({ element: element as Exclude<LayoutElement, 'fraction'> });
    else {
      parts.push({
        element: 'fraction',
        separator: separator as '.' | ',',
        digits: digits.length,
        keepsZeros: digits.startsWith('0'),
      });
    }
  }
  if (at < layout.length) parts.push({ literal: layout.slice(at) });
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(layout, parts);
  return parts;
}

/** The layouts with names. https://pkg.go.dev/time#pkg-constants */
export const LAYOUTS = {
  ANSIC: 'Mon Jan _2 15:04:05 2006',
  UnixDate: 'Mon Jan _2 15:04:05 MST 2006',
  RubyDate: 'Mon Jan 02 15:04:05 -0700 2006',
  RFC822: '02 Jan 06 15:04 MST',
  RFC822Z: '02 Jan 06 15:04 -0700',
  RFC850: 'Monday, 02-Jan-06 15:04:05 MST',
  RFC1123: 'Mon, 02 Jan 2006 15:04:05 MST',
  RFC1123Z: 'Mon, 02 Jan 2006 15:04:05 -0700',
  RFC3339: '2006-01-02T15:04:05Z07:00',
  RFC3339Nano: '2006-01-02T15:04:05.999999999Z07:00',
  Kitchen: '3:04PM',
  Stamp: 'Jan _2 15:04:05',
  StampMilli: 'Jan _2 15:04:05.000',
  StampMicro: 'Jan _2 15:04:05.000000',
  StampNano: 'Jan _2 15:04:05.000000000',
  DateTime: '2006-01-02 15:04:05',
  DateOnly: '2006-01-02',
  TimeOnly: '15:04:05',
} as const;

/** How Go prints a time. */
export const STRING_LAYOUT = '2006-01-02 15:04:05.999999999 -0700 MST';
