import { dropMetricName } from '../metric-name.js';
import { mergeSameLabels } from '../same-labels.js';
import { changeFloats } from './each-float.js';
import type { FunctionFamily, FunctionImplementation } from './implementation.js';
import { unlabelledSeries } from './scalar.js';
import { stepSeconds } from './time.js';

/** Seconds in the 400 years, a whole number of weeks, after which the calendar repeats. */
const CYCLE = 146_097 * 86_400;
const YEARS_OF_CYCLE = 400;

/** The Unix time that stands for NaN and for all that 64 bits do not hold. */
const OUT_OF_RANGE = -(2 ** 63);

/**
 * A part of the date and time of day, UTC, that a value means in Unix seconds; without an argument that of the step.
 * `year` of the date is within one cycle, and `cycles` are to be added to it.
 */
function partOfDate(part: (date: Date, cycles: number) => number): FunctionImplementation {
  const date = new Date(0);
  const ofSeconds = (value: number): number => {
    const seconds = value >= -(2 ** 63) && value < 2 ** 63 ? Math.trunc(value) : OUT_OF_RANGE;
    const inCycle = ((seconds % CYCLE) + CYCLE) % CYCLE;
    date.setTime(inCycle * 1000);
    return part(date, Math.round((seconds - inCycle) / CYCLE));
  };
  return {
    kind: 'vector',
    evaluate: async (call) => {
      const { evaluation, node } = call;
      const all = node.args.length === 0 ? [unlabelledSeries(stepSeconds(evaluation.grid))] : await call.vector(0);
      for (const series of all) {
        changeFloats(series, ofSeconds);
        if (evaluation.pace.isDue) await evaluation.pace.rest();
      }
      return mergeSameLabels(
        all.map((series) => dropMetricName(series, evaluation)),
        evaluation.pace,
      );
    },
  };
}

/** https://prometheus.io/docs/prometheus/latest/querying/functions/#day_of_month and those that stand there alike. */
export const DATE_FUNCTIONS: FunctionFamily = {
  minute: partOfDate((date) => date.getUTCMinutes()),
  hour: partOfDate((date) => date.getUTCHours()),
  day_of_week: partOfDate((date) => date.getUTCDay()),
  day_of_month: partOfDate((date) => date.getUTCDate()),
  day_of_year: partOfDate(dayOfYear),
  days_in_month: partOfDate((date) =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate(),
  ),
  month: partOfDate((date) => date.getUTCMonth() + 1),
  year: partOfDate((date, cycles) => date.getUTCFullYear() + YEARS_OF_CYCLE * cycles),
};

function dayOfYear(date: Date): number {
  return (
    (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - Date.UTC(date.getUTCFullYear(), 0, 0)) /
    86_400_000
  );
}
