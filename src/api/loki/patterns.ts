import { parseSelector } from '../../logql/parser.js';
import { PatternMiner } from '../../logql/patterns/pattern-miner.js';
import { QuartetError } from '../../model/errors.js';
import { Pace } from '../../vector/pace.js';
import { first } from '../form-parameters.js';
import { type LokiAnswer, success } from './answer.js';
import { durationParameter, rangeParameters } from './parameters.js';
import { checkedRange, checkMatchers } from './query-bounds.js';
import type { LokiRequest } from './request.js';

/** The newest entries of the range that are looked at. */
const MAX_LINES = 100_000;
/** Lines are counted for 10 s at least, as in Loki. */
const LEAST_STEP_MS = 10_000;

/** `/patterns`. https://grafana.com/docs/loki/latest/reference/loki-http-api/#query-patterns */
export async function patterns({ context, parameters, tenant, limits, allowed }: LokiRequest): Promise<LokiAnswer> {
  const asked = rangeParameters(parameters, context.now());
  const step = durationParameter(parameters, 'step') ?? Number((asked.end - asked.start) / 1_000_000n) / 250;
  if (step <= 0) throw new QuartetError('invalid_argument', 'the step must be positive');
  const matchers = parseSelector(first(parameters, 'query') ?? '');
  checkMatchers(matchers, allowed);
  const range = checkedRange(asked, allowed, context.now());
  const miner = new PatternMiner(Math.max(LEAST_STEP_MS, Math.floor(step / 1000) * 1000));
  const pace = new Pace(limits.timeoutMs, limits.signal);
  const selection = { matchers, range, lines: [], order: 'backward' } as const;
  let seen = 0;
  for await (const batch of context.logs.scan(tenant, selection, limits)) {
    for (const entry of batch) {
      miner.add(entry);
      if (++seen % 100 === 0 && pace.isDue) await pace.rest();
    }
    if (seen >= MAX_LINES) break;
  }
  return success(
    miner.patterns().map(({ pattern, level, samples }) => ({
      pattern,
      level,
      samples: samples.map(([ms, lines]) => [ms / 1000, lines]),
    })),
  );
}
