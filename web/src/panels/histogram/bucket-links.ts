import { type DataFrame, type Field, getLinksSupplier, type PanelProps } from '@grafana/data';
import { fieldLinks } from '../../charts/field-links';
import type { TooltipLink } from '../../charts/tooltip';

/** The data links of a series, of one of its buckets: `${__value.raw}` is its count, `${__data.fields.xMin}` where it begins. */
export function bucketLinks(
  buckets: DataFrame,
  counts: Field,
  row: number,
  { replaceVariables, timeZone }: Pick<PanelProps, 'replaceVariables' | 'timeZone'>,
): TooltipLink[] {
  // The context that the series brought along is that of its own rows.
  const { __dataContext: _, ...scopedVars } = counts.state?.scopedVars ?? {};
  const getLinks = getLinksSupplier(buckets, counts, scopedVars, replaceVariables, timeZone);
  return fieldLinks({ ...counts, getLinks }, row);
}
