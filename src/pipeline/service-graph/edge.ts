/** How two services are connected; the empty text for a call. */
export type ConnectionType = '' | 'messaging_system' | 'database' | 'virtual_node';

/** One side of a request: what is known of it from its span. */
export interface EdgeSide {
  readonly service: string;
  readonly seconds: number;
  /** Start and end of the span, ms. */
  readonly startMs: number;
  readonly endMs: number;
  readonly failed: boolean;
  /** How many requests the span stands for. */
  readonly amount: number;
  readonly connection: ConnectionType;
  /** The other side by the span's own attributes. */
  readonly peer: string | undefined;
  /** The values of the dimensions, in their order. */
  readonly values: readonly (string | undefined)[];
}

export type Side = 'client' | 'server';

export const OTHER_SIDE: Readonly<Record<Side, Side>> = { client: 'server', server: 'client' };
