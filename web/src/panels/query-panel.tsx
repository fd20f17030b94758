import {
  type DataTransformerConfig,
  type FieldConfigSource,
  type PanelData,
  rangeUtil,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { NoChart } from '../charts/chart-figure';
import { Button } from '../controls/button';
import { Failure, Notice, Skeleton } from '../controls/notice';
import { useSize } from '../controls/use-size';
import type { SourceRef } from '../data/sources';
import { useTheme } from '../theme/theme';
import { useTime } from '../time/time-context';
import { replacerOf } from '../variables/interpolate';
import { AskRangeContext, type Pick, PickContext, usePanelEnvironment } from './panel-environment';
import { PanelFrame, type PanelLink } from './panel-frame';
import styles from './panel-frame.module.css';
import { type PanelTimeOptions, panelTime } from './panel-time';
import { PanelView } from './panel-view';
import { panelKind } from './registry';
import type { PanelAnswer, PanelTarget } from './run-panel';
import { useLiveRange } from './use-live-range';
import { usePanelAnswer } from './use-panel-answer';
import { usePanelData } from './use-panel-data';
import { usePlugin } from './use-plugin';
import { useStable } from './use-stable';

export interface QueryPanelProps extends PanelTimeOptions {
  readonly id?: number;
  /** As in dashboards: `timeseries`, `stat`; also the names of former ones. */
  readonly type: string;
  readonly targets?: readonly PanelTarget[];
  /** Of targets that name none: Prometheus unless given. */
  readonly datasource?: SourceRef;
  readonly options?: object | undefined;
  readonly fieldConfig?: Partial<FieldConfigSource> | undefined;
  readonly pluginVersion?: string | undefined;
  /** The panel's JSON, for the migrations of old ones. */
  readonly json?: Readonly<Record<string, unknown>> | undefined;
  readonly transformations?: readonly DataTransformerConfig[];
  /** May have variables in it. */
  readonly title?: string | undefined;
  readonly description?: ReactNode;
  readonly links?: readonly PanelLink[];
  readonly menu?: ReactNode;
  /** px of the whole panel; without it that of the parent. */
  readonly height?: number;
  readonly isTransparent?: boolean;
  readonly maxDataPoints?: number | null | undefined;
  /** Least interval between points, `30s`. */
  readonly interval?: string | null | undefined;
  readonly scopedVars?: ScopedVars;
  /** False while it is out of sight: it asks and draws nothing then. */
  readonly isShown?: boolean;
  readonly onPick?: (pick: Pick) => void;
  readonly onOptionsChange?: (options: object) => void;
  readonly onFieldConfigChange?: (fieldConfig: FieldConfigSource) => void;
  /** Told of each answer as it is drawn: for inspection and export. */
  readonly onData?: (data: PanelData, answer: PanelAnswer) => void;
}

const NONE: readonly never[] = [];
const NO_VARS: ScopedVars = {};
/** Steps of the width that change what is asked, px: dragging a window does not ask at each pixel. */
const WIDTH_STEP = 100;

/** Asks, transforms and draws: the one way in which a page or dashboard shows a chart of queries. */
export function QueryPanel(props: QueryPanelProps) {
  const { type, title = '', isShown = true, height } = props;
  const kind = panelKind(type);
  const { range: pageRange, rangeNow, timeZone } = useTime();
  const environment = usePanelEnvironment();
  const theme = useTheme();
  const [ref, size] = useSize();
  const targets = useStable(props.targets ?? NONE);
  const transformations = useStable(props.transformations ?? NONE);
  const ownVars = useStable(props.scopedVars ?? NO_VARS);
  const given = useStable(props.fieldConfig);
  const [ownConfig, setOwnConfig] = useState<FieldConfigSource>();
  // What the page says anew takes the place of what was clicked.
  useEffect(() => setOwnConfig(undefined), [given]);
  const { onFieldConfigChange } = props;
  const changeFieldConfig = useCallback(
    (config: FieldConfigSource) => {
      setOwnConfig(config);
      onFieldConfigChange?.(config);
    },
    [onFieldConfigChange],
  );
  const settings = useStable({
    type,
    options: kind.isUnsupported
      ? { panelType: type, panelTitle: kind.title, panelTargets: targets, panelDatasource: props.datasource }
      : props.options,
    fieldConfig: ownConfig ?? given,
    pluginVersion: props.pluginVersion,
    json: props.json,
  });
  const scopedVars = useMemo(() => ({ ...environment.scopedVars, ...ownVars }), [environment.scopedVars, ownVars]);
  const { variables, dashboard } = environment;
  const plainReplace = useMemo(
    () => replacerOf({ variables, dashboard, scopedVars, range: pageRange, timeZone }),
    [variables, dashboard, scopedVars, pageRange, timeZone],
  );
  const { timeFrom, timeShift, hideTimeOverride } = props;
  const timeOf = useCallback(
    (page: TimeRange) =>
      panelTime(page, {
        timeFrom: timeFrom && plainReplace(timeFrom),
        timeShift: timeShift && plainReplace(timeShift),
        hideTimeOverride,
      }),
    [timeFrom, timeShift, hideTimeOverride, plainReplace],
  );
  const time = useMemo(() => timeOf(pageRange), [timeOf, pageRange]);
  const shownRange = useLiveRange(time.range, {
    rangeNow: () => timeOf(rangeNow()).range,
    isLive: environment.isLive === true && isShown && rangeUtil.isRelativeTimeRange(pageRange.raw),
    width: size?.width ?? 0,
  });
  const replaceVariables = useMemo(
    () => replacerOf({ variables, dashboard, scopedVars, range: time.range, timeZone }),
    [variables, dashboard, scopedVars, time.range, timeZone],
  );
  const { ready, error: codeError } = usePlugin(settings);
  const { answer, isLoading, error, retry, askRange } = usePanelAnswer({
    targets,
    datasource: props.datasource,
    range: time.range,
    maxDataPoints: props.maxDataPoints || Math.ceil((size?.width ?? 0) / WIDTH_STEP) * WIDTH_STEP || WIDTH_STEP,
    minInterval: plainReplace(props.interval ?? ''),
    scopedVars,
    transformations,
    replaceVariables,
    isAsked: isShown && size !== undefined && !kind.skipsQueries,
  });
  const data = usePanelData({
    ready,
    answer,
    range: time.range,
    replaceVariables,
    theme,
    timeZone,
    isLoading,
    onData: props.onData,
  });
  const failure = codeError ?? error ?? onlyErrorOf(answer);
  const failed = codeError === null ? 'This query failed' : 'This panel could not be drawn';
  const isEmpty = !kind.skipsQueries && answer !== undefined && answer.frames.every(({ length }) => length === 0);
  const content = () => {
    if (failure !== null) return <Failed title={failed} error={failure} {...(codeError === null && { retry })} />;
    if (!kind.skipsQueries && targets.length === 0) return <Notice title="This panel has no query" />;
    if (ready === undefined || data === undefined || size === undefined || !isShown) {
      return isShown ? <Skeleton height="100%" /> : null;
    }
    // It may be a figure that stands for none, or say what is missing: either is more than that there is no data.
    if (isEmpty)
      return <NoChart {...size} text={(ready.fieldConfig.defaults.noValue ?? given?.defaults?.noValue) || 'No data'} />;
    return (
      <AskRangeContext.Provider value={askRange}>
        <PanelView
          {...props}
          ready={ready}
          data={data}
          size={size}
          timeRange={shownRange}
          timeZone={timeZone}
          title={title}
          replaceVariables={replaceVariables}
          eventBus={environment.eventBus}
          onFieldConfigChange={changeFieldConfig}
        />
      </AskRangeContext.Provider>
    );
  };
  return (
    <PickContext.Provider value={props.onPick}>
      <PanelFrame
        title={plainReplace(title, undefined, 'text')}
        description={props.description}
        links={props.links ?? NONE}
        timeNote={time.note}
        notices={[...(answer?.notices ?? []), ...(time.problem === undefined ? [] : [time.problem])]}
        errors={failure === null ? (answer?.errors ?? []).map(errorText) : []}
        menu={props.menu}
        isLoading={isLoading}
        isTransparent={props.isTransparent ?? false}
        height={height}
      >
        <div ref={ref} className={styles.fill}>
          {content()}
        </div>
      </PanelFrame>
    </PickContext.Provider>
  );
}

const errorText = ({ refId, message }: PanelAnswer['errors'][number]): string =>
  refId === '' ? message : `${refId}: ${message}`;

/** Errors stand in the panel's place where nothing else does. */
function onlyErrorOf(answer: PanelAnswer | undefined): Error | null {
  if (answer === undefined || answer.errors.length === 0 || answer.frames.length > 0) return null;
  return new Error([...new Set(answer.errors.map(({ message }) => message))].join('\n'));
}

const Failed = ({ title, error, retry }: { title: string; error: Error; retry?: () => void }) => (
  <Failure
    title={title}
    error={error}
    action={
      retry && (
        <Button size="small" onClick={retry}>
          Try again
        </Button>
      )
    }
  />
);
