import { Badge, Notice, Skeleton } from '../../controls/notice';
import { type Column, DataTable } from '../../controls/table/data-table';
import type { Labels } from '../../data/samples/ask-samples';
import { useSamples } from '../../data/samples/use-samples';
import { shown } from '../../format/quantity';
import { jobMatcher } from '../job';

interface Instance {
  readonly name: string;
  readonly isUp: boolean | undefined;
  readonly info: Labels;
  /** Seconds. */
  readonly uptime: number | undefined;
  /** Cores. */
  readonly cpu: number | undefined;
  /** Bytes. */
  readonly memory: number | undefined;
}

/** The processes of the service, each with what it runs. */
export function Instances({ service }: { service: string }) {
  const matcher = jobMatcher(service);
  const { of, isPending } = useSamples({
    up: `up{${matcher}}`,
    info: `target_info{${matcher}}`,
    uptime: `time() - max by (instance) (process_start_time_seconds{${matcher}})`,
    cpu: `sum by (instance) (rate(process_cpu_seconds_total{${matcher}}[5m]))`,
    memory: `sum by (instance) (process_resident_memory_bytes{${matcher}})`,
  });
  if (isPending) return <Skeleton height={160} />;
  const figureOf = (name: 'up' | 'uptime' | 'cpu' | 'memory', instance: string) =>
    of[name].find(({ labels }) => labels.instance === instance)?.value;
  const names = new Set([...of.up, ...of.info].map(({ labels }) => labels.instance ?? ''));
  const rows = [...names].map((name): Instance => {
    const up = figureOf('up', name);
    return {
      name,
      isUp: up === undefined ? undefined : up === 1,
      info: of.info.find(({ labels }) => labels.instance === name)?.labels ?? {},
      uptime: figureOf('uptime', name),
      cpu: figureOf('cpu', name),
      memory: figureOf('memory', name),
    };
  });
  return (
    <DataTable
      label="Instances"
      columns={COLUMNS}
      rows={rows}
      keyOf={({ name }) => name}
      sort={{ column: 'name', isDescending: false }}
      empty={
        <Notice
          title="No instance is known"
          detail="Instances are told by scraped targets (up) and by OpenTelemetry resources (target_info)."
        />
      }
    />
  );
}

const runtimeOf = ({ info }: Instance): string =>
  [info.process_runtime_name ?? info.telemetry_sdk_language, info.process_runtime_version].filter(Boolean).join(' ');

const COLUMNS: readonly Column<Instance>[] = [
  { id: 'name', title: 'Instance', sortBy: ({ name }) => name },
  {
    id: 'up',
    title: 'Scrape',
    sortBy: ({ isUp }) => (isUp === undefined ? undefined : Number(isUp)),
    cell: ({ isUp }) =>
      isUp === undefined ? 'not scraped' : <Badge tone={isUp ? 'good' : 'bad'}>{isUp ? 'up' : 'down'}</Badge>,
  },
  {
    id: 'version',
    title: 'Version',
    sortBy: ({ info }) => info.service_version,
    cell: ({ info }) => info.service_version ?? '–',
  },
  { id: 'runtime', title: 'Runtime', sortBy: runtimeOf, cell: (instance) => runtimeOf(instance) || '–' },
  {
    id: 'environment',
    title: 'Environment',
    cell: ({ info }) => info.deployment_environment_name ?? info.deployment_environment ?? '–',
  },
  { id: 'pid', title: 'PID', cell: ({ info }) => info.process_pid ?? '–' },
  {
    id: 'uptime',
    title: 'Up for',
    isNumber: true,
    sortBy: ({ uptime }) => uptime,
    cell: ({ uptime }) => shown(uptime, 'seconds'),
  },
  { id: 'cpu', title: 'CPU', isNumber: true, sortBy: ({ cpu }) => cpu, cell: ({ cpu }) => shown(cpu, 'share') },
  {
    id: 'memory',
    title: 'Memory',
    isNumber: true,
    sortBy: ({ memory }) => memory,
    cell: ({ memory }) => shown(memory, 'bytes'),
  },
];
