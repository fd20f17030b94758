import type { Tenant } from '../../model/tenant.js';
import type { LogAggregates, LogReader, QueryLimits } from '../../storage/interface.js';
import type { Pace } from '../../vector/pace.js';
import type { PointBudget } from '../../vector/point-budget.js';
import type { StepGrid } from '../../vector/step-grid.js';

/** What all parts of one query's evaluation share. */
export interface Evaluation {
  readonly reader: LogReader;
  /** Counts what can be said in SQL; without it all entries are read. */
  readonly aggregates: LogAggregates | undefined;
  readonly tenant: Tenant;
  readonly limits: QueryLimits;
  readonly pace: Pace;
  readonly budget: PointBudget;
  /** Series that a step of a range aggregation, and an answer, may have. */
  readonly maxSeries: number;
  readonly grid: StepGrid;
  /** Entries and bytes of lines that were read. */
  readonly seen: { entries: number; bytes: number };
}
