import type { ReceivedBy, ReceiverContext } from '../../src/ingest/receiver.js';
import { RecordingWriter } from './recording-writer.js';

/** What a receiver is built with in tests: a writer that records, and a meter whose calls can be read. */
export interface TestReceiver {
  readonly context: ReceiverContext;
  readonly writer: RecordingWriter;
  readonly accepted: (ReceivedBy & { readonly items: number; readonly bytes: number })[];
  readonly refused: { readonly dialect: string; readonly items: number; readonly reason: string }[];
}

export function testReceiver(
  options: Partial<Pick<ReceiverContext, 'maxBodyBytes' | 'tenantOf' | 'metricIntake'>> = {},
): TestReceiver {
  const writer = new RecordingWriter();
  const accepted: TestReceiver['accepted'] = [];
  const refused: TestReceiver['refused'] = [];
  const context: ReceiverContext = {
    writer,
    meter: {
      accepted: (by, _signal, _tenant, items, bytes) => accepted.push({ ...by, items, bytes }),
      cutAttributes: () => undefined,
      refused: ({ dialect }, _signal, _tenant, items, reason) => refused.push({ dialect, items, reason }),
    },
    now: () => 1_800_000_000_000,
    tenantOf: () => 'default',
    maxBodyBytes: 4 << 20,
    ...options,
  };
  return { context, writer, accepted, refused };
}
