import { parseGoFloat } from '../go-number.js';
import { quoteGo } from '../go-quote.js';
import { readGoString } from '../go-string.js';
import type { NumberNode } from './nodes.js';
import { TemplateError } from './template-error.js';

const INTEGER = /^([+-]?)(0[xX][0-9a-fA-F_]+|0[oO]?[0-7_]+|0[bB][01_]+|0|[1-9][0-9_]*)$/;
const MAX_UINT64 = 2n ** 64n;
const MAX_INT64 = 2n ** 63n;

/** Reads a number as Go reads constants; one that is both whole and a float can be used as either. */
export function numberNode(source: string, at: number): NumberNode {
  const integer = readInteger(source);
  if (integer !== undefined) {
    if (integer >= MAX_UINT64 || integer < -MAX_INT64) throw new TemplateError(`integer overflow: ${quoteGo(source)}`);
    return { kind: 'number', at, source, integer, float: Number(integer), isFloat: false };
  }
  const float = parseGoFloat(source.replaceAll('_', ''));
  if (float === undefined) throw new TemplateError(`illegal number syntax: ${quoteGo(source)}`);
  const isFloat = !/^[+-]?0[xX]/.test(source) || /[.pP]/.test(source);
  return { kind: 'number', at, source, integer: wholeOf(float), float, isFloat };
}

/** `'x'`: the number of a character. */
export function characterNode(source: string, at: number): NumberNode {
  const read = readGoString(source, 0);
  const code = read.ok && read.end === source.length ? [...read.value] : [];
  if (code.length !== 1) throw new TemplateError(`malformed character constant: ${source}`);
  const integer = BigInt(code[0]!.codePointAt(0)!);
  return { kind: 'number', at, source, integer, float: Number(integer), isFloat: false };
}

/** Whole numbers in all of Go's notations; undefined where it is none. */
export function readInteger(source: string): bigint | undefined {
  const parts = INTEGER.exec(source);
  if (parts === null || source.length > 100 || /__|_$/.test(source)) return undefined;
  const digits = parts[2]!.replaceAll('_', '');
  const value = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return parts[1] === '-' ? -value : value;
}

const wholeOf = (float: number): bigint | undefined =>
  Number.isInteger(float) && Math.abs(float) < 2 ** 63 ? BigInt(float) : undefined;
