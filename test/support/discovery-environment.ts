import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DiscoveryEnvironment } from '../../src/collect/discovery/discovery-environment.js';
import { createHttpClient } from '../../src/lib/http-client/create-http-client.js';
import { systemClock } from '../../src/telemetry/clock.js';

/** What discoverers run in, and what they log. */
export interface RecordingEnvironment extends DiscoveryEnvironment {
  readonly logged: string[];
  readonly failures: string[];
}

export function discoveryEnvironment(given: Partial<DiscoveryEnvironment> = {}): RecordingEnvironment {
  const logged: string[] = [];
  const failures: string[] = [];
  const log = (fields: { of: string; error?: string }) => {
    logged.push(fields.error === undefined ? `${fields.of}: works` : `${fields.of}: ${fields.error}`);
  };
  return {
    logged,
    failures,
    failed: (kind) => failures.push(kind),
    httpClient: (config) => createHttpClient(config),
    clock: systemClock,
    logger: { info: log, warn: log } as unknown as DiscoveryEnvironment['logger'],
    ...given,
  };
}

/** A recorded answer. */
export const discoveryFixture = <T>(name: string): T =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../src/collect/discovery/fixtures', name), 'utf8')) as T;
