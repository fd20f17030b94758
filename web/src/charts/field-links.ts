import { type Field, textUtil } from '@grafana/data';
import type { TooltipLink } from './tooltip';

/** The data links of one value, addresses that are no addresses taken out. */
export function fieldLinks(field: Field, row: number | undefined): TooltipLink[] {
  if (row === undefined || field.getLinks === undefined) return [];
  const calculatedValue = field.display?.(field.values[row]);
  const links = field.getLinks({ valueRowIndex: row, ...(calculatedValue && { calculatedValue }) });
  return links.map(({ title, href, target, onClick }) => ({
    title: title || 'Link',
    href: textUtil.sanitizeUrl(href),
    target,
    ...(onClick && { onClick: (event) => onClick(event) }),
  }));
}
