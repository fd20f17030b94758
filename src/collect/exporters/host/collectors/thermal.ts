import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

const MILLIDEGREES = 1000;

/** https://docs.kernel.org/driver-api/thermal/sysfs-api.html */
export async function thermal({ sys }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  for (const name of await sys.names('class/thermal')) {
    const at = `class/thermal/${name}`;
    const [, kind, number] = /^(thermal_zone|cooling_device)(\d+)$/.exec(name) ?? [];
    if (kind === undefined) continue;
    const type = (await sys.line(`${at}/type`)) ?? '';
    if (kind === 'thermal_zone') {
      const temperature = await sys.number(`${at}/temp`);
      const celsius = temperature && temperature / MILLIDEGREES;
      set.gauge('node_thermal_zone_temp', 'Temperature of the zone.', celsius, { zone: number!, type });
    } else {
      const labels = { name: number!, type };
      const state = (file: string) => sys.number(`${at}/${file}`);
      set.gauge('node_cooling_device_cur_state', 'How strongly it cools.', await state('cur_state'), labels);
      set.gauge('node_cooling_device_max_state', 'How strongly it can cool.', await state('max_state'), labels);
    }
  }
  return set.families;
}
