import type { InterpolateFunction } from '@grafana/data';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Button } from '../../controls/button';
import { Failure, Skeleton } from '../../controls/notice';
import { type PanelTarget, runQueries } from '../../panels/run-panel';
import { useTime } from '../../time/time-context';
import { replacerOf } from '../../variables/interpolate';
import { useSettledVariables } from '../../variables/variables-context';
import { useFilteredTargets } from '../view/use-filtered-targets';
import { namesIn } from '../view/use-text';
import styles from './inspect.module.css';
import type { InspectTabProps } from './inspect-drawer';

/** Each query of the panel as it is sent, run once more by itself: how long it takes and what it gives. */
export function QueryTab({ panel, found, drawn }: InspectTabProps) {
  const names = useMemo(() => namesIn(panel), [panel]);
  const { variables } = useSettledVariables(names);
  const targets = useFilteredTargets(panel);
  const { timeZone } = useTime();
  const { range } = drawn.answer;
  const replace = replacerOf({ variables, scopedVars: found.scopedVars, range, timeZone });
  if (targets === undefined) return <Skeleton height={120} />;
  return (
    <div className={styles.tab}>
      {targets.map((target, at) => (
        <OneQuery
          key={target.refId ?? at}
          name={target.refId || String(at + 1)}
          target={target}
          replace={replace}
          {...{ panel, found, drawn }}
        />
      ))}
    </div>
  );
}

type OneQueryProps = InspectTabProps & {
  readonly name: string;
  readonly target: PanelTarget;
  readonly replace: InterpolateFunction;
};

function OneQuery({ name, target, replace, panel, found, drawn }: OneQueryProps) {
  const { range } = drawn.answer;
  const maxDataPoints = panel.maxDataPoints || 1000;
  const { data, isFetching, error, refetch } = useQuery({
    queryKey: ['inspect', found.key, target, range.from.valueOf(), range.to.valueOf()],
    queryFn: async ({ signal }) => {
      const started = performance.now();
      const answer = await runQueries({
        targets: [{ ...target, hide: false }],
        datasource: panel.datasource,
        range,
        intervalMs: (range.to.valueOf() - range.from.valueOf()) / maxDataPoints,
        maxDataPoints,
        scopedVars: found.scopedVars,
        replaceVariables: replace,
        signal,
      });
      return { answer, ms: performance.now() - started };
    },
    structuralSharing: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const text = String(target.expr ?? target.query ?? '');
  return (
    <section className={styles.query} aria-label={`Query ${name}`}>
      <div className={styles.tools}>
        <h3>{name}</h3>
        {data !== undefined && <Figures {...data} />}
        <Button size="small" onClick={() => void refetch()} disabled={isFetching}>
          Run again
        </Button>
      </div>
      <pre className={styles.json}>{replace(text, found.scopedVars, 'pipe')}</pre>
      {isFetching && <Skeleton height={16} />}
      {error !== null && <Failure error={error} />}
      {data?.answer.errors.map(({ message }) => (
        <Failure key={message} title="This query failed" error={message} />
      ))}
      {data?.answer.notices.map((notice) => (
        <p key={notice}>{notice}</p>
      ))}
      <Executed frames={data?.answer.frames ?? []} />
    </section>
  );
}

function Figures({ answer, ms }: { answer: { frames: readonly { length: number }[] }; ms: number }) {
  const rows = answer.frames.reduce((sum, { length }) => sum + length, 0);
  return <span className={styles.note}>{`${Math.round(ms)} ms · ${answer.frames.length} frames · ${rows} rows`}</span>;
}

/** What data sources say of what they ran, and its statistics. */
function Executed({
  frames,
}: {
  frames: readonly {
    meta?: { executedQueryString?: string; stats?: readonly { displayName?: string; value: number; unit?: string }[] };
  }[];
}) {
  const meta = frames.find((frame) => frame.meta?.executedQueryString ?? frame.meta?.stats)?.meta;
  if (meta === undefined) return null;
  return (
    <dl className={styles.stats}>
      {meta.executedQueryString && (
        <div>
          <dt>Sent</dt>
          <dd>{meta.executedQueryString}</dd>
        </div>
      )}
      {meta.stats?.map(({ displayName = '', value, unit = '' }) => (
        <div key={displayName}>
          <dt>{displayName}</dt>
          <dd>{`${value} ${unit}`}</dd>
        </div>
      ))}
    </dl>
  );
}
