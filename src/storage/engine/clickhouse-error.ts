import { type ErrorCode, QuartetError } from '../../model/errors.js';

/**
 * ClickHouse's exceptions as ours. Codes are those of
 * https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp; those not listed are mistakes of ours
 * in SQL or data: `internal`.
 */
interface Meaning {
  readonly code: ErrorCode;
  /** What the caller reads; `detail` is ClickHouse's own text. Without it the detail stands alone. */
  readonly says?: string;
  readonly retryAfter?: number;
}

const MEANINGS: Readonly<Record<number, Meaning>> = {
  158: { code: 'limit_exceeded', says: 'the query reads too many rows' },
  159: { code: 'timeout', says: 'the query took longer than its time limit' },
  160: { code: 'timeout', says: 'the query would take longer than its time limit' },
  164: { code: 'unavailable', says: 'the store is read-only', retryAfter: 30 },
  167: { code: 'limit_exceeded', says: 'the query is too deep' },
  168: { code: 'limit_exceeded', says: 'the query has too many parts' },
  191: { code: 'limit_exceeded' },
  193: { code: 'unavailable', says: "the store refuses the engine's password", retryAfter: 30 },
  194: { code: 'unavailable', says: "the store refuses the engine's password", retryAfter: 30 },
  202: { code: 'resource_exhausted', says: 'the store runs too many queries', retryAfter: 1 },
  209: { code: 'unavailable', says: 'the store lost a connection', retryAfter: 2 },
  210: { code: 'unavailable', says: 'the store lost a connection', retryAfter: 2 },
  225: { code: 'unavailable', says: 'the cluster has no keeper', retryAfter: 10 },
  236: { code: 'unavailable', says: 'the store is shutting down', retryAfter: 2 },
  241: { code: 'limit_exceeded', says: 'the query needs more memory than its limit' },
  242: { code: 'unavailable', says: 'a table of the store is read-only', retryAfter: 10 },
  243: { code: 'unavailable', says: 'the disk of the store is full', retryAfter: 30 },
  252: { code: 'unavailable', says: 'the store is behind with merging parts', retryAfter: 5 },
  306: { code: 'limit_exceeded', says: 'the query is too deep' },
  307: { code: 'limit_exceeded', says: 'the query reads too many bytes' },
  394: { code: 'canceled', says: 'the query was cancelled' },
  396: { code: 'limit_exceeded', says: 'the answer of the query is too large' },
  427: { code: 'invalid_argument', says: 'invalid regular expression' },
  497: { code: 'unavailable', says: "the store refuses the engine's user", retryAfter: 30 },
  516: { code: 'unavailable', says: "the store refuses the engine's user or password", retryAfter: 30 },
  745: { code: 'unavailable', says: 'the store is overloaded', retryAfter: 5 },
  999: { code: 'unavailable', says: "the cluster's keeper fails", retryAfter: 10 },
};

/** Conditions that ClickHouse tells apart by its text alone; they come before the codes. */
const TEXTS: readonly (readonly [RegExp, Meaning])[] = [
  [/No space left on device/, { code: 'unavailable', says: 'the disk of the store is full', retryAfter: 30 }],
  [/\(total\) memory limit exceeded/i, { code: 'unavailable', says: 'the store is short of memory', retryAfter: 2 }],
  [/partitions for single INSERT/, { code: 'invalid_argument', says: 'the rows are of too many days' }],
  [/OptimizedRegularExpression/, { code: 'invalid_argument', says: 'invalid regular expression' }],
];

const EXCEPTION = /Code: (\d{1,5})\. DB::(?:\w+::)*Exception: /;

/** The code of a ClickHouse exception's text, if it is one. */
export function exceptionCode(text: string): number | undefined {
  const found = EXCEPTION.exec(text);
  return found === null ? undefined : Number(found[1]);
}

/** The error that a ClickHouse exception's text stands for. */
export function fromException(text: string, code = exceptionCode(text), cause?: unknown): QuartetError {
  const detail = text
    .replace(EXCEPTION, '')
    .replace(/ \(version [^)]*\)\s*$/, '')
    .trim()
    .slice(0, MAX_DETAIL);
  const meaning =
    TEXTS.find(([pattern]) => pattern.test(text))?.[1] ?? (code === undefined ? undefined : MEANINGS[code]);
  if (meaning === undefined) return new QuartetError('internal', `ClickHouse: ${detail}`, { cause });
  const message = meaning.says === undefined ? detail : `${meaning.says}: ${detail}`;
  return new QuartetError(meaning.code, message, { cause, ...retry(meaning) });
}

const retry = ({ retryAfter }: Meaning): { retryAfter?: number } => (retryAfter === undefined ? {} : { retryAfter });

/** A syntax error quotes the whole statement. */
const MAX_DETAIL = 2000;

/** The error of every call while there is no engine. */
export const gone = (what: string, cause?: unknown): QuartetError =>
  new QuartetError('unavailable', what, { cause, retryAfter: 2 });

/** Exception codes for errors of ours, where ClickHouse itself has said nothing. */
const CODES: Readonly<Partial<Record<ErrorCode, number>>> = {
  resource_exhausted: 202,
  timeout: 159,
  canceled: 394,
  unavailable: 236,
  limit_exceeded: 396,
  unauthenticated: 516,
};
const LOGICAL_ERROR = 49;

/** An error as ClickHouse would write it, for who speaks its protocol: its own text where there is one. */
export function toException(error: QuartetError): { readonly code: number; readonly text: string } {
  const own = error.cause instanceof Error ? error.cause.message : '';
  const code = exceptionCode(own);
  if (code !== undefined) return { code, text: own };
  const ours = CODES[error.code] ?? LOGICAL_ERROR;
  return { code: ours, text: `Code: ${ours}. DB::Exception: ${error.message}` };
}
