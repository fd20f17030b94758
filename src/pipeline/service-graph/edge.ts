/** How two services are connected; the empty text for a call. */
export type ConnectionType = '' | 'messaging_system' | 'database' | 'virtual_node';

export type Side = 'client' | 'server';

export const OTHER_SIDE: Readonly<Record<Side, Side>> = { client: 'server', server: 'client' };

/** What is known of one side of a request from its span. Filled anew for each span: whoever keeps it copies it. */
export class EdgeSide {
  service = '';
  connection: ConnectionType = '';
  seconds = 0;
  /** Start of the span. */
  startMs = 0;
  failed = false;
  /** How many requests the span stands for. */
  amount = 1;
  /** The other side by the span's own attributes. */
  peer: string | undefined;
  /** The values of the dimensions, in their order. */
  values: readonly (string | undefined)[] = [];
}
