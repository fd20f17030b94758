import type { DecimalCount, DisplayProcessor } from '@grafana/data';
import { formattedValueToString, getValueFormat } from '@grafana/data';

/** Units that are counted in powers of two: their ticks are too. */
const BINARY_UNITS = new Set(['bytes', 'bits', 'kbytes', 'mbytes', 'gbytes', 'tbytes', 'pbytes', 'binBps', 'binbps']);

/** Seconds and their parts: ticks that a clock has. */
const CLOCK = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];
const CLOCK_UNITS: Readonly<Record<string, number>> = {
  s: 1,
  ms: 1000,
  µs: 1e6,
  ns: 1e9,
  dtdurations: 1,
  dtdurationms: 1000,
};

const fine = (from: number, to: number): number[] => {
  const steps: number[] = [];
  for (let power = from; power <= to; power++) {
    for (const digit of [1, 2, 2.5, 5]) {
      // 2.5 has a place from tens on only; below it asks for one decimal more than its neighbours.
      if (digit === 2.5 && power < 1) continue;
      steps.push(power < 0 ? Number((digit * 10 ** power).toFixed(-power)) : digit * 10 ** power);
    }
  }
  return steps;
};

const DECIMAL_STEPS = fine(-12, 18);
const BINARY_STEPS = Array.from({ length: 80 }, (_, i) => 2 ** (i - 10));

/** Distances between ticks that read well in a unit, ascending. */
export function tickSteps(unit: string | undefined, decimals: DecimalCount): number[] {
  const steps = stepsOf(unit);
  if (typeof decimals !== 'number') return steps;
  // With a fixed number of decimals, closer ticks would have the same text.
  const least = 10 ** -decimals;
  return unit === 'percentunit' ? steps.filter((step) => step >= least / 100) : steps.filter((step) => step >= least);
}

function stepsOf(unit: string | undefined): number[] {
  if (unit === undefined) return DECIMAL_STEPS;
  if (BINARY_UNITS.has(unit)) return BINARY_STEPS;
  const second = CLOCK_UNITS[unit];
  if (second === undefined) return DECIMAL_STEPS;
  return [
    ...DECIMAL_STEPS.filter((step) => step < second),
    ...CLOCK.map((seconds) => seconds * second),
    ...DECIMAL_STEPS.filter((step) => step >= 864_000 * second),
  ];
}

/** The most decimals a tick is given. */
const MOST_DECIMALS = 4;
/** Tried from few to many. */
const DECIMALS = [0, 1, 2, 3];
/** Tenths of money are not written: $0.50. */
const MONEY_DECIMALS = [0, 2, 3];

/**
 * The texts of ticks `step` apart (0: on a scale of powers): all with the same decimals, as few as say what they are, unless the
 * field says how many.
 */
export function tickTexts(
  ticks: readonly (number | null)[],
  step: number,
  display: DisplayProcessor,
  decimals: DecimalCount,
  unit?: string,
): string[] {
  const isMoney = unit?.startsWith('currency') === true;
  // The processor of a field heeds no decimals asked of money.
  const shown: DisplayProcessor = (tick, count) =>
    isMoney && count !== undefined
      ? { ...display(tick), ...getValueFormat(unit)(tick as number, count) }
      : display(tick, count);
  const format = (count: DecimalCount) =>
    ticks.map((tick) => (tick === null ? '' : formattedValueToString(shown(tidy(tick, step), count)).trim()));
  if (typeof decimals === 'number') return format(decimals);
  if (step === 0) return format(undefined);
  // Without what stands before a number: `$`.
  const numbers = (count: DecimalCount) =>
    ticks.map((tick) => (tick === null ? Number.NaN : Number.parseFloat(shown(tidy(tick, step), count).text)));
  const exact = numbers(MOST_DECIMALS);
  for (const count of isMoney ? MONEY_DECIMALS : DECIMALS) {
    if (numbers(count).every((number, i) => sameNumber(number, exact[i]!))) return format(count);
  }
  return format(undefined);
}

const sameNumber = (left: number, right: number): boolean =>
  left === right || (Number.isNaN(left) && Number.isNaN(right)) || Math.abs(left - right) < Math.abs(right) * 1e-3;

/** 0.30000000000000004 is 0.3. */
function tidy(tick: number, step: number): number {
  if (!(step > 0) || !Number.isFinite(step)) return tick;
  const digits = Math.min(20, Math.max(0, 2 - Math.floor(Math.log10(step))));
  return Number(tick.toFixed(digits));
}
