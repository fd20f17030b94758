import { ServiceError } from '../../errors.js';
import { meetFault } from '../../simulated/fault-injection.js';
import { between, waitAbout } from '../../simulated/latency.js';
import { counter } from '../../telemetry/registry.js';
import { inSpan } from '../../telemetry/spans.js';

const processed = counter('files_processed_total', 'Files read and imported by outcome', ['type', 'status']);

const types = ['csv', 'pdf', 'xlsx'] as const;

/** Fetches, scans and parses one file, each as a span of its own. */
export function processFile(type: string, bytes: number): Promise<void> {
  const known = types.find((name) => name === type) ?? 'other';
  const attributes = { 'file.extension': known, 'file.size': bytes };
  return inSpan('process file', 'INTERNAL', attributes, async (span) => {
    let status = 'failed';
    try {
      await inSpan('fetch file', 'CLIENT', { 'peer.service': 'object-store', 'server.address': 'minio' }, async () => {
        await meetFault('object store');
        await waitAbout(30);
      });
      if (known === 'other') throw new ServiceError(415, 'unknown_file_type', `files of type "${type}" cannot be read`);
      await inSpan('parse file', 'INTERNAL', { 'file.extension': known }, () => waitAbout(20 + bytes / 5_000));
      span.setAttribute('file.rows', between(20, 2_000));
      status = 'succeeded';
    } finally {
      processed.inc({ type: known, status });
    }
  });
}
