import { observe } from '../telemetry/observe.js';
import { histogram } from '../telemetry/registry.js';
import { inSpan } from '../telemetry/spans.js';
import { meetFault } from './fault-injection.js';
import { chance, waitAbout } from './latency.js';

const duration = histogram(
  'db_query_duration_seconds',
  'Time of one PostgreSQL query',
  ['operation', 'table'],
  [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
);

/** One query in 150 is slow: over one second, the platform's threshold. */
const slowShare = 1 / 150;

/** The median time in milliseconds of each kind of statement. */
const medians = { SELECT: 4, INSERT: 7, UPDATE: 8, DELETE: 6 } as const;

/**
 * Spends the time of one PostgreSQL query inside a client span, by the semantic conventions for databases. `db.system`
 * is the older name of `db.system.name`; dashboards still use both.
 * @param statement with placeholders, never with values
 */
export function query(operation: keyof typeof medians, table: string, statement: string): Promise<void> {
  const attributes = {
    'db.system': 'postgresql',
    'db.system.name': 'postgresql',
    'db.namespace': 'pyairtable',
    'db.operation.name': operation,
    'db.collection.name': table,
    'db.query.text': statement,
    'server.address': 'postgres',
    'server.port': 5432,
    'peer.service': 'postgres',
  };
  return inSpan(`${operation} ${table}`, 'CLIENT', attributes, async () => {
    const started = performance.now();
    try {
      await meetFault('postgresql');
      await waitAbout(chance(slowShare) ? 1_200 : medians[operation], 0.4);
    } finally {
      observe(duration, { operation, table }, (performance.now() - started) / 1_000);
    }
  });
}
