import { Download } from 'lucide-react';
import { Button } from '../../controls/button';
import { Menu } from '../../controls/menu';
import { tell } from '../../controls/toast';
import { download } from '../inspect/download';
import { convertedTo, lossesOf } from '../model/convert';
import type { Dashboard } from '../model/dashboard';
import type { Json } from '../model/json';
import { writeDashboard } from '../model/read-dashboard';
import { sharedJson } from './export-dashboard';

function classicOf(dashboard: Dashboard): Json {
  const losses = lossesOf(dashboard);
  if (losses.length > 0) tell('The classic JSON cannot say all of it', 'error', `${losses.join('; ')}.`);
  return writeDashboard(convertedTo(dashboard, 'classic'));
}

/** The dashboard as a file: as it is, made for others, or in the other of Grafana's shapes. */
export function ExportButton({ dashboard }: { dashboard: Dashboard }) {
  const give = (json: Json) =>
    download(`${JSON.stringify(json, null, 2)}\n`, `${dashboard.title || 'dashboard'}.json`, 'application/json');
  return (
    <Menu
      trigger={<Button icon={Download}>Export</Button>}
      items={[
        { label: 'JSON as it is', onSelect: () => give(writeDashboard(dashboard)) },
        { label: 'JSON for sharing, with data sources open', onSelect: () => give(sharedJson(dashboard)) },
        dashboard.format === 'classic'
          ? { label: 'JSON of schema v2', onSelect: () => give(writeDashboard(convertedTo(dashboard, 'v2'))) }
          : { label: 'Classic JSON', onSelect: () => give(classicOf(dashboard)) },
      ]}
    />
  );
}
