import type { DistinctValues } from '../span-columns/distinct-values.js';
import type { SpanColumns } from '../span-columns/span-columns.js';

/** Attributes of which one says that a client span is a request to a database. */
const DATABASE_ATTRIBUTES = ['db.namespace', 'db.name', 'db.system', 'db.system.name'];

/** What names a database node, the first that is there; with the port where the address has one. */
const DATABASE_NAMES: readonly { readonly key: string; readonly port?: string }[] = [
  { key: 'peer.service' },
  { key: 'server.address' },
  { key: 'network.peer.address', port: 'network.peer.port' },
  ...DATABASE_ATTRIBUTES.map((key) => ({ key })),
];

/**
 * Whom the spans of a batch called, by their attributes.
 * https://grafana.com/docs/tempo/latest/metrics-from-traces/service_graphs/#virtual-nodes
 */
export class Peers {
  private readonly databases: readonly DistinctValues[];
  private readonly peers: readonly DistinctValues[];
  private names: readonly (readonly [name: DistinctValues, port: DistinctValues | undefined])[] | undefined;

  constructor(
    private readonly columns: SpanColumns,
    peerAttributes: readonly string[],
  ) {
    this.databases = this.present(DATABASE_ATTRIBUTES);
    this.peers = this.present(peerAttributes);
  }

  /** The name of the database that a span asked; undefined where it asked none. */
  databaseOf(row: number): string | undefined {
    if (this.databases.length === 0 || firstText(this.databases, row) === undefined) return undefined;
    this.names ??= this.databaseNames();
    for (const [values, ports] of this.names) {
      const name = textAt(values, row);
      if (name === undefined) continue;
      const port = ports && textAt(ports, row);
      return port === undefined ? name : `${name}:${port}`;
    }
    return undefined;
  }

  /** The value of the first peer attribute that a span has. */
  peerOf(row: number): string | undefined {
    return firstText(this.peers, row);
  }

  private present(keys: readonly string[]): DistinctValues[] {
    return keys.map((key) => this.columns.attribute(key)).filter((values) => values !== undefined);
  }

  private databaseNames(): (readonly [DistinctValues, DistinctValues | undefined])[] {
    return DATABASE_NAMES.flatMap(({ key, port }) => {
      const values = this.columns.attribute(key);
      return values === undefined
        ? []
        : [[values, port === undefined ? undefined : this.columns.attribute(port)] as const];
    });
  }
}

function firstText(columns: readonly DistinctValues[], row: number): string | undefined {
  for (const values of columns) {
    const text = textAt(values, row);
    if (text !== undefined) return text;
  }
  return undefined;
}

function textAt(values: DistinctValues, row: number): string | undefined {
  const text = values.text(values.ids[row]!);
  return text === '' ? undefined : text;
}
