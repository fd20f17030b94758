import { ofEachFloat } from './each-float.js';
import type { FunctionFamily } from './implementation.js';

/**
 * Arithmetic of single values. https://prometheus.io/docs/prometheus/latest/querying/functions/#abs and those that
 * stand there alike.
 */
export const MATH_FUNCTIONS: FunctionFamily = {
  abs: ofEachFloat(Math.abs),
  ceil: ofEachFloat(Math.ceil),
  exp: ofEachFloat(Math.exp),
  floor: ofEachFloat(Math.floor),
  ln: ofEachFloat(Math.log),
  log10: ofEachFloat(Math.log10),
  log2: ofEachFloat(Math.log2),
  sgn: ofEachFloat(Math.sign),
  sqrt: ofEachFloat(Math.sqrt),
};
