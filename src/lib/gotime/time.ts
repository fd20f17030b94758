import { civilOf, daysOf } from './calendar.js';
import { UTC, type Zone } from './zone.js';

const NS = 1_000_000_000n;
const DAY = 86_400;

/** What a clock and a calendar show. */
export interface Clock {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** 1 to 366. */
  readonly yearDay: number;
  /** Seconds east of UTC. */
  readonly offset: number;
  readonly abbreviation: string;
}

/** An instant and the zone in which it is shown. https://pkg.go.dev/time#Time */
export class Time {
  /** `ns` since 1970, of any year. */
  constructor(
    readonly ns: bigint,
    readonly zone: Zone = UTC,
  ) {}

  /** Seconds since 1970, rounded down. */
  get seconds(): bigint {
    const seconds = this.ns / NS;
    return this.ns % NS < 0n ? seconds - 1n : seconds;
  }

  get nanosecond(): number {
    return Number(this.ns - this.seconds * NS);
  }

  in(zone: Zone): Time {
    return new Time(this.ns, zone);
  }

  plus(ns: bigint): Time {
    return new Time(this.ns + ns, this.zone);
  }

  clock(): Clock {
    const seconds = Number(this.seconds);
    const { offset, abbreviation } = this.zone.at(seconds);
    const shown = seconds + offset;
    const days = Math.floor(shown / DAY);
    const inDay = shown - days * DAY;
    const civil = civilOf(days);
    return {
      ...civil,
      hour: Math.floor(inDay / 3600),
      minute: Math.floor(inDay / 60) % 60,
      second: inDay % 60,
      nanosecond: this.nanosecond,
      weekday: (((days + 4) % 7) + 7) % 7,
      yearDay: days - daysOf(civil.year, 1, 1) + 1,
      offset,
      abbreviation,
    };
  }
}

/** Go's zero time: the first second of the year 1. */
export const ZERO_TIME = new Time(BigInt(daysOf(1, 1, 1)) * BigInt(DAY) * NS);

/** What a clock of the zone shows, as an instant. Values beyond their ends count on: the 32nd is the 1st of the next month. */
export function timeOf(
  zone: Zone,
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  nanosecond = 0,
): Time {
  const shown = daysOf(year, month, day) * DAY + hour * 3600 + minute * 60 + second;
  const guess = zone.at(shown).offset;
  const offset = guess === 0 ? 0 : zone.at(shown - guess).offset;
  return new Time(BigInt(shown - offset) * NS + BigInt(nanosecond), zone);
}
