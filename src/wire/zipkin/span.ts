/**
 * A span as Zipkin's v2 model has it (https://zipkin.io/zipkin-api/zipkin2-api.yaml), whichever encoding it came in.
 * Ids are bytes, times µs; what is absent is undefined.
 */
export interface ZipkinSpan {
  /** At most 16 bytes, at most 8 bytes; neither is all zeros. */
  readonly traceId: Uint8Array;
  readonly id: Uint8Array;
  readonly parentId: Uint8Array | undefined;
  readonly kind: ZipkinKind | undefined;
  readonly name: string;
  /** Microseconds, whole, above 0. */
  readonly timestamp: number | undefined;
  /** Microseconds, whole, 0 or more. */
  readonly duration: number;
  readonly localEndpoint: ZipkinEndpoint;
  readonly remoteEndpoint: ZipkinEndpoint;
  readonly annotations: readonly ZipkinAnnotation[];
  readonly tags: Map<string, string>;
  readonly debug: boolean;
}

export type ZipkinKind = 'CLIENT' | 'SERVER' | 'PRODUCER' | 'CONSUMER';

/** Empty strings and 0 for what is absent. */
export interface ZipkinEndpoint {
  readonly serviceName: string;
  readonly ipv4: string;
  readonly ipv6: string;
  readonly port: number;
}

export const NO_ENDPOINT: ZipkinEndpoint = { serviceName: '', ipv4: '', ipv6: '', port: 0 };

export interface ZipkinAnnotation {
  /** Microseconds, whole, 0 or more. */
  readonly timestamp: number;
  readonly value: string;
}
