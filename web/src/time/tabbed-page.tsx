import type { ComponentType } from 'react';
import { useLocation, useParams } from 'wouter';
import { Page } from '../app/page';
import { Tabs } from '../controls/tabs';
import { withTime } from './time-along';
import { TimeProvider } from './time-context';
import { TimeControls } from './time-controls';

interface TabbedPageProps {
  readonly title: string;
  /** What stands before the tab's id in the path, which ends in `/:tab`. */
  readonly path: string;
  /** The first is open where the path names none. */
  readonly tabs: readonly (readonly [id: string, title: string, content: ComponentType])[];
  /** Of what is around the content of a tab. */
  readonly className: string | undefined;
}

const TIME = { from: 'now-1h', to: 'now', refresh: '30s' } as const;

/** A page of several tabs over one time range; the tab stands in the path. */
export function TabbedPage({ title, path, tabs, className }: TabbedPageProps) {
  const { tab } = useParams<{ tab?: string }>();
  const [, navigate] = useLocation();
  return (
    <TimeProvider defaults={TIME}>
      <Page title={title} actions={<TimeControls />}>
        <Tabs
          label={title}
          value={(tabs.find(([id]) => id === tab) ?? tabs[0]!)[0]}
          onChange={(id) => navigate(withTime(`${path}/${id}`, new URLSearchParams(window.location.search)))}
          tabs={tabs.map(([id, tabTitle, Content]) => ({
            id,
            title: tabTitle,
            content: (
              <div className={className}>
                <Content />
              </div>
            ),
          }))}
        />
      </Page>
    </TimeProvider>
  );
}
