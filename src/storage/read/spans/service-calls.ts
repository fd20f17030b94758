import type { Tenant } from '../../../model/tenant.js';
import type { Engine } from '../../engine/engine.js';
import type { QueryLimits, TimeRangeNs } from '../../interface.js';
import type { Topology } from '../../schema/ddl.js';
import type { ServiceCall, ServiceCallReader } from '../../span-interface.js';

/** How long before its child a parent may start. */
const LOOK_BACK_NS = 3_600_000_000_000n;
/** Number of OTLP's enum: of two spans that share an id (Zipkin's two sides of a call) the server's is the parent. */
const SERVER = 2;

const FIRST_NS = -2_208_988_800_000_000_000n;
const LAST_NS = 2n ** 63n - 1n;
const stored = (ns: bigint): bigint => (ns < FIRST_NS ? FIRST_NS : ns > LAST_NS ? LAST_NS : ns);

/** `ServiceCallReader` over the table `spans`: a join within each trace, all of whose spans lie on one shard. */
export class StoredServiceCalls implements ServiceCallReader {
  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
  ) {}

  async serviceCalls(tenant: Tenant, { start, end }: TimeRangeNs, limits: QueryLimits): Promise<ServiceCall[]> {
    if (start >= end) return [];
    const from = `FROM ${this.topology.database}.spans WHERE tenant = {tenant:String} AND ts < fromUnixTimestamp64Nano({end:Int64}, 'UTC')`;
    const since = (name: string) => `AND ts >= fromUnixTimestamp64Nano({${name}:Int64}, 'UTC')`;
    const children =
      `SELECT DISTINCT trace_id, span_id, parent_id, toString(service) AS callee ${from} ${since('start')} ` +
      `AND parent_id != toFixedString('', 8)`;
    const parents =
      `SELECT trace_id, span_id, argMax(toString(service), kind = ${SERVER}) AS caller ${from} ${since('parents')} ` +
      'GROUP BY trace_id, span_id';
    const sql =
      `SELECT caller, callee, count() AS calls FROM (${children}) AS children INNER JOIN (${parents}) AS parents ` +
      'ON children.trace_id = parents.trace_id AND children.parent_id = parents.span_id ' +
      "WHERE caller != callee GROUP BY caller, callee ORDER BY caller, callee SETTINGS distributed_product_mode = 'local'";
    const params = { tenant, start: stored(start), parents: stored(start - LOOK_BACK_NS), end: stored(end) };
    const found: ServiceCall[] = [];
    for await (const block of this.engine.query(sql, params, { ...limits, isLarge: true })) {
      const [caller, callee, calls] = [block.column('caller'), block.column('callee'), block.column('calls')];
      for (let row = 0; row < block.rows; row++) {
        found.push({ parent: caller.text(row), child: callee.text(row), callCount: calls.number(row) });
      }
    }
    return found;
  }
}
