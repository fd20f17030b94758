import { connectionTracking } from './collectors/connection-tracking.js';
import { cpu } from './collectors/cpu.js';
import { cpuFrequency } from './collectors/cpu-frequency.js';
import {
  darwinBoot,
  darwinCpu,
  darwinFileSystems,
  darwinLoad,
  darwinMemory,
  darwinNetwork,
} from './collectors/darwin.js';
import { disks } from './collectors/disks.js';
import { entropy } from './collectors/entropy.js';
import { fileSystems } from './collectors/file-systems.js';
import { kernel } from './collectors/kernel.js';
import { kernelName } from './collectors/kernel-name.js';
import { load } from './collectors/load.js';
import { memory } from './collectors/memory.js';
import { neighbours } from './collectors/neighbours.js';
import { networkDevices } from './collectors/network-devices.js';
import { networkLinks } from './collectors/network-links.js';
import { openFiles } from './collectors/open-files.js';
import { operatingSystem } from './collectors/operating-system.js';
import { packetQueues } from './collectors/packet-queues.js';
import { powerSupplies } from './collectors/power-supplies.js';
import { pressure } from './collectors/pressure.js';
import { protocolCounts } from './collectors/protocol-counts.js';
import { scheduler } from './collectors/scheduler.js';
import { sensors } from './collectors/sensors.js';
import { sockets } from './collectors/sockets.js';
import { softwareRaid } from './collectors/software-raid.js';
import { thermal } from './collectors/thermal.js';
import { time } from './collectors/time.js';
import { virtualMemory } from './collectors/virtual-memory.js';
import type { Collect } from './host.js';

type Collectors = Readonly<Record<string, Collect>>;

/** By the names that node_exporter has for them (`--no-collector.<name>`). */
export const LINUX_COLLECTORS: Collectors = {
  arp: neighbours,
  conntrack: connectionTracking,
  cpu,
  cpufreq: cpuFrequency,
  diskstats: disks,
  entropy,
  filefd: openFiles,
  filesystem: fileSystems,
  hwmon: sensors,
  loadavg: load,
  mdadm: softwareRaid,
  meminfo: memory,
  netclass: networkLinks,
  netdev: networkDevices,
  netstat: protocolCounts,
  os: operatingSystem,
  powersupplyclass: powerSupplies,
  pressure,
  schedstat: scheduler,
  sockstat: sockets,
  softnet: packetQueues,
  stat: kernel,
  thermal_zone: thermal,
  time,
  uname: kernelName,
  vmstat: virtualMemory,
};

export const DARWIN_COLLECTORS: Collectors = {
  boottime: darwinBoot,
  cpu: darwinCpu,
  filesystem: darwinFileSystems,
  loadavg: darwinLoad,
  meminfo: darwinMemory,
  netdev: darwinNetwork,
  time,
  uname: kernelName,
};
