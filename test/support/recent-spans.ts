import type { Engine } from '../../src/storage/engine/engine.js';
import { newestTime } from '../../src/storage/read/newest-time.js';
import { SpanCatalog } from '../../src/storage/read/spans/span-catalog.js';
import { RecentSpans } from '../../src/storage/recent/recent-spans.js';
import { ResourcePresence } from '../../src/storage/recent/resource-presence.js';
import { TraceMinutes } from '../../src/storage/recent/trace-minutes.js';

/** What the server keeps of spans in memory, over a database with the newest schema. `nowMs`: when it is. */
export async function recentSpans(engine: Engine, database: string, nowMs: number): Promise<RecentSpans> {
  const topology = { database };
  const now = () => nowMs;
  return new RecentSpans(
    new SpanCatalog({ engine, topology, maxEntries: 10_000 }),
    new ResourcePresence({ engine, topology, maxRuns: 10_000, now }),
    new TraceMinutes({ newestStored: await newestTime(engine, topology, 'spans'), maxBytes: 1 << 20, now }),
  );
}
