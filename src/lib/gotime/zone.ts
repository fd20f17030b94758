/** A time zone: what clocks show at an instant, and what that is called. */
export interface Zone {
  readonly name: string;
  /** Seconds east of UTC at an instant (seconds since 1970), and the abbreviation: empty where there is none. */
  at(seconds: number): { readonly offset: number; readonly abbreviation: string };
}

export const UTC: Zone = fixedZone('UTC', 0);

/** Always the same offset, in seconds. */
export function fixedZone(name: string, offset: number): Zone {
  const fixed = { offset, abbreviation: name };
  return { name, at: () => fixed };
}

const zones = new Map<string, Zone | undefined>();
const MAX_ZONES = 1000;

/**
 * A zone of the IANA database; undefined where there is none of that name. `Local` and the empty name are UTC: answers do
 * not depend on where the server stands.
 */
export function loadZone(name: string): Zone | undefined {
  if (name === '' || name === 'UTC' || name === 'Local') return UTC;
  if (zones.has(name)) return zones.get(name);
  if (zones.size >= MAX_ZONES) zones.clear();
  const zone = openZone(name);
  zones.set(name, zone);
  return zone;
}

function openZone(name: string): Zone | undefined {
  if (!/^[A-Za-z][\w+\-/]*$/.test(name)) return undefined;
  try {
    return new IanaZone(name);
  } catch {
    return undefined;
  }
}

/** Abbreviations are known to the locales of the places that use them; `GMT+2` means that a locale knows none. */
const LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-NZ', 'en-IN', 'en-ZA', 'ja-JP', 'ko-KR'] as const;

const QUARTER = 900;
const MAX_KNOWN = 4096;

class IanaZone implements Zone {
  private readonly clock: Intl.DateTimeFormat;
  private readonly names: readonly Intl.DateTimeFormat[];
  /** By quarter of an hour: clocks change at such times. */
  private readonly known = new Map<number, { offset: number; abbreviation: string }>();

  constructor(readonly name: string) {
    this.clock = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    this.names = LOCALES.map((locale) => new Intl.DateTimeFormat(locale, { timeZone: name, timeZoneName: 'short' }));
  }

  at(seconds: number): { offset: number; abbreviation: string } {
    const quarter = Math.floor(seconds / QUARTER);
    const known = this.known.get(quarter);
    if (known !== undefined) return known;
    const found = this.lookUp(quarter * QUARTER);
    if (this.known.size >= MAX_KNOWN) this.known.clear();
    this.known.set(quarter, found);
    return found;
  }

  private lookUp(seconds: number): { offset: number; abbreviation: string } {
    const date = new Date(seconds * 1000);
    if (Number.isNaN(date.getTime())) return { offset: 0, abbreviation: this.name };
    const parts = Object.fromEntries(this.clock.formatToParts(date).map(({ type, value }) => [type, value]));
    const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year);
    const shown = new Date(0);
    shown.setUTCFullYear(year, Number(parts.month) - 1, Number(parts.day));
    shown.setUTCHours(Number(parts.hour), Number(parts.minute), Number(parts.second));
    const offset = shown.getTime() / 1000 - seconds;
    return { offset, abbreviation: this.abbreviation(date) ?? numericName(offset) };
  }

  private abbreviation(date: Date): string | undefined {
    for (const names of this.names) {
      const name = names.formatToParts(date).find(({ type }) => type === 'timeZoneName')?.value;
      if (name !== undefined && /^[A-Z]{3,5}$/.test(name)) return name;
    }
    return undefined;
  }
}

/** `+0530`, or `+01` for whole hours: what the database calls zones without an abbreviation. */
function numericName(offset: number): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  const two = (value: number): string => String(value).padStart(2, '0');
  const rest = minutes % 60 === 0 ? '' : two(minutes % 60);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${rest}`;
}
