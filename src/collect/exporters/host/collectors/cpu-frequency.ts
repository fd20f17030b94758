import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

/** File below `cpufreq` (kHz), the metric (Hz) and its help. */
const FREQUENCIES = [
  ['cpuinfo_cur_freq', 'node_cpu_frequency_hertz', 'Frequency of the CPU now.'],
  ['cpuinfo_min_freq', 'node_cpu_frequency_min_hertz', 'Lowest frequency of the CPU.'],
  ['cpuinfo_max_freq', 'node_cpu_frequency_max_hertz', 'Highest frequency of the CPU.'],
  ['scaling_cur_freq', 'node_cpu_scaling_frequency_hertz', 'Frequency that the governor has set.'],
  ['scaling_min_freq', 'node_cpu_scaling_frequency_min_hertz', 'Lowest frequency that the governor may set.'],
  ['scaling_max_freq', 'node_cpu_scaling_frequency_max_hertz', 'Highest frequency that the governor may set.'],
] as const;

/** https://docs.kernel.org/admin-guide/pm/cpufreq.html#policy-interface-in-sysfs */
export async function cpuFrequency({ sys }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  for (const name of await sys.names('devices/system/cpu')) {
    const cpu = /^cpu(\d+)$/.exec(name)?.[1];
    if (cpu === undefined) continue;
    const at = `devices/system/cpu/${name}/cpufreq`;
    for (const [file, metric, help] of FREQUENCIES) {
      const kilohertz = await sys.number(`${at}/${file}`);
      set.gauge(metric, help, kilohertz && kilohertz * 1000, { cpu });
    }
    const governor = await sys.line(`${at}/scaling_governor`);
    if (governor === undefined) continue;
    for (const known of ((await sys.line(`${at}/scaling_available_governors`)) ?? governor).split(/\s+/)) {
      const help = 'Which governor sets the frequency.';
      set.gauge('node_cpu_scaling_governor', help, known === governor ? 1 : 0, { cpu, governor: known });
    }
  }
  return set.families;
}
