import type { Tenant } from '../../model/tenant.js';
import type { MetricReader, QueryLimits } from '../../storage/interface.js';
import type { Pace } from '../../vector/pace.js';
import type { PointBudget } from '../../vector/point-budget.js';
import type { StepGrid } from '../../vector/step-grid.js';
import type { Annotations } from '../annotations.js';
import type { Features } from '../features.js';
import type { QueryBounds } from '../query-bounds.js';

/** What all parts of one query's evaluation share. Subqueries are evaluated with another `grid`. */
export interface Evaluation {
  readonly reader: MetricReader;
  readonly tenant: Tenant;
  readonly limits: QueryLimits;
  readonly features: Features;
  readonly annotations: Annotations;
  readonly budget: PointBudget;
  readonly pace: Pace;
  /** The query text, for positions in messages. */
  readonly query: string;
  /** The steps at which the expression is evaluated here. */
  readonly grid: StepGrid;
  readonly bounds: QueryBounds;
  /** An instant query: there is one step and no order by labels at the end. */
  readonly isInstant: boolean;
  /** How far back a sample still counts, ms. */
  readonly lookback: number;
  /** Step of a subquery that names none, ms. */
  readonly defaultStep: number;
}
