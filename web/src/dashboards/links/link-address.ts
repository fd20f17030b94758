import type { TimeRange } from '@grafana/data';
import { textUtil } from '@grafana/data';
import { rangeTexts } from '../../time/time-range';
import type { VariableState } from '../../variables/interpolate';
import { urlParameters } from '../../variables/macros';
import type { DashboardLink } from '../model/dashboard';

/** The address of a link of the dashboard, with the time and the variables where it takes them along. */
export function linkAddress(
  url: string,
  { keepTime, includeVars }: Pick<DashboardLink, 'keepTime' | 'includeVars'>,
  { range, variables }: { readonly range: TimeRange; readonly variables: Iterable<VariableState> },
): string {
  const { from, to } = rangeTexts(range);
  const more = [
    keepTime === true ? new URLSearchParams({ from, to }).toString() : '',
    ...(includeVars === true ? [...variables].map(urlParameters) : []),
  ].filter((text) => text !== '');
  const safe = textUtil.sanitizeUrl(url);
  if (more.length === 0) return safe;
  const [path = '', hash] = safe.split('#');
  const address = `${path}${path.includes('?') ? '&' : '?'}${more.join('&')}`;
  return hash === undefined ? address : `${address}#${hash}`;
}
