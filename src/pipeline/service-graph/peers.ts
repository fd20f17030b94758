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
  constructor(
    private readonly columns: SpanColumns,
    private readonly peerAttributes: readonly string[],
  ) {}

  /** The name of the database that a span asked; undefined where it asked none. */
  databaseOf(row: number): string | undefined {
    if (this.first(DATABASE_ATTRIBUTES, row) === undefined) return undefined;
    for (const { key, port } of DATABASE_NAMES) {
      const name = this.text(key, row);
      if (name === undefined) continue;
      const number = port === undefined ? undefined : this.text(port, row);
      return number === undefined ? name : `${name}:${number}`;
    }
    return undefined;
  }

  /** The value of the first peer attribute that a span has. */
  peerOf(row: number): string | undefined {
    return this.first(this.peerAttributes, row);
  }

  private first(keys: readonly string[], row: number): string | undefined {
    for (const key of keys) {
      const text = this.text(key, row);
      if (text !== undefined) return text;
    }
    return undefined;
  }

  private text(key: string, row: number): string | undefined {
    const values = this.columns.attribute(key);
    const text = values?.text(values.ids[row]!);
    return text === '' ? undefined : text;
  }
}
