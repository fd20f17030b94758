import type { ScopedVars } from '@grafana/data';
import { Compass, Eye, FileDown, Image, Info, Share2 } from 'lucide-react';
import { useUrlState } from '../../app/url-state';
import type { MenuItem } from '../../controls/menu';
import { tell } from '../../controls/toast';
import { PanelMenu } from '../../panels/panel-menu';
import { useTime } from '../../time/time-context';
import { replacerOf, type VariableState } from '../../variables/interpolate';
import { csvOf } from '../inspect/csv';
import { download } from '../inspect/download';
import { pngOf } from '../inspect/png';
import type { Panel } from '../model/dashboard';
import { useOpenDashboard } from './dashboard-context';
import { exploreLink } from './explore-link';

interface PanelHostMenuProps {
  readonly panel: Panel;
  readonly panelKey: string;
  readonly variables: ReadonlyMap<string, VariableState>;
  readonly scopedVars: ScopedVars;
}

/** What can be done with a panel. */
export function PanelHostMenu({ panel, panelKey, variables, scopedVars }: PanelHostMenuProps) {
  const { answers, menuItems } = useOpenDashboard();
  const { search, update } = useUrlState();
  const { range } = useTime();
  const isViewed = search.get('viewPanel') !== null;
  const replace = replacerOf({ variables, scopedVars, range });
  const explore = exploreLink(panel, replace, range);
  const name = replace(panel.title, undefined, 'text') || panel.type;
  const items: MenuItem[] = [
    {
      label: isViewed ? 'Back to the dashboard' : 'View',
      icon: Eye,
      onSelect: () => update({ viewPanel: isViewed ? undefined : panelKey }),
    },
    ...(menuItems?.(panel, panelKey) ?? []),
    ...(explore === undefined ? [] : [{ label: 'Explore', icon: Compass, href: explore }]),
    { label: 'Inspect', icon: Info, onSelect: () => update({ inspect: panelKey }) },
    { label: 'Share', icon: Share2, onSelect: () => update({ shareView: 'link', sharePanel: panelKey }) },
    {
      label: 'Download CSV',
      icon: FileDown,
      onSelect: () => {
        const drawn = answers.of(panelKey);
        if (drawn === undefined) tell('This panel has no data to download', 'error');
        else download(csvOf(drawn.data.series), `${name}.csv`, 'text/csv');
      },
    },
    {
      label: 'Download PNG',
      icon: Image,
      onSelect: () => {
        const element = document.querySelector<HTMLElement>(`[data-panel="${CSS.escape(panelKey)}"] section`);
        if (element === null) return;
        pngOf(element).then(
          (blob) => download(blob, `${name}.png`, 'image/png'),
          (error: unknown) => tell('The picture could not be made', 'error', String(error)),
        );
      },
    },
  ];
  return <PanelMenu name={name} items={items} />;
}
