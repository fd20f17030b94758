import { join } from 'node:path';
import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { FileSystemSize } from '../file-system-sizes.js';
import type { Host } from '../host.js';

const MAX_MOUNTS = 10_000;

/** Of what is said of a mount. */
interface Mount {
  readonly device: string;
  readonly mountpoint: string;
  readonly fstype: string;
  readonly options: readonly string[];
}

const SIZES = [
  ['size_bytes', 'Size of the file system.', 'size'],
  ['free_bytes', 'Free space, that kept for root too.', 'free'],
  ['avail_bytes', 'Free space for everybody.', 'available'],
  ['files', 'Files that there can be.', 'files'],
  ['files_free', 'Files that can still be made.', 'filesFree'],
] as const satisfies readonly (readonly [string, string, keyof FileSystemSize])[];

/** What is mounted, as process 1 sees it, and how full it is. https://man7.org/linux/man-pages/man5/proc_pid_mounts.5.html */
export async function fileSystems(host: Host): Promise<MetricFamily[]> {
  const text = (await host.proc.textIfAny('1/mounts')) ?? (await host.proc.text('mounts'));
  return fileSystemFamilies(host, mountsOf(text));
}

export async function fileSystemFamilies(host: Host, mounts: readonly Mount[]): Promise<MetricFamily[]> {
  const set = new FamilySet();
  for (const { options, ...labels } of shown(host, mounts)) {
    const readOnly = options.includes('ro') ? 1 : 0;
    set.gauge('node_filesystem_readonly', 'Whether it is mounted read-only.', readOnly, labels);
    let size: FileSystemSize | undefined;
    let problem: string | undefined;
    try {
      size = await host.sizes.of(join(host.root.root, labels.mountpoint), labels.fstype);
    } catch (error) {
      problem = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    }
    set.gauge(
      'node_filesystem_device_error',
      'Whether its size could not be read.',
      problem === undefined ? 0 : 1,
      problem === undefined ? labels : { ...labels, device_error: problem },
    );
    for (const [name, help, field] of SIZES) set.gauge(`node_filesystem_${name}`, help, size?.[field], labels);
  }
  return set.families;
}

/** Each place once, with what was mounted there last: that is what one sees. */
function shown({ excluded }: Host, mounts: readonly Mount[]): Mount[] {
  const byPlace = new Map<string, Mount>();
  for (const mount of mounts) {
    if (excluded.mountPoint(mount.mountpoint) || excluded.fileSystemType(mount.fstype)) continue;
    byPlace.delete(mount.mountpoint);
    byPlace.set(mount.mountpoint, mount);
    if (byPlace.size > MAX_MOUNTS) throw new Error(`there are over ${MAX_MOUNTS} mounts`);
  }
  return [...byPlace.values()];
}

function mountsOf(text: string): Mount[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [device = '', mountpoint = '', fstype = '', options = ''] = line.split(' ').map(unescaped);
      return { device, mountpoint, fstype, options: options.split(',') };
    });
}

/** Spaces and the like stand as `\040` in the fields. */
const unescaped = (field: string): string =>
  field.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
