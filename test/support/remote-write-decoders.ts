import { WriteRequestDecoder } from '../../src/wire/remote-write/v1.js';
import { RequestDecoder } from '../../src/wire/remote-write/v2.js';
import { memoryIndex } from './recording-writer.js';
import { encodeV1, encodeV2, type HistogramMessage, type SeriesMessage } from './remote-write-messages.js';

const T = 1_795_168_800_000;

/** Both protocols, for tests of what they have in common. */
export const VERSIONS = [
  { version: '1.0', encode: (series: SeriesMessage[]) => encodeV1(series), Decoder: WriteRequestDecoder },
  { version: '2.0', encode: encodeV2, Decoder: RequestDecoder },
] as const;

/** A new decoder of one version, and what it interns in. */
export function openDecoder({ encode, Decoder }: (typeof VERSIONS)[number]) {
  const series = memoryIndex('__name__');
  const decoder = new Decoder({ series });
  const decode = (messages: SeriesMessage[], tenant = 't') => decoder.decode(encode(messages), tenant);
  return { series, decoder, decode };
}

/** An integer histogram with buckets on both sides: 12 observations. */
export function integerHistogram(): HistogramMessage {
  return {
    countInt: 12,
    sum: 18.5,
    schema: 3,
    zeroThreshold: 1e-128,
    zeroCountInt: 2,
    positiveSpans: [
      { offset: 0, length: 2 },
      { offset: 1, length: 2 },
    ],
    positiveDeltas: [1, 1, -1, 0],
    negativeSpans: [{ offset: -3, length: 1 }],
    negativeDeltas: [5],
    resetHint: 2,
    timestamp: T,
  };
}
