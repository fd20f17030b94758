import { ProtobufWriter } from '../../src/wire/protobuf/writer.js';

/** Bytes of a sample's message, tag and length included: a double and a time of six varint bytes. */
const SAMPLE_BYTES = 18;

/** Labels, sorted, as fields of a remote-write TimeSeries message. */
export function labelFields(labels: Readonly<Record<string, string>>): Buffer {
  const writer = new ProtobufWriter(512);
  for (const [name, value] of Object.entries(labels)) {
    writer.message(1, (label) => {
      label.string(1, name);
      label.string(2, value);
    });
  }
  return writer.finish();
}

/** Encodes a remote-write 1.0 body into one buffer, fast enough that it does not slow down the sender. */
export class WriteRequestBytes {
  private readonly buffer: Buffer;
  private at = 0;

  /** Room for so many series of at most 512 bytes of labels and so many samples each. */
  constructor(series: number, samples: number) {
    this.buffer = Buffer.allocUnsafe(series * (512 + samples * SAMPLE_BYTES));
  }

  clear(): void {
    this.at = 0;
  }

  /** Begins a series, which exactly `samples` samples follow. */
  series(labels: Buffer, samples: number): void {
    this.buffer[this.at++] = 0x0a;
    this.varint(labels.length + samples * SAMPLE_BYTES);
    this.buffer.set(labels, this.at);
    this.at += labels.length;
  }

  sample(value: number, ms: number): void {
    const { buffer, at } = this;
    buffer[at] = 0x12;
    buffer[at + 1] = SAMPLE_BYTES - 2;
    buffer[at + 2] = 0x09;
    buffer.writeDoubleLE(value, at + 3);
    buffer[at + 11] = 0x10;
    this.at = at + 12;
    this.varint(ms);
  }

  get bytes(): Buffer {
    return this.buffer.subarray(0, this.at);
  }

  private varint(value: number): void {
    let rest = value;
    while (rest > 127) {
      this.buffer[this.at++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.buffer[this.at++] = rest;
  }
}
