import type { LokiContext } from '../api/loki/request.js';
import type { PrometheusContext } from '../api/prometheus/context.js';
import type { TempoContext } from '../api/tempo/request.js';
import type { LogqlAnswer } from '../logql/answer.js';
import type { QueryAnswer } from '../promql/answer.js';
import type { AskedQuery, QueryLog, QueryReads } from '../telemetry/query-log.js';
import { printQuery } from '../traceql/print-query.js';

/** The context with an engine whose queries the log sees. */
export function watchedPrometheus(context: PrometheusContext, log: QueryLog): PrometheusContext {
  const { engine } = context;
  const reads = ({ stats }: QueryAnswer) => ({ samples: stats.samples });
  return {
    ...context,
    engine: {
      parse: (text) => engine.parse(text),
      instant: (asked) =>
        watched(log, { ...noted(asked), language: 'promql', kind: 'instant' }, engine.instant(asked), reads),
      range: (asked) =>
        watched(log, { ...noted(asked), language: 'promql', kind: 'range' }, engine.range(asked), reads),
    },
  };
}

export function watchedLoki(context: LokiContext, log: QueryLog): LokiContext {
  const { logql } = context;
  const reads = ({ stats }: LogqlAnswer) => ({ lines: stats.entries, bytes: stats.bytes });
  return {
    ...context,
    logql: {
      instant: (asked) =>
        watched(log, { ...noted(asked), language: 'logql', kind: 'instant' }, logql.instant(asked), reads),
      range: (asked) => watched(log, { ...noted(asked), language: 'logql', kind: 'range' }, logql.range(asked), reads),
    },
  };
}

export function watchedTempo(context: TempoContext, log: QueryLog): TempoContext {
  const { traceql, traceMetrics } = context;
  const asTraceql = ({ tenant, query }: { tenant: string; query: Parameters<typeof printQuery>[0] }) =>
    ({ tenant, text: printQuery(query), language: 'traceql' }) as const;
  return {
    ...context,
    traceql: {
      async *search(asked) {
        const end = log.begin({ ...asTraceql(asked), kind: 'search' });
        let traces = 0;
        try {
          for await (const found of traceql.search(asked)) {
            traces += found.length;
            yield found;
          }
        } catch (error) {
          end({ read: { traces }, error });
          throw error;
        } finally {
          end({ read: { traces } });
        }
      },
    },
    traceMetrics: {
      instant: (asked) => watched(log, { ...asTraceql(asked), kind: 'instant' }, traceMetrics.instant(asked)),
      range: (asked) => watched(log, { ...asTraceql(asked), kind: 'range' }, traceMetrics.range(asked)),
    },
  };
}

const noted = ({ tenant, query }: { tenant: string; query: string }) => ({ tenant, text: query });

async function watched<A>(
  log: QueryLog,
  asked: AskedQuery,
  answering: Promise<A>,
  reads: (answer: A) => QueryReads = () => ({}),
): Promise<A> {
  const end = log.begin(asked);
  try {
    const answer = await answering;
    end({ read: reads(answer) });
    return answer;
  } catch (error) {
    end({ error });
    throw error;
  }
}
