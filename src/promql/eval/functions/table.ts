import { ABSENT_FUNCTIONS } from './absent.js';
import { CHANGES_FUNCTIONS } from './changes.js';
import { CLAMP_FUNCTIONS } from './clamp.js';
import { DATE_FUNCTIONS } from './date.js';
import { DISPERSION_OVER_TIME_FUNCTIONS } from './dispersion-over-time.js';
import { DOUBLE_EXPONENTIAL_SMOOTHING_FUNCTIONS } from './double-exponential-smoothing.js';
import { EXTREMES_FUNCTIONS } from './extremes.js';
import { EXTREMES_OVER_TIME_FUNCTIONS } from './extremes-over-time.js';
import { HISTOGRAM_FUNCTIONS } from './histogram.js';
import type { FunctionFamily } from './implementation.js';
import { INFO_FUNCTIONS } from './info.js';
import { INSTANT_RATE_FUNCTIONS } from './instant-rate.js';
import { LABEL_JOIN_FUNCTIONS } from './label-join.js';
import { LABEL_REPLACE_FUNCTIONS } from './label-replace.js';
import { MATH_FUNCTIONS } from './math.js';
import { OVER_TIME_FUNCTIONS } from './over-time.js';
import { RATE_FUNCTIONS } from './rate.js';
import { REGRESSION_FUNCTIONS } from './regression.js';
import { ROUND_FUNCTIONS } from './round.js';
import { SCALAR_FUNCTIONS } from './scalar.js';
import { SORT_FUNCTIONS } from './sort.js';
import { SUM_OVER_TIME_FUNCTIONS } from './sum-over-time.js';
import { TIME_FUNCTIONS } from './time.js';
import { TIMESTAMP_FUNCTIONS } from './timestamp.js';
import { TRIGONOMETRY_FUNCTIONS } from './trigonometry.js';

/** How each function is computed, by name. */
export const IMPLEMENTATIONS: FunctionFamily = {
  ...ABSENT_FUNCTIONS,
  ...CHANGES_FUNCTIONS,
  ...CLAMP_FUNCTIONS,
  ...DATE_FUNCTIONS,
  ...DISPERSION_OVER_TIME_FUNCTIONS,
  ...DOUBLE_EXPONENTIAL_SMOOTHING_FUNCTIONS,
  ...EXTREMES_FUNCTIONS,
  ...EXTREMES_OVER_TIME_FUNCTIONS,
  ...HISTOGRAM_FUNCTIONS,
  ...INFO_FUNCTIONS,
  ...INSTANT_RATE_FUNCTIONS,
  ...LABEL_JOIN_FUNCTIONS,
  ...LABEL_REPLACE_FUNCTIONS,
  ...MATH_FUNCTIONS,
  ...OVER_TIME_FUNCTIONS,
  ...RATE_FUNCTIONS,
  ...REGRESSION_FUNCTIONS,
  ...ROUND_FUNCTIONS,
  ...SCALAR_FUNCTIONS,
  ...SORT_FUNCTIONS,
  ...SUM_OVER_TIME_FUNCTIONS,
  ...TIME_FUNCTIONS,
  ...TIMESTAMP_FUNCTIONS,
  ...TRIGONOMETRY_FUNCTIONS,
};
