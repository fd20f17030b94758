import type { Bindings } from './bindings.js';

/** SQL of the number that a label's value stands for, a Float64, where it is one of those that ClickHouse reads as we do. */
export type ReadNumber = (value: string, bindings: Bindings) => { readonly isNumber: string; readonly value: string };

const DECIMAL = String.raw`^-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,30})?(?:[eE][-+]?[0-9]{1,2})?$`;

/** ClickHouse's own conversions of text may be off by one in the last place; its JSON parser rounds as it should. */
const floatOf = (text: string): string => `JSONExtractFloat(${text})`;

const readNumber: ReadNumber = (value, bindings) => ({
  isNumber: `match(${value}, ${bindings.text(DECIMAL)})`,
  value: floatOf(value),
});

const DURATION = String.raw`^(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,30})?(?:ns|us|µs|ms|s|m|h)$`;
const UNITS = ['ns', 'us', 'µs', 'ms', 's', 'm', 'h'];
const UNIT_NS = ['1.', '1e3', '1e3', '1e6', '1e9', '60e9', '3600e9'];

/** One number with one unit: ns of the whole, and of the fraction cut off. https://pkg.go.dev/time#ParseDuration */
const readDuration: ReadNumber = (value, bindings) => {
  const unit = `transform(extract(${value}, '[^0-9.]+$'), [${UNITS.map((name) => bindings.text(name)).join(', ')}], [${UNIT_NS.join(', ')}], 0.)`;
  const whole = `toFloat64(toUInt64OrZero(extract(${value}, '^[0-9]+')))`;
  const fraction = floatOf(`concat('0.', extract(${value}, '[.]([0-9]+)'), '0')`);
  return {
    isNumber: `match(${value}, ${bindings.text(DURATION)})`,
    value: `(${whole} * ${unit} + floor(${fraction} * ${unit}))`,
  };
};

/** One number with a unit or none, in which nothing is rounded but the fraction. https://pkg.go.dev/github.com/dustin/go-humanize#ParseBytes */
const BYTES = String.raw`^(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,30})? ?(?:[kKmMgGtT]?[bB]?|[kKmMgGtT][iI][bB]?)$`;
const PREFIXES = ['', 'k', 'm', 'g', 't'];
const SIZES = [1000, 1024].map((base) => PREFIXES.map((_, power) => base ** power));

const readBytes: ReadNumber = (value, bindings) => {
  const letter = `lower(extract(${value}, '([kKmMgGtT])[iIbB]*$'))`;
  const names = PREFIXES.map((name) => bindings.text(name)).join(', ');
  const [decimal, binary] = SIZES.map(
    (sizes) => `transform(${letter}, [${names}], [${sizes.map((size) => `${size}.`).join(', ')}], 1.)`,
  );
  const size = `if(match(${value}, '[iI][bB]?$'), ${binary}, ${decimal})`;
  return {
    isNumber: `match(${value}, ${bindings.text(BYTES)})`,
    value: `floor(${floatOf(`extract(${value}, '^[0-9.]+')`)} * ${size})`,
  };
};

/** What is written in a label, and how its number is read. */
export const READ_NUMBERS = { number: readNumber, duration: readDuration, bytes: readBytes } as const;
