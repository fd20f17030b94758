import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

/** Labels of `node_os_info`, each the same word of the file in capitals. */
const LABELS = [
  'build_id',
  'id',
  'id_like',
  'image_id',
  'image_version',
  'name',
  'pretty_name',
  'variant',
  'variant_id',
  'version',
  'version_codename',
  'version_id',
];

/** https://www.freedesktop.org/software/systemd/man/latest/os-release.html */
export async function operatingSystem({ root }: Host): Promise<MetricFamily[]> {
  const text = (await root.textIfAny('etc/os-release')) ?? (await root.textIfAny('usr/lib/os-release')) ?? '';
  const words = new Map(
    [...text.matchAll(/^([A-Z_]+)=(["']?)(.*)\2$/gm)].map(([, word, , value]) => [word!.toLowerCase(), value!]),
  );
  const set = new FamilySet();
  if (words.size === 0) return [];
  const labels = Object.fromEntries(LABELS.map((label) => [label, words.get(label) ?? '']));
  set.gauge('node_os_info', 'What is known of the operating system.', 1, labels);
  const version = /^\d+(\.\d+)?/.exec(words.get('version_id') ?? '')?.[0];
  const { id = '', id_like = '', name = '' } = labels;
  const help = 'First two numbers of the version.';
  set.gauge('node_os_version', help, version === undefined ? undefined : Number(version), { id, id_like, name });
  return set.families;
}
