import type { Tenant } from '../../model/tenant.js';
import type { Engine, QueryParams } from '../engine/engine.js';
import type { QueryLimits } from '../interface.js';
import type { Block } from '../native/block-reader.js';
import type { Topology } from '../schema/ddl.js';
import { literal } from '../sql/literal.js';

/**
 * The engine as readers of logs see it: whatever they ask for, entries for which `hidden` gives a condition are not there.
 * Each query binds its tenant as `tenant`. No reader can forget it, and none knows of it.
 * https://clickhouse.com/docs/operations/settings/settings#additional_table_filters
 */
export function hidingEngine(
  engine: Pick<Engine, 'query'>,
  { database }: Topology,
  hidden: (tenant: Tenant) => string | undefined,
): Pick<Engine, 'query'> {
  const table = `${database}.log_entries`;
  return {
    query(sql: string, params: QueryParams, limits: QueryLimits): AsyncIterable<Block> {
      const condition = sql.includes(table) ? hidden(String(params.tenant ?? '')) : undefined;
      if (condition === undefined) return engine.query(sql, params, limits);
      const filters = `{${literal(table)}: ${literal(`NOT (${condition})`)}}`;
      // Those of the last SELECT hold for all of a UNION.
      const settings = /\bSETTINGS\b[^()]*$/.test(sql) ? ',' : ' SETTINGS';
      return engine.query(`${sql}${settings} additional_table_filters = ${filters}`, params, limits);
    },
  };
}
