import type { Config } from '../config/config.js';
import { LokiPush } from '../ingest/loki/push.js';
import { lokiReceiver } from '../ingest/loki/receiver.js';
import { tracesSignal } from '../ingest/otlp/traces.js';
import type { ReceiverContext } from '../ingest/receiver.js';
import { RemoteWrite } from '../ingest/remote-write/receiver.js';
import type { MountParts } from './mounts.js';

/** The receivers that several ports share, with their caches, each built once. */
export function receivers(
  config: Config,
  context: ReceiverContext,
): Pick<MountParts, 'signals' | 'remoteWrite' | 'lokiPush'> {
  const push = new LokiPush(context, config.loki);
  return {
    signals: { traces: tracesSignal, metrics: tracesSignal, logs: tracesSignal },
    remoteWrite: new RemoteWrite(context),
    lokiPush: lokiReceiver(push),
  };
}
