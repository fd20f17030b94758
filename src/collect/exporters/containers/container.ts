import type { EngineHostConfig, InspectedContainer } from './engine-answers.js';

/** A container that runs. */
export interface Container {
  readonly id: string;
  /** Of its first process, on the engine's machine; 0 where it is not known. */
  readonly pid: number;
  readonly name: string;
  readonly image: string;
  /** `container_label_…` */
  readonly labels: Readonly<Record<string, string>>;
  /** Seconds since 1970. */
  readonly started: number | undefined;
  /** It shares the network of the machine. */
  readonly hostNetwork: boolean;
  readonly limits: EngineHostConfig;
}

/** What the engine says of a container, read; `undefined` for one that does not run. */
export function runningContainer({ Id, Name, State, Config, HostConfig }: InspectedContainer): Container | undefined {
  if (State?.Running !== true) return undefined;
  const started = Date.parse(State.StartedAt ?? '') / 1000;
  return {
    id: Id,
    pid: State.Pid ?? 0,
    name: (Name ?? '').replace(/^\//, ''),
    image: Config?.Image ?? '',
    labels: Object.fromEntries(
      Object.entries(Config?.Labels ?? {}).map(([label, value]) => [
        `container_label_${label.replaceAll(/[^a-zA-Z0-9_]/g, '_')}`,
        value,
      ]),
    ),
    started: Number.isNaN(started) ? undefined : Math.floor(started),
    hostNetwork: HostConfig?.NetworkMode === 'host',
    limits: HostConfig ?? {},
  };
}
