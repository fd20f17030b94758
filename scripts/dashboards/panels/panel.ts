import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { DashboardLinkBuilder, Panel, ThresholdsConfigBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Query } from '../queries.js';
import { type Limits, thresholds } from '../thresholds.js';

/** What every panel says; `unit` by Grafana's names. */
export interface PanelText extends Limits {
  readonly title: string;
  /** What the panel shows, and what to think of it. */
  readonly about: string;
  readonly unit?: string;
  /** Columns of 24. */
  readonly width?: number;
  /** Grid rows of 30 px. */
  readonly height?: number;
  /** Where a click on a value leads. */
  readonly links?: readonly DashboardLinkBuilder[];
  /** Shown where there is nothing; tells what would have to be there. */
  readonly nothing?: string;
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: number;
}

export type PanelBuilder = Builder<Panel>;

/** The methods that the builders of all panel types share. */
interface DescribedBuilder {
  title(title: string): this;
  description(description: string): this;
  span(columns: number): this;
  height(rows: number): this;
  unit(unit: string): this;
  min(min: number): this;
  max(max: number): this;
  decimals(decimals: number): this;
  noValue(text: string): this;
  thresholds(thresholds: ThresholdsConfigBuilder): this;
  dataLinks(links: DashboardLinkBuilder[]): this;
  withTarget(query: Query): this;
}

const LETTERS = 'ABCDEFGHIJ';

/** A file at the begin keeps the letters of its name. */
const sentence = (text: string): string =>
  /^\S+[/.]\S/.test(text) ? text : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Gives a builder what all panels have; queries are called A, B, C … */
export function describe<B extends DescribedBuilder>(
  builder: B,
  text: PanelText & { readonly width: number; readonly height: number },
  queries: readonly Query[],
): B {
  builder.title(text.title).description(text.about).span(text.width).height(text.height).thresholds(thresholds(text));
  if (text.unit !== undefined) builder.unit(text.unit);
  if (text.min !== undefined) builder.min(text.min);
  if (text.max !== undefined) builder.max(text.max);
  if (text.decimals !== undefined) builder.decimals(text.decimals);
  if (text.nothing !== undefined) builder.noValue(sentence(text.nothing));
  if (text.links !== undefined) builder.dataLinks([...text.links]);
  for (const [index, query] of queries.entries()) {
    query.refId(LETTERS[index]!);
    builder.withTarget(query);
  }
  return builder;
}
