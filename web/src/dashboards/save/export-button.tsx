import { Download } from 'lucide-react';
import { Button } from '../../controls/button';
import { Menu } from '../../controls/menu';
import { download } from '../inspect/download';
import type { Dashboard } from '../model/dashboard';
import type { Json } from '../model/json';
import { writeDashboard } from '../model/read-dashboard';
import { sharedJson } from './export-dashboard';

/** The dashboard as a file: as it is, or made for others. */
export function ExportButton({ dashboard }: { dashboard: Dashboard }) {
  const give = (json: Json) =>
    download(`${JSON.stringify(json, null, 2)}\n`, `${dashboard.title || 'dashboard'}.json`, 'application/json');
  return (
    <Menu
      trigger={<Button icon={Download}>Export</Button>}
      items={[
        { label: 'JSON as it is', onSelect: () => give(writeDashboard(dashboard)) },
        { label: 'JSON for sharing, with data sources open', onSelect: () => give(sharedJson(dashboard)) },
      ]}
    />
  );
}
