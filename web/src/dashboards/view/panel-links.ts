import { type ScopedVars, textUtil } from '@grafana/data';
import type { PanelLink } from '../../panels/panel-frame';
import { replacerOf, type VariableState } from '../../variables/interpolate';
import type { Panel } from '../model/dashboard';

/** The links of a panel with their variables replaced; what is no address is taken out. */
export function panelLinks(
  { links = [] }: Panel,
  variables: ReadonlyMap<string, VariableState>,
  scopedVars: ScopedVars,
): readonly PanelLink[] {
  const replace = replacerOf({ variables, scopedVars });
  return links.flatMap(({ title = '', url = '', targetBlank = false }) => {
    if (url === '') return [];
    const href = textUtil.sanitizeUrl(replace(url, undefined, 'percentencode'));
    return [{ title: replace(title, undefined, 'text') || href, href, isNewTab: targetBlank }];
  });
}
