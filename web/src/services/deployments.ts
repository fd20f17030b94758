import { type DataFrame, FieldType } from '@grafana/data';
import { field, frameOf } from '../data/frames';
import type { Course } from '../data/samples/ask-samples';

/** A version of a service that began within the range. */
export interface Deployment {
  readonly timeMs: number;
  readonly version: string;
  /** What ran until then; '' where nothing is known. */
  readonly former: string;
}

/**
 * Versions that were not there at the first step of the range and then were. `courses` by `service_version`, on one grid:
 * a version that ran all the time is no deployment.
 */
export function deploymentsIn(courses: readonly Course[]): Deployment[] {
  const starts = courses
    .map(({ labels, times }) => ({ version: labels.service_version ?? '', timeMs: times[0] ?? Infinity }))
    .filter(({ version, timeMs }) => version !== '' && timeMs !== Infinity)
    .sort((a, b) => a.timeMs - b.timeMs);
  return starts.flatMap(({ version, timeMs }, index) =>
    index === 0 ? [] : [{ version, timeMs, former: starts[index - 1]!.version }],
  );
}

/** As marks on time charts. */
export const deploymentFrame = (deployments: readonly Deployment[]): DataFrame =>
  frameOf('deployments', [
    field(
      'time',
      FieldType.time,
      deployments.map(({ timeMs }) => timeMs),
    ),
    field(
      'title',
      FieldType.string,
      deployments.map(({ version }) => `Version ${version}`),
    ),
    field(
      'text',
      FieldType.string,
      deployments.map(({ former }) => `took the place of ${former}`),
    ),
    field(
      'color',
      FieldType.string,
      deployments.map(() => 'purple'),
    ),
  ]);
