/** Objects of the Docker Engine API, as far as they are read. https://docs.docker.com/reference/api/engine/ */

export interface EngineContainer {
  readonly Id: string;
  /** Each with a `/` in front. */
  readonly Names?: readonly string[];
  readonly Labels?: Readonly<Record<string, string>>;
  readonly Ports?: readonly EnginePort[];
  readonly HostConfig?: { readonly NetworkMode?: string };
  readonly NetworkSettings?: { readonly Networks?: Readonly<Record<string, EngineEndpoint | null>> | null };
}

interface EnginePort {
  readonly IP?: string;
  readonly PrivatePort: number;
  readonly PublicPort?: number;
  readonly Type: string;
}

/** A container's end of a network. */
export interface EngineEndpoint {
  readonly NetworkID?: string;
  readonly IPAddress?: string;
}

export interface EngineNetwork {
  readonly Id: string;
  readonly Name?: string;
  readonly Scope?: string;
  readonly Internal?: boolean;
  readonly Ingress?: boolean;
  readonly Labels?: Readonly<Record<string, string>> | null;
}

export interface PublishedPort {
  readonly Name?: string;
  readonly Protocol?: string;
  readonly PublishedPort?: number;
  readonly PublishMode?: string;
}

export interface SwarmService {
  readonly ID: string;
  readonly Spec?: {
    readonly Name?: string;
    readonly Labels?: Readonly<Record<string, string>>;
    readonly Mode?: Readonly<Record<string, unknown>>;
    readonly TaskTemplate?: { readonly ContainerSpec?: { readonly Hostname?: string; readonly Image?: string } };
  };
  readonly Endpoint?: {
    readonly Ports?: readonly PublishedPort[];
    readonly VirtualIPs?: readonly { readonly NetworkID?: string; readonly Addr?: string }[];
  };
  readonly UpdateStatus?: { readonly State?: string };
}

export interface SwarmTask {
  readonly ID: string;
  readonly ServiceID?: string;
  readonly NodeID?: string;
  readonly Slot?: number;
  readonly DesiredState?: string;
  readonly Spec?: { readonly ContainerSpec?: { readonly Labels?: Readonly<Record<string, string>> } };
  readonly Status?: {
    readonly State?: string;
    readonly ContainerStatus?: { readonly ContainerID?: string };
    readonly PortStatus?: { readonly Ports?: readonly PublishedPort[] };
  };
  readonly NetworksAttachments?: readonly {
    readonly Network?: { readonly ID?: string };
    readonly Addresses?: readonly string[];
  }[];
}

export interface SwarmNode {
  readonly ID: string;
  readonly Spec?: {
    readonly Role?: string;
    readonly Availability?: string;
    readonly Labels?: Readonly<Record<string, string>>;
  };
  readonly Description?: {
    readonly Hostname?: string;
    readonly Platform?: { readonly Architecture?: string; readonly OS?: string };
    readonly Engine?: { readonly EngineVersion?: string };
  };
  readonly Status?: { readonly State?: string; readonly Addr?: string };
  readonly ManagerStatus?: { readonly Leader?: boolean; readonly Reachability?: string; readonly Addr?: string };
}
