import { MS_PER_DAY } from '../../../model/series.js';
import type { Tenant } from '../../../model/tenant.js';
import type { TimeRangeNs } from '../../interface.js';
import type { DayRange } from '../labels/label-set-condition.js';
import type { Condition } from '../labels/matchers.js';

const NS_PER_DAY = BigInt(MS_PER_DAY) * 1_000_000n;

/** The days that a range touches, which is not empty. */
export const daysOf = ({ start, end }: TimeRangeNs): DayRange => ({
  first: Number(start / NS_PER_DAY),
  last: Number((end - 1n) / NS_PER_DAY),
});

/** Of the rows of `log_entries`: those of a tenant and of a range. */
export const entriesIn = (tenant: Tenant, { start, end }: TimeRangeNs): Condition => ({
  sql:
    'tenant = {tenant:String} AND ts >= fromUnixTimestamp64Nano({start:Int64}) ' +
    'AND ts < fromUnixTimestamp64Nano({end:Int64})',
  params: { tenant, start, end },
});
