import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that take more than about 15 s, much of it waiting, the longest first; short ones fill what is left at the end. */
const LONGEST = [
  'test/demo/service-down',
  'test/hostile/logql',
  'test/shipped-rules/unit-tests',
  'test/conformance/prometheus/conformance',
  'test/conformance/loki/conformance',
  'test/conformance/tempo/conformance',
  'test/durability/kill',
  'test/demo/trace-metrics',
  'test/hostile/times',
  'test/logql/push-down',
  'src/storage/log-deletion/delete-requests',
  'src/storage/log-deletion/log-retention',
  'test/interop/repeats',
  'test/cli/serve',
  'test/durability/disk-full',
  'test/hostile/bodies',
  'test/hostile/traces',
  'src/storage/retention',
  'test/traceql/push-down',
  'test/interop/prometheus',
  'test/demo/demo',
  'test/tail/tail',
  'test/contract/engine-process',
  'test/monitoring/monitoring',
].map((name) => `/${name}.test.ts`);

/** The same order in every run, whether or not one has been before: a long file that began last would be waited for alone. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort((a, b) => rank(a) - rank(b) || (placeOf(a) < placeOf(b) ? -1 : 1));
  }
}

/** Files of one project stand together: a process goes on with the next file only if that may share it. */
const placeOf = ({ moduleId, project }: TestSpecification): string => `${project.name} ${moduleId}`;

/** Behind the longest ones those that have a process each; at last those that share one, side by side. */
function rank({ moduleId, project }: TestSpecification): number {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(name));
  if (place >= 0) return place;
  return LONGEST.length + (project.config.isolate ? 0 : 1);
}
