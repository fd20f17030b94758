import type { ChdbResult, Session } from 'chdb';
import { QuartetError } from '../../model/errors.js';
import type { QueryLimits } from '../interface.js';
import { literal } from '../sql/literal.js';
import { NICE } from './nice.js';

/** Parameters of a query by name, each as `parameterText` writes it. */
export type ParameterTexts = ReadonlyMap<string, string>;

/** Limits of a statement; without a field it has none. */
export type StatementLimits = Partial<QueryLimits>;

/** A session while one caller has it. */
export class Lease {
  /** Settles when no KILL QUERY for it is on its way. */
  cancelled: Promise<void> = Promise.resolve();
  /** Whether a statement runs. */
  busy = false;
  private settings = '';
  private large: string[] = [];

  constructor(
    readonly session: Session,
    /** Marks its statements in system.processes. */
    readonly tag: string,
    /** Niceness of the threads of its statements; large queries have their own. */
    private readonly nice: number = NICE.smallQuery,
  ) {}

  /**
   * Sets limits and parameters for the next statement. Session parameters follow the same text form as HTTP's; chdb's own
   * binding takes JavaScript values instead, which a server behind HTTP does not have. A larger answer than
   * `maxAnswerBytes` is refused; 0 for none.
   */
  async prepare(params: ParameterTexts, limits: StatementLimits, maxAnswerBytes = 0): Promise<void> {
    const seconds = limits.timeoutMs === undefined ? 0 : secondsOf(limits.timeoutMs);
    const nice = limits.isLarge === true ? NICE.largeQuery : this.nice;
    const settings =
      `max_execution_time = ${seconds}, max_memory_usage = ${Math.floor(limits.maxMemory ?? 0)}, ` +
      `max_result_bytes = ${maxAnswerBytes}, os_threads_nice_value_query = ${nice}`;
    const changes: string[] = settings === this.settings ? [] : [settings];
    for (const name of this.large) if (!params.has(name)) changes.push(`param_${name} = ''`);
    this.large = [];
    for (const [name, text] of params) {
      if (!/^\w+$/.test(name)) throw new QuartetError('internal', `invalid name of a query parameter: ${name}`);
      changes.push(`param_${name} = ${literal(text)}`);
      if (text.length > LARGE_PARAMETER) this.large.push(name);
    }
    if (changes.length > 0) await this.execute(`SET ${changes.join(', ')}`);
    this.settings = settings;
  }

  /** Runs a statement on threads of libuv and ClickHouse, planning included; its answer comes whole. */
  execute(sql: string, format: 'Null' | 'Native' = 'Null'): Promise<ChdbResult> {
    return this.session.queryAsync(sql, { format });
  }
}

/**
 * Whole seconds, rounded up, from one on: what waited for a session has an odd number of ms left, and to tell ClickHouse
 * of each would double the statements just when it is busy. `Sessions` has a timer for the rest.
 */
const secondsOf = (timeoutMs: number): number =>
  timeoutMs < 1000 ? Math.max(0.001, Math.round(timeoutMs) / 1000) : Math.ceil(timeoutMs / 1000);

/** A session keeps parameters until they are set anew; those above this many characters are not left lying about. */
const LARGE_PARAMETER = 4096;
