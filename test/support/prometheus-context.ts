import type { PrometheusContext } from '../../src/api/prometheus/context.js';
import { ExternalLabels } from '../../src/api/prometheus/external-labels.js';
import { UNLIMITED_METRICS } from '../../src/model/metric-limits.js';
import type { QueryAnswer, QueryValue } from '../../src/promql/answer.js';
import type { InstantRequest, RangeRequest } from '../../src/promql/engine.js';
import { parse } from '../../src/promql/parser.js';
import type { MetricReader } from '../../src/storage/interface.js';
import { readContext } from './read-context.js';

export interface EngineAnswers {
  readonly instant?: (request: InstantRequest) => QueryValue | QueryAnswer;
  readonly range?: (request: RangeRequest) => QueryValue | QueryAnswer;
}

const STATS: QueryAnswer['stats'] = {
  queueSeconds: 0.25,
  prepareSeconds: 0.5,
  evaluateSeconds: 1,
  samples: 190,
  peakPoints: 19,
};

/** A query API whose engine answers with what a test gives; queries are parsed by the real parser. */
export function prometheusContext(
  metrics: Partial<MetricReader>,
  answers: EngineAnswers = {},
  more: Partial<PrometheusContext> = {},
): PrometheusContext {
  const whole = (answer: QueryValue | QueryAnswer | undefined): QueryAnswer => {
    if (answer === undefined) throw new Error('the engine was not to be asked');
    return 'value' in answer && 'stats' in answer ? answer : { value: answer, warnings: [], infos: [], stats: STATS };
  };
  const context = readContext({ metrics });
  return {
    ...context,
    readTenantOf: context.tenantOf,
    limitsOf: () => UNLIMITED_METRICS,
    externalLabels: new ExternalLabels([]),
    engine: {
      parse: (query) => parse(query),
      instant: async (request) => whole(answers.instant?.(request)),
      range: async (request) => whole(answers.range?.(request)),
    },
    features: new Set(),
    experiments: { searchApi: false, nativeDelta: false, deltaToCumulative: false },
    admin: undefined,
    startedMs: context.now() - 60_000,
    flags: { listen: '127.0.0.1' },
    ...more,
  };
}
