/** What is read of the host, as the flags of node_exporter say it. https://github.com/prometheus/node_exporter#readme */
export interface HostExporterConfig {
  /** `--path.procfs` */
  readonly procPath: string;
  /** `--path.sysfs` */
  readonly sysPath: string;
  /** `--path.rootfs`: where the host's `/` is seen. */
  readonly rootPath: string;
  /** Collectors that are off, by node_exporter's names. */
  readonly disabled: readonly string[];
  /** RE2, as in `--collector.filesystem.mount-points-exclude`. Those below too; empty ones leave nothing out. */
  readonly mountPointsExclude: string;
  readonly fileSystemTypesExclude: string;
  readonly networkDevicesExclude: string;
  readonly disksExclude: string;
}

const INNER_MOUNT_POINTS = [
  'dev',
  'proc',
  'sys',
  'run/credentials/.+',
  'var/lib/docker/.+',
  'var/lib/containers/storage/.+',
];

/** What the kernel mounts for itself, and images that are always full. */
const INNER_TYPES = [
  ...['autofs', 'binfmt_misc', 'bpf', 'cgroup', 'cgroup2', 'configfs', 'debugfs', 'devpts', 'devtmpfs', 'fusectl'],
  ...['hugetlbfs', 'mqueue', 'nsfs', 'proc', 'procfs', 'pstore', 'rpc_pipefs', 'securityfs', 'selinuxfs', 'sysfs'],
  ...['tracefs', 'overlay', 'iso9660', 'squashfs', 'erofs'],
];

/** Partitions, and what is not a disk. */
const PARTS_OF_DISKS = ['(z?ram|loop|fd)[0-9]+', '(h|s|v|xv)d[a-z][0-9]+', 'nvme[0-9]+n[0-9]+p[0-9]+'];

export const DEFAULT_HOST_EXPORTER: HostExporterConfig = {
  procPath: '/proc',
  sysPath: '/sys',
  rootPath: '/',
  disabled: [],
  mountPointsExclude: `^/(${INNER_MOUNT_POINTS.join('|')})($|/)`,
  fileSystemTypesExclude: `^(${INNER_TYPES.join('|')})$`,
  networkDevicesExclude: '',
  disksExclude: `^(${PARTS_OF_DISKS.join('|')})$`,
};
