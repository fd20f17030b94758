import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ScrapeFailureLog } from './scrape-failure-log.js';

it('writes a line for each failed scrape, and warns once of a file that cannot be written', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'quartet-failures-'));
  const warnings: string[] = [];
  const log = new ScrapeFailureLog({ warn: (_, message) => warnings.push(message) });
  const failed = { ms: Date.UTC(2026, 10, 20), job: 'shop', target: 'http://a:1/metrics', lastError: 'EOF' };
  for (const name of ['log', 'log', 'missing/log', 'missing/log']) log.add(join(directory, name), failed);
  await log.written();
  const line =
    '{"time":"2026-11-20T00:00:00.000Z","level":"ERROR","msg":"EOF","job_name":"shop","target":"http://a:1/metrics"}\n';
  expect(await readFile(join(directory, 'log'), 'utf8')).toBe(line + line);
  expect(warnings).toEqual(['a failed scrape was not logged']);
  await rm(directory, { recursive: true });
});
