/**
 * The answer to clients that ask how much to sample: everything, since sampling is decided here. As JSON for
 * `/sampling?service=` and as `jaeger.api_v2.SamplingStrategyResponse` (sampling.proto of
 * https://github.com/jaegertracing/jaeger-idl).
 */
export const SAMPLE_ALL_JSON = '{"strategyType":"PROBABILISTIC","probabilisticSampling":{"samplingRate":1}}';

/** Field 2, of 9 bytes: field 1, the double 1.0. */
export const SAMPLE_ALL_PROTOBUF: Uint8Array = Uint8Array.of(0x12, 9, 0x09, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f);
