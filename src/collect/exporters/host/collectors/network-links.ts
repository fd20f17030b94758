import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

/** A file of `/sys/class/net/<device>` with the metric's name and help. Numbers may be in hexadecimal. */
const FIGURES = [
  ['gauge', 'address_assign_type', 'node_network_address_assign_type', 'How the address was assigned.'],
  ['gauge', 'carrier', 'node_network_carrier', 'Whether the physical link is up.'],
  ['counter', 'carrier_changes', 'node_network_carrier_changes_total', 'Times the physical link changed.'],
  ['counter', 'carrier_up_count', 'node_network_carrier_up_changes_total', 'Times the physical link came up.'],
  ['counter', 'carrier_down_count', 'node_network_carrier_down_changes_total', 'Times the physical link went down.'],
  ['gauge', 'dev_id', 'node_network_device_id', 'Which of several devices with one address.'],
  ['gauge', 'dormant', 'node_network_dormant', 'Whether the device waits for something to happen.'],
  ['gauge', 'flags', 'node_network_flags', 'Flags of the device.'],
  ['gauge', 'ifindex', 'node_network_iface_id', 'Index of the device.'],
  ['gauge', 'iflink', 'node_network_iface_link', 'Index of the device that it links to.'],
  ['gauge', 'link_mode', 'node_network_iface_link_mode', 'Link mode of the device.'],
  ['gauge', 'mtu', 'node_network_mtu_bytes', 'Largest packet of the device, in bytes.'],
  ['gauge', 'name_assign_type', 'node_network_name_assign_type', 'How the name was assigned.'],
  ['gauge', 'netdev_group', 'node_network_net_dev_group', 'Group of the device.'],
  ['gauge', 'tx_queue_len', 'node_network_transmit_queue_length', 'Length of the queue for sending.'],
  ['gauge', 'type', 'node_network_protocol_type', 'Protocol of the device.'],
] as const;

const BITS_PER_BYTE = 8;

/** Networks' devices and their links. https://www.kernel.org/doc/Documentation/ABI/testing/sysfs-class-net */
export async function networkLinks({ sys, excluded }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  for (const device of await sys.names('class/net')) {
    const at = `class/net/${device}`;
    if (excluded.networkDevice(device) || (await sys.line(`${at}/ifindex`)) === undefined) continue;
    const text = async (file: string) => (await sys.line(`${at}/${file}`)) ?? '';
    const operstate = await text('operstate');
    set.gauge('node_network_info', 'What is known of the device.', 1, {
      device,
      address: await text('address'),
      broadcast: await text('broadcast'),
      duplex: await text('duplex'),
      operstate,
      adminstate: Number(await text('flags')) & 1 ? 'up' : 'down',
      ifalias: await text('ifalias'),
    });
    set.gauge('node_network_up', 'Whether the device is up.', operstate === 'up' ? 1 : 0, { device });
    for (const [kind, file, metric, help] of FIGURES)
      set[kind](metric, help, await sys.number(`${at}/${file}`), { device });
    const megabits = await sys.number(`${at}/speed`);
    // A device without a speed says -1.
    if (megabits !== undefined && megabits >= 0) {
      const bytes = (megabits * 1e6) / BITS_PER_BYTE;
      set.gauge('node_network_speed_bytes', 'Speed of the device in bytes a second.', bytes, { device });
    }
  }
  return set.families;
}
