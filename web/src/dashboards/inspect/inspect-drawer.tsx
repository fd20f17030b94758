import { type ReactNode, useSyncExternalStore } from 'react';
import { useUrlState } from '../../app/url-state';
import { Dialog } from '../../controls/dialog';
import { Notice } from '../../controls/notice';
import { Tabs } from '../../controls/tabs';
import type { Panel } from '../model/dashboard';
import type { DrawnPanel } from '../view/dashboard-context';
import { useOpenDashboard } from '../view/dashboard-context';
import type { FoundPanel } from '../view/find-place';
import { useText } from '../view/use-text';
import { DataTab } from './data-tab';
import { JsonTab } from './json-tab';
import { QueryTab } from './query-tab';

export interface InspectTabProps {
  readonly panel: Panel;
  readonly found: FoundPanel;
  readonly drawn: DrawnPanel;
}

const TABS: readonly (readonly [id: string, title: string, Content: (props: InspectTabProps) => ReactNode])[] = [
  ['data', 'Data', DataTab],
  ['query', 'Queries', QueryTab],
  ['json', 'JSON', JsonTab],
];

/** What a panel asked, was answered and is made of. Which panel and which of it stands in the URL. */
export function InspectDrawer({ found }: { found: FoundPanel }) {
  const { dashboard, answers } = useOpenDashboard();
  const { search, update } = useUrlState();
  const drawn = useSyncExternalStore(answers.subscribe, () => answers.of(found.key));
  const panel = dashboard.panels[found.panel];
  const title = useText(panel?.title ?? '', found.scopedVars);
  const tab = TABS.find(([id]) => id === search.get('inspectTab'))?.[0] ?? 'data';
  if (panel === undefined) return null;
  const props = drawn && { panel, found, drawn };
  return (
    <Dialog
      title={`Inspect: ${title || panel.type}`}
      look="wide"
      open
      onClose={() => update({ inspect: undefined, inspectTab: undefined })}
    >
      <Tabs
        label="Parts of the inspection"
        value={tab}
        onChange={(inspectTab) => update({ inspectTab }, { replace: true })}
        tabs={TABS.map(([id, title, Content]) => ({
          id,
          title,
          content:
            props === undefined ? <Notice title="This panel has not been answered yet" /> : <Content {...props} />,
        }))}
      />
    </Dialog>
  );
}
