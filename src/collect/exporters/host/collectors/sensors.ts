import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

/** What a sensor measures, by the beginning of its file: name and divisor into the base unit. */
const KINDS = [
  ['temp', 'temp', '_celsius', 1000, 'temperature'],
  ['in', 'in', '_volts', 1000, 'voltage'],
  ['curr', 'curr', '_amps', 1000, 'current'],
  ['power', 'power', '_watt', 1e6, 'power'],
  ['energy', 'energy', '_joule_total', 1e6, 'energy'],
  ['humidity', 'humidity', '', 1000, 'humidity'],
  ['fan', 'fan', '_rpm', 1, 'fan speed'],
] as const;

/** What a file is about that has neither the measured value nor a limit in the kind's unit. */
const BARE = new Set([
  'alarm',
  'enable',
  'type',
  'fault',
  'beep',
  'crit_alarm',
  'min_alarm',
  'max_alarm',
  'div',
  'pulses',
]);

/** Temperatures, fans and voltages. https://docs.kernel.org/hwmon/sysfs-interface.html */
export async function sensors({ sys }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  for (const name of await sys.names('class/hwmon')) {
    const at = `class/hwmon/${name}`;
    const chipName = await sys.line(`${at}/name`);
    const chip = await chipOf(sys, at, chipName ?? name);
    if (chipName !== undefined) {
      set.gauge('node_hwmon_chip_names', 'Names of the chips.', 1, { chip, chip_name: chipName });
    }
    for (const file of await sys.names(at)) {
      const [, kind, number, property] = /^([a-z]+)(\d+)_(\w+)$/.exec(file) ?? [];
      const known = KINDS.find(([prefix]) => prefix === kind);
      if (known === undefined) continue;
      const labels = { chip, sensor: `${kind}${number}` };
      if (property === 'label') {
        const label = (await sys.line(`${at}/${file}`)) ?? '';
        set.gauge('node_hwmon_sensor_label', 'Names of the sensors.', 1, { ...labels, label });
        continue;
      }
      const [, metric, unit, divisor, what] = known;
      const bare = BARE.has(property!);
      const middle = property === 'input' ? '' : `_${property}`;
      const value = await sys.number(`${at}/${file}`);
      const kindOf = unit === '_joule_total' && property === 'input' ? 'counter' : 'gauge';
      const help = `${property} of a sensor of ${what}.`;
      set[kindOf](
        `node_hwmon_${metric}${middle}${bare ? '' : unit}`,
        help,
        value && value / (bare ? 1 : divisor),
        labels,
      );
    }
  }
  return set.families;
}

/** A chip is named after its device, which stays the same over restarts: `platform_coretemp_0`. */
async function chipOf(sys: Host['sys'], at: string, otherwise: string): Promise<string> {
  const device = await sys.link(`${at}/device`);
  const bus = await sys.link(`${at}/device/subsystem`);
  const parts = [bus, device].flatMap((path) => path?.split('/').at(-1) ?? []);
  return (parts.length === 0 ? otherwise : parts.join('_')).toLowerCase().replaceAll(/[^a-z0-9:_]/g, '_');
}
