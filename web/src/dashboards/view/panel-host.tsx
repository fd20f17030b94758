import type { FieldConfigSource, PanelData, ScopedVars } from '@grafana/data';
import { lazy, memo, Suspense, useCallback, useMemo, useRef } from 'react';
import { Failure, Skeleton } from '../../controls/notice';
import { type PanelEnvironment, PanelEnvironmentContext } from '../../panels/panel-environment';
import { PanelFrame } from '../../panels/panel-frame';
import { QueryPanel } from '../../panels/query-panel';
import type { PanelAnswer } from '../../panels/run-panel';
import { useStable } from '../../panels/use-stable';
import { useSettledVariables } from '../../variables/variables-context';
import type { Panel } from '../model/dashboard';
import styles from './dashboard.module.css';
import { useOpenDashboard } from './dashboard-context';
import { PanelHostMenu } from './panel-host-menu';
import { panelLinks } from './panel-links';
import { useFilteredTargets } from './use-filtered-targets';
import { type LibraryElement, useLibraryPanel } from './use-library-panel';
import { useNear } from './use-near';
import { namesIn } from './use-text';

const PanelDescription = lazy(() => import('./panel-description'));

interface PanelHostProps {
  /** Among the dashboard's panels. */
  readonly name: string;
  /** Of this copy of it, as it stands in URLs. */
  readonly panelKey: string;
  readonly scopedVars: ScopedVars;
  /** It is asked also out of sight: something hangs on its answer. */
  readonly isWatched?: boolean;
  /** Alone on the page: nothing of the dashboard's controls. */
  readonly isSolo?: boolean;
}

/** A panel of a dashboard in its place: it is asked and drawn while it is near to what is in sight. */
export const PanelHost = memo(function PanelHost(props: PanelHostProps) {
  const { dashboard } = useOpenDashboard();
  const panel = dashboard.panels[props.name];
  if (panel === undefined)
    return <Failure title="There is no such panel" error={`"${props.name}" is in the layout only`} />;
  return <NamedPanel {...props} given={panel} />;
}, isSameHost);

function isSameHost(before: PanelHostProps, now: PanelHostProps): boolean {
  return (
    before.name === now.name &&
    before.panelKey === now.panelKey &&
    before.isSolo === now.isSolo &&
    before.isWatched === now.isWatched &&
    JSON.stringify(before.scopedVars) === JSON.stringify(now.scopedVars)
  );
}

function NamedPanel({ given, ...props }: PanelHostProps & { readonly given: Panel }) {
  const place = useRef<HTMLDivElement>(null);
  const isNear = useNear(place);
  const { dashboard } = useOpenDashboard();
  const { panel, element, error } = useLibraryPanel(given);
  const isSource = useMemo(() => isAskedByOthers(dashboard.panels, given.id), [dashboard.panels, given.id]);
  const isShown = isNear || isSource || props.isWatched === true;
  // Who has never been near is a frame only: a dashboard of a hundred panels is there as soon as one of ten.
  const wasShown = useRef(false);
  wasShown.current ||= isShown;
  const isReady = panel !== undefined && wasShown.current;
  return (
    <div ref={place} className={styles.host} data-panel={props.panelKey}>
      {isReady && <ReadyPanel {...props} panel={panel} element={element} isShown={isShown} />}
      {!isReady && (
        <PanelFrame title={given.title} isLoading={panel === undefined && error === null}>
          {error === null ? (
            <Skeleton height="100%" />
          ) : (
            <Failure title="This shared panel is not there" error={error} />
          )}
        </PanelFrame>
      )}
    </div>
  );
}

type ReadyProps = PanelHostProps & {
  readonly panel: Panel;
  readonly element: LibraryElement | undefined;
  readonly isShown: boolean;
};

function ReadyPanel(props: ReadyProps) {
  const { name, panel: latest, element, panelKey, scopedVars: latestVars, isShown, isSolo = false } = props;
  const { dashboard, eventBus, answers, annotationsOf, hidesLegends, onOverrides } = useOpenDashboard();
  const panel = useStable(latest);
  const scopedVars = useStable(latestVars);
  const names = useMemo(() => namesIn(panel), [panel]);
  const { variables, isReady } = useSettledVariables(names);
  const annotations = annotationsOf(panel.id);
  const targets = useFilteredTargets(panel);
  const environment = useMemo<PanelEnvironment>(
    () => ({
      variables,
      dashboard: { uid: dashboard.uid, title: dashboard.title },
      scopedVars,
      eventBus,
      annotations,
      isLive: dashboard.isLiveNow,
      framesOfPanel: (id) => answers.framesOf(`panel-${id}`),
    }),
    [variables, dashboard.uid, dashboard.title, dashboard.isLiveNow, scopedVars, eventBus, annotations, answers],
  );
  const onData = useCallback(
    (data: PanelData, answer: PanelAnswer) => answers.take(panelKey, { data, answer }),
    [answers, panelKey],
  );
  const onFieldConfigChange = useCallback(
    ({ overrides }: FieldConfigSource) => onOverrides?.(name, element, overrides),
    [onOverrides, name, element],
  );
  const links = useMemo(() => panelLinks(panel, variables, scopedVars), [panel, variables, scopedVars]);
  const menu = useMemo(
    () => (isSolo ? undefined : <PanelHostMenu {...{ panel, panelKey, variables, scopedVars }} />),
    [isSolo, panel, panelKey, variables, scopedVars],
  );
  if (!isReady || targets === undefined) {
    return (
      <PanelFrame title={panel.title} isLoading>
        <Skeleton height="100%" />
      </PanelFrame>
    );
  }
  return (
    <PanelEnvironmentContext.Provider value={environment}>
      <QueryPanel
        id={panel.id}
        type={panel.type}
        title={panel.title}
        description={
          panel.description ? (
            <Suspense>
              <PanelDescription text={panel.description} scopedVars={scopedVars} />
            </Suspense>
          ) : undefined
        }
        json={panel}
        targets={targets}
        datasource={panel.datasource}
        transformations={panel.transformations ?? []}
        options={hidesLegends ? withoutLegend(panel.options) : panel.options}
        fieldConfig={panel.fieldConfig}
        pluginVersion={panel.pluginVersion}
        links={links}
        isTransparent={panel.transparent === true}
        maxDataPoints={panel.maxDataPoints}
        interval={panel.interval}
        timeFrom={panel.timeFrom}
        timeShift={panel.timeShift}
        hideTimeOverride={panel.hideTimeOverride}
        isShown={isShown}
        onData={onData}
        onFieldConfigChange={onFieldConfigChange}
        menu={menu}
      />
    </PanelEnvironmentContext.Provider>
  );
}

/** Whether another panel shows this one's data, which is then asked also out of sight. */
const isAskedByOthers = (panels: Readonly<Record<string, Panel>>, id: number): boolean =>
  Object.values(panels).some(({ targets = [] }) => targets.some((target) => Number(target.panelId) === id));

function withoutLegend(options: object | undefined): object {
  const { legend } = (options ?? {}) as { legend?: object };
  return legend === undefined ? (options ?? {}) : { ...options, legend: { ...legend, showLegend: false } };
}
