import { type Tag, tagText } from './tag.js';

const EVENT = Buffer.from('event');
const MESSAGE = Buffer.from('message');

/**
 * The name of a span event from the fields of a Jaeger log: `event`, which is then no attribute any more, as
 * https://opentelemetry.io/docs/specs/otel/trace/sdk_exporters/jaeger/#events has it. A log without it is called by its
 * `message`, which stays an attribute.
 */
export class EventName {
  private event = '';
  private message = '';

  get name(): string {
    return this.event || this.message;
  }

  clear(): void {
    this.event = this.message = '';
  }

  note(tag: Tag): void {
    if (hasKey(tag, EVENT)) this.event = tagText(tag);
    else if (hasKey(tag, MESSAGE)) this.message = tagText(tag);
  }

  took(tag: Tag): boolean {
    return hasKey(tag, EVENT);
  }
}

function hasKey(tag: Tag, key: Uint8Array): boolean {
  if (tag.keyEnd - tag.keyStart !== key.length) return false;
  for (let i = 0; i < key.length; i++) if (tag.buffer[tag.keyStart + i] !== key[i]) return false;
  return true;
}
