import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

/** File, metric behind `node_power_supply_`, divisor into the base unit. */
const FIGURES = [
  ['online', 'online', 1],
  ['present', 'present', 1],
  ['capacity', 'capacity', 1],
  ['cycle_count', 'cyclecount', 1],
  ['voltage_now', 'voltage_volt', 1e6],
  ['current_now', 'current_ampere', 1e6],
  ['power_now', 'power_watt', 1e6],
  ['energy_now', 'energy_watthour', 1e6],
  ['energy_full', 'energy_full', 1e6],
  ['temp', 'temp_celsius', 10],
] as const;

/** https://docs.kernel.org/power/power_supply_class.html */
export async function powerSupplies({ sys }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  for (const supply of await sys.names('class/power_supply')) {
    const at = `class/power_supply/${supply}`;
    const text = async (file: string) => (await sys.line(`${at}/${file}`)) ?? '';
    const labels = { power_supply: supply };
    const info = { ...labels, type: await text('type'), status: await text('status') };
    set.gauge('node_power_supply_info', 'What is known of the power supply.', 1, info);
    for (const [file, name, divisor] of FIGURES) {
      const value = await sys.number(`${at}/${file}`);
      set.gauge(`node_power_supply_${name}`, `${file} of the power supply.`, value && value / divisor, labels);
    }
  }
  return set.families;
}
