import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

const STATES = ['active', 'inactive', 'recovering', 'resync', 'check'];

/** Arrays in `/proc/mdstat`, each two lines or three. https://man7.org/linux/man-pages/man4/md.4.html */
export async function softwareRaid({ proc }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  const text = (await proc.textIfAny('mdstat')) ?? '';
  for (const [block] of text.matchAll(/^md\S+ : .*(\n[ \t]+.*)*/gm)) takeArray(set, block);
  return set.families;
}

function takeArray(set: FamilySet, block: string): void {
  const [, device = '', activity = '', members = ''] = /^(\S+) : (\S+)(.*)/.exec(block) ?? [];
  const flags = [...members.matchAll(/\[\d+\]((?:\([A-Z]\))*)/g)].map(([, given]) => given!);
  const failed = flags.filter((given) => given.includes('(F)')).length;
  const spare = flags.filter((given) => given.includes('(S)')).length;
  const [, required, active] = /\[(\d+)\/(\d+)\]/.exec(block) ?? [];
  const work = /(recovery|resync|check|reshape) *=/.exec(block)?.[1];
  const state = work === undefined ? activity : work === 'recovery' || work === 'reshape' ? 'recovering' : work;
  const blocks = Number(/(\d+) blocks/.exec(block)?.[1] ?? 0);
  const synced = /\((\d+)\/\d+\)/.exec(block)?.[1];
  // Levels without redundancy have no count of what they need.
  const running = active === undefined ? flags.length - failed - spare : Number(active);
  const needed = required === undefined ? flags.length - spare : Number(required);

  for (const one of STATES) {
    set.gauge('node_md_state', 'What the array does.', one === state ? 1 : 0, { device, state: one });
  }
  const counts = { active: running, failed, spare };
  for (const [kind, count] of Object.entries(counts)) {
    const help = 'Disks of the array by their state.';
    set.gauge('node_md_disks', help, count, { device, state: kind });
  }
  set.gauge('node_md_disks_required', 'Disks that the array needs.', needed, { device });
  set.gauge('node_md_blocks', 'Size of the array in KiB.', blocks, { device });
  const done = synced === undefined ? blocks : Number(synced);
  set.gauge('node_md_blocks_synced', 'KiB of the array that are in step.', done, { device });
}
