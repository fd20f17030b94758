import { EventBusSrv } from '@grafana/data';
import { type ReactNode, useMemo, useState } from 'react';
import type { ShortcutGroup } from '../../app/keyboard/shortcuts';
import { useUrlState } from '../../app/url-state';
import { CursorSyncContext } from '../../charts/cursor-sync';
import type { MenuItem } from '../../controls/menu';
import { Notice } from '../../controls/notice';
import { TimeProvider } from '../../time/time-context';
import { VariablesProvider } from '../../variables/variables-context';
import { useAlertAnnotations } from '../annotations/alert-annotations';
import { AnnotationToggles } from '../annotations/annotation-toggles';
import { useAnnotations } from '../annotations/use-annotations';
import { InspectDrawer } from '../inspect/inspect-drawer';
import type { Annotation, Dashboard, Panel } from '../model/dashboard';
import { panelsOf, sectionVariables } from '../model/layout';
import { Answers } from './answers';
import { type DashboardMeta, type OpenDashboard, OpenDashboardContext, type TakeOverrides } from './dashboard-context';
import { DashboardControls } from './dashboard-controls';
import { DashboardFrame } from './dashboard-frame';
import { findPanel, foundPanels } from './find-place';
import { LayoutView } from './layout-view';
import { type RowsCommand, RowsCommandContext } from './rows-command';
import { ShareDialog } from './share-dialog';
import { SinglePanel } from './single-panel';
import { useDashboardShortcuts } from './use-dashboard-shortcuts';
import { useLayoutContext } from './use-layout-context';

export interface DashboardViewProps {
  readonly dashboard: Dashboard;
  readonly meta: DashboardMeta;
  /** In the bar, before the time. */
  readonly actions?: ReactNode;
  /** More for the menu of each panel. */
  readonly menuItems?: (panel: Panel, key: string) => readonly MenuItem[];
  readonly onOverrides?: TakeOverrides;
  readonly shortcuts?: readonly ShortcutGroup[];
  /** In the place of the panels: an editor of them. */
  readonly content?: ReactNode;
  /** The next step where there is no panel. */
  readonly emptyAction?: ReactNode;
  /** Only this panel and nothing around it, by its key or number. */
  readonly solo?: string;
}

const NO_VARS = {};

/** A dashboard as it is looked at. Its time, variables, and which panel is alone in view stand in the URL. */
export function DashboardView(props: DashboardViewProps) {
  const { time, variables: own, layout } = props.dashboard;
  const variables = useMemo(() => [...own, ...sectionVariables(layout, own)], [own, layout]);

  return (
    <TimeProvider defaults={time}>
      <VariablesProvider variables={variables}>
        <OpenedDashboard {...props} />
      </VariablesProvider>
    </TimeProvider>
  );
}

function OpenedDashboard(props: DashboardViewProps) {
  const { dashboard, meta, menuItems, onOverrides, solo, content } = props;
  const { search } = useUrlState();
  const [sync, setSync] = useState(dashboard.graphTooltip);
  const [hidesLegends, setHidesLegends] = useState(false);
  const [rows, setRows] = useState<RowsCommand>();
  const [eventBus] = useState(() => new EventBusSrv());
  const [answers] = useState(() => new Answers());
  const { on, toggle } = useChosenAnnotations(dashboard.annotations);
  const alerts = useAlertAnnotations(dashboard.uid);
  const annotations = useAnnotations(
    dashboard.uid,
    useMemo(() => [...on, ...alerts], [on, alerts]),
  );
  const annotationsOf = annotations.of;
  const open = useMemo<OpenDashboard>(
    () => ({ dashboard, meta, eventBus, answers, annotationsOf, hidesLegends, menuItems, onOverrides }),
    [dashboard, meta, eventBus, answers, annotationsOf, hidesLegends, menuItems, onOverrides],
  );
  const { values } = useLayoutContext();
  const panels = useMemo(() => foundPanels(dashboard.layout, values), [dashboard.layout, values]);
  const named = (name: string | null | undefined) => (name ? findPanel(panels, name) : undefined);
  const alone = solo ?? search.get('viewPanel');
  const inspected = named(search.get('inspect'));
  const shortcuts = useDashboardShortcuts({
    more: props.shortcuts ?? [],
    panels,
    sync,
    onSync: setSync,
    onLegends: () => setHidesLegends(!hidesLegends),
    onRows: (opens) => setRows({ opens }),
  });
  const body = (
    <>
      {solo === undefined && (
        <DashboardControls links={dashboard.links}>
          <AnnotationToggles annotations={dashboard.annotations} run={annotations.list} onToggle={toggle} />
        </DashboardControls>
      )}
      {alone !== null && <SinglePanel found={named(alone)} isSolo={solo !== undefined} name={alone} />}
      {alone === null &&
        (content ??
          (panelsOf(dashboard.layout).length === 0 ? (
            <Notice title="This dashboard is empty" action={props.emptyAction} />
          ) : (
            <LayoutView layout={dashboard.layout} scopedVars={NO_VARS} suffix="" />
          )))}
    </>
  );
  return (
    <OpenDashboardContext.Provider value={open}>
      <CursorSyncContext.Provider value={sync}>
        <RowsCommandContext.Provider value={rows}>
          {solo !== undefined ? (
            body
          ) : (
            <DashboardFrame actions={props.actions} shortcuts={shortcuts} onRows={(opens) => setRows({ opens })}>
              {body}
            </DashboardFrame>
          )}
          {inspected !== undefined && <InspectDrawer found={inspected} />}
          {search.get('shareView') !== null && <ShareDialog panelKey={named(search.get('sharePanel'))?.key} />}
        </RowsCommandContext.Provider>
      </CursorSyncContext.Provider>
    </OpenDashboardContext.Provider>
  );
}

/** The annotations that are on: those of the dashboard until somebody switches. */
function useChosenAnnotations(annotations: readonly Annotation[]) {
  const [switched, setSwitched] = useState<Readonly<Record<string, boolean>>>({});
  const on = useMemo(() => annotations.filter(({ name, enable }) => switched[name] ?? enable), [annotations, switched]);
  const toggle = ({ name }: Annotation, isOn: boolean) => setSwitched({ ...switched, [name]: isOn });
  return { on, toggle };
}
