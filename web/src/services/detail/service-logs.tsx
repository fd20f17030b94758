import { linkToExplore, logsOfService } from '../../app/links';
import { useLevelOverrides } from '../../panels/level-overrides';
import { QueryChart } from '../../panels/query-chart';
import { QueryPanel } from '../../panels/query-panel';
import { useTimeAlong } from '../../time/time-along';

const ERRORS = 'detected_level=~"error|critical|fatal"';

/** How much the service logs, and the newest lines of level error and above. */
export function ServiceLogs({ service }: { service: string }) {
  const along = useTimeAlong();
  const levels = useLevelOverrides();
  const lines = logsOfService(service);
  const errors = `${lines} | ${ERRORS}`;
  return (
    <>
      <QueryChart
        title="Lines by level"
        engine="loki"
        isBars
        isStacked
        height={192}
        queries={[
          {
            expr: `sum by (detected_level) (count_over_time(${lines}[$__interval]))`,
            legend: '{{detected_level}}',
          },
        ]}
        overrides={levels}
      />
      {[
        { title: 'Newest errors', expr: errors },
        { title: 'Newest lines', expr: lines },
      ].map(({ title, expr }) => (
        <QueryPanel
          key={title}
          type="logs"
          title={title}
          height={360}
          datasource={{ type: 'loki' }}
          links={[{ title: 'Explore', href: along(linkToExplore('logs', expr)), isNewTab: false }]}
          targets={[{ refId: 'A', expr, maxLines: 200 }]}
          options={{ showTime: true, wrapLogMessage: true, enableLogDetails: true, sortOrder: 'Descending' }}
        />
      ))}
    </>
  );
}
