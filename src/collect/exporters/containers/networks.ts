import { networkCounts } from '../host/collectors/network-devices.js';
import type { SourceTree } from '../sources.js';
import type { NetworkCounts, NetworkUsage } from './container-usage.js';

/** What goes nowhere, or through others' devices. */
const INNER = /^(lo|veth|docker)/;

/** The devices in the network of a process; `undefined` where it may not be read. */
export async function networksOf(proc: SourceTree, pid: number): Promise<NetworkUsage[] | undefined> {
  const text = await proc.textIfAny(`${pid}/net/dev`);
  if (text === undefined) return undefined;
  return networkCounts(text)
    .filter(({ device }) => !INNER.test(device))
    .map(({ device, counts }) => {
      const values = new Map(counts);
      const direction = (name: string): NetworkCounts => ({
        bytes: values.get(`${name}_bytes`),
        packets: values.get(`${name}_packets`),
        errors: values.get(`${name}_errs`),
        dropped: values.get(`${name}_drop`),
      });
      return { device, received: direction('receive'), sent: direction('transmit') };
    });
}
