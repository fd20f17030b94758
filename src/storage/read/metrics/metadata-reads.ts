import type { MetricMetadata } from '../../../model/samples.js';
import type { Tenant } from '../../../model/tenant.js';
import type { Engine } from '../../engine/engine.js';
import type { QueryLimits } from '../../interface.js';
import type { Topology } from '../../schema/ddl.js';

/** The latest description of each family, or of one, by family. */
export async function readMetadata(
  engine: Pick<Engine, 'query'>,
  { database }: Topology,
  tenant: Tenant,
  family: string | undefined,
  limits: QueryLimits,
): Promise<MetricMetadata[]> {
  const sql =
    `SELECT family, type, help, unit FROM ${database}.metric_metadata FINAL WHERE tenant = {tenant:String}` +
    `${family === undefined ? '' : ' AND family = {family:String}'} ORDER BY family`;
  const found: MetricMetadata[] = [];
  for await (const block of engine.query(sql, { tenant, ...(family !== undefined && { family }) }, limits)) {
    const [families, types, helps, units] = ['family', 'type', 'help', 'unit'].map((name) => block.column(name));
    for (let row = 0; row < block.rows; row++) {
      found.push({
        family: families!.text(row),
        type: types!.text(row),
        help: helps!.text(row),
        unit: units!.text(row),
      });
    }
  }
  return found;
}
