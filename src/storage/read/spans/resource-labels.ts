import { LRUCache } from 'lru-cache';
import type { Labels } from '../../../model/labels.js';
import type { StoredSpan } from '../../../model/stored-span.js';
import type { Tenant } from '../../../model/tenant.js';
import type { Engine } from '../../engine/engine.js';
import type { QueryLimits } from '../../interface.js';
import { MapColumn, WideColumn } from '../../native/block-reader-columns.js';
import type { Topology } from '../../schema/ddl.js';
import type { SpanRow } from './span-rows.js';

/** Resources that are remembered. Ids are hashes of what they stand for, so what is known stays true. */
const MAX_KNOWN = 20_000;

/** The resources and scopes of spans by their ids. */
export class ResourceLabels {
  private readonly known = new LRUCache<string, Labels>({ max: MAX_KNOWN });

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
  ) {}

  /** The spans of the rows, completed in place with their resources; spans of one resource share one object. */
  async complete(tenant: Tenant, rows: readonly SpanRow[], limits: QueryLimits): Promise<StoredSpan[]> {
    const found = await this.of(tenant, new Set(rows.map(({ resource }) => resource)), limits);
    return rows.map(({ resource, span }) => Object.assign(span, { resource: found.get(resource) ?? [] }));
  }

  /** Those of the ids that there are. */
  async of(tenant: Tenant, ids: Iterable<bigint>, limits: QueryLimits): Promise<Map<bigint, Labels>> {
    const found = new Map<bigint, Labels>();
    const unknown: bigint[] = [];
    for (const id of ids) {
      const labels = this.known.get(keyOf(tenant, id));
      if (labels === undefined) unknown.push(id);
      else found.set(id, labels);
    }
    if (unknown.length > 0) await this.read(tenant, unknown, limits, found);
    return found;
  }

  private async read(
    tenant: Tenant,
    ids: readonly bigint[],
    limits: QueryLimits,
    found: Map<bigint, Labels>,
  ): Promise<void> {
    const sql =
      `SELECT id, any(labels) AS labels_of_id FROM ${this.topology.database}.span_resources ` +
      'WHERE tenant = {tenant:String} AND id IN ({ids:Array(UInt64)}) GROUP BY id';
    for await (const block of this.engine.query(sql, { tenant, ids }, limits)) {
      const id = block.as('id', WideColumn);
      const map = block.as('labels_of_id', MapColumn);
      for (let row = 0; row < block.rows; row++) {
        const labels: string[] = [];
        for (let i = map.start(row); i < map.end(row); i++) labels.push(map.keys.text(i), map.values.text(i));
        found.set(id.value(row), labels);
        this.known.set(keyOf(tenant, id.value(row)), labels);
      }
    }
  }
}

const keyOf = (tenant: Tenant, id: bigint): string => `${id}/${tenant}`;
