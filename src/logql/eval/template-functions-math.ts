import { TemplateError } from '../../lib/gotemplate/template-error.js';
import { int64, type TemplateFunction, type TemplateFunctions, type Value } from '../../lib/gotemplate/value.js';
import { Decimal } from './template-decimal.js';
import { toFloat, toInteger } from './template-numbers.js';

/** From left to right over any number of whole numbers, each step in 64 bits. */
const integers = (step: (a: bigint, b: bigint) => bigint, start?: bigint): TemplateFunction => ({
  parameters: start === undefined ? ['any'] : [],
  variadic: 'any',
  call: (values: readonly Value[]) => {
    const numbers = values.map(toInteger);
    const first = start ?? numbers.shift()!;
    return int64(numbers.reduce((a, b) => BigInt.asIntN(64, step(a, b)), first));
  },
});

const twoIntegers = (step: (a: bigint, b: bigint) => bigint): TemplateFunction => ({
  parameters: ['any', 'any'],
  call: ([a, b]) => int64(step(toInteger(a), toInteger(b))),
});

function larger(a: bigint, b: bigint): bigint {
  if (a < b) return b;
  return a;
}

function smaller(a: bigint, b: bigint): bigint {
  if (b < a) return b;
  return a;
}

function divisor(value: bigint): bigint {
  if (value === 0n) throw new TemplateError('runtime error: integer divide by zero');
  return value;
}

const decimals = (step: (a: Decimal, b: Decimal) => Decimal, start?: number): TemplateFunction => ({
  parameters: start === undefined ? ['any'] : [],
  variadic: 'any',
  call: (values: readonly Value[]) => {
    const numbers = values.map((value) => Decimal.of(toFloat(value)));
    const first = start === undefined ? numbers.shift()! : Decimal.of(start);
    return numbers.reduce(step, first).toFloat();
  },
});

const floats = (step: (a: number, b: number) => number): TemplateFunction => ({
  parameters: ['any'],
  variadic: 'any',
  call: (values: readonly Value[]) => values.map(toFloat).reduce(step),
});

const ofFloat = (call: (value: number) => number): TemplateFunction => ({
  parameters: ['any'],
  call: ([value]) => call(toFloat(value)),
});

/** Up where the digits behind `places` are `roundOn` or more, down otherwise: negative numbers mostly go down. */
function round(value: number, places: number, roundOn: number): number {
  const power = 10 ** places;
  const shifted = power * value;
  const fraction = shifted - Math.trunc(shifted);
  return (fraction >= roundOn ? Math.ceil(shifted) : Math.floor(shifted)) / power;
}

/** https://grafana.com/docs/loki/latest/query/template_functions/#mathematical-functions */
export const MATH_FUNCTIONS: TemplateFunctions = {
  int: { parameters: ['any'], call: ([value]) => toInteger(value) },
  float64: ofFloat((value) => value),
  add: integers((a, b) => a + b, 0n),
  sub: twoIntegers((a, b) => a - b),
  mul: integers((a, b) => a * b),
  div: twoIntegers((a, b) => a / divisor(b)),
  mod: twoIntegers((a, b) => a % divisor(b)),
  max: integers(larger),
  min: integers(smaller),
  addf: decimals((a, b) => a.plus(b), 0),
  subf: decimals((a, b) => a.minus(b)),
  mulf: decimals((a, b) => a.times(b)),
  divf: decimals((a, b) => a.over(b)),
  maxf: floats((a, b) => Math.max(a, b)),
  minf: floats((a, b) => Math.min(a, b)),
  ceil: ofFloat(Math.ceil),
  floor: ofFloat(Math.floor),
  round: {
    parameters: ['any', 'int'],
    variadic: 'float64',
    call: ([value, places, roundOn = 0.5]) => round(toFloat(value), Number(places), roundOn),
  },
};
