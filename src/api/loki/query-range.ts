import { parse } from '../../logql/parser.js';
import { labelsToObject } from '../../model/labels.js';
import type { LogEntry } from '../../storage/interface.js';
import { first } from '../form-parameters.js';
import { directionParameter, limitParameter, rangeParameters } from './parameters.js';
import type { LokiRequest } from './request.js';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 5000;

export async function queryRange(request: LokiRequest): Promise<unknown> {
  const { context, parameters, tenant, limits, flags } = request;
  const { matchers } = parse(first(parameters, 'query') ?? '');
  const query = {
    matchers,
    range: rangeParameters(parameters, context.now()),
    limit: limitParameter(parameters, DEFAULT_LIMIT, MAX_LIMIT),
    direction: directionParameter(parameters),
  };
  const entries = await context.logs.entries(tenant, query, limits);
  const categorize = flags.includes('categorize-labels');
  const data = {
    resultType: 'streams',
    ...(categorize ? { encodingFlags: ['categorize-labels'] } : {}),
    result: categorize ? byStream(entries) : byLabels(entries),
    stats: {},
  };
  return { status: 'success', data };
}

interface Stream {
  readonly stream: Record<string, string>;
  readonly values: unknown[][];
}

/** Structured metadata stands among the labels, so that entries which differ in it are different streams. */
function byLabels(entries: readonly LogEntry[]): Stream[] {
  return grouped(
    entries,
    ({ labels, metadata }) => ({ ...labelsToObject(metadata), ...labelsToObject(labels) }),
    ({ ns, line }) => [String(ns), line],
  );
}

/** Streams as they were pushed; structured metadata beside each line. */
function byStream(entries: readonly LogEntry[]): Stream[] {
  return grouped(
    entries,
    ({ labels }) => labelsToObject(labels),
    ({ ns, line, metadata }) => [
      String(ns),
      line,
      metadata.length === 0 ? {} : { structuredMetadata: labelsToObject(metadata) },
    ],
  );
}

function grouped(
  entries: readonly LogEntry[],
  labelsOf: (entry: LogEntry) => Record<string, string>,
  rowOf: (entry: LogEntry) => unknown[],
): Stream[] {
  const streams = new Map<string, Stream>();
  for (const entry of entries) {
    const stream = labelsOf(entry);
    const key = JSON.stringify(Object.entries(stream).sort());
    let group = streams.get(key);
    if (group === undefined) {
      group = { stream, values: [] };
      streams.set(key, group);
    }
    group.values.push(rowOf(entry));
  }
  return [...streams.values()];
}
