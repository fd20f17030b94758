import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Writer } from '../../src/storage/interface.js';
import { StoredSpans } from '../../src/storage/read/spans/span-reader.js';
import { migrate } from '../../src/storage/schema/migrate.js';
import { embeddedEngine, storeWriter } from '../support/embedded-store.js';
import { MemorySpans } from '../support/memory-spans.js';
import { recentSpans } from '../support/recent-spans.js';
import { storedSpanBatch } from '../support/stored-span-batch.js';
import { parseScript, type ScriptData } from './script-parser.js';
import { runScriptQuery, type ScriptStore } from './script-runner.js';

/** The same scripts over spans in memory, which judges no condition, and over the embedded store, which judges all it can. */

const FOLDER = new URL('scripts/', import.meta.url);

let writer: Writer;
let reader: StoredSpans;
let remove: () => Promise<void>;
/** Where each script's spans are stored. */
const tenants = new Map<ScriptData, string>();

beforeAll(async () => {
  const opened = await embeddedEngine();
  ({ remove } = opened);
  await migrate(opened.engine, { database: 'quartet' });
  const recent = await recentSpans(opened.engine, 'quartet', Date.now());
  writer = await storeWriter(opened.engine, 'quartet', undefined, undefined, recent);
  reader = new StoredSpans(opened.engine, { database: 'quartet' }, recent);
});

afterAll(() => remove());

async function stored(data: ScriptData): Promise<ScriptStore> {
  let tenant = tenants.get(data);
  if (tenant === undefined) {
    tenant = `script-${tenants.size}`;
    tenants.set(data, tenant);
    if (data.spans.length > 0)
      await writer.write({ tenant, spans: storedSpanBatch(writer.indexes, data.spans, tenant) });
  }
  return { reader, tenant, pushDown: true };
}

const inMemory = ({ spans }: ScriptData): ScriptStore => ({
  reader: new MemorySpans(spans, false),
  tenant: 'default',
  pushDown: false,
});

for (const file of readdirSync(FOLDER).sort()) {
  describe(file, () => {
    for (const query of parseScript(readFileSync(new URL(file, FOLDER), 'utf8'))) {
      it(`line ${query.line}: ${query.query.slice(0, 200)}`, async () => {
        expect((await runScriptQuery(query, inMemory(query.data))).join('\n')).toBe('');
        expect((await runScriptQuery(query, await stored(query.data))).join('\n'), 'in the store').toBe('');
      });
    }
  });
}
