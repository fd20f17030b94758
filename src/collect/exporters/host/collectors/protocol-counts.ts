import type { MetricFamily } from '../../../../wire/exposition/metric-family.js';
import { FamilySet } from '../../family-set.js';
import type { Host } from '../host.js';

/** The fields that are shown; the kernel has hundreds. */
const SHOWN = [
  /_(InErrors|InErrs)$/,
  /^Ip_Forwarding$/,
  /^Ip(6|Ext)_(InOctets|OutOctets)$/,
  /^Icmp6?_(InMsgs|OutMsgs)$/,
  /^TcpExt_(Listen.*|Syncookies.*|TCPSynRetrans|TCPTimeouts|TCPOFOQueue|TCPRcvQDrop)$/,
  /^Tcp_(ActiveOpens|InSegs|OutSegs|OutRsts|PassiveOpens|RetransSegs|CurrEstab)$/,
  /^Udp6?_(InDatagrams|OutDatagrams|NoPorts|RcvbufErrors|SndbufErrors)$/,
];

/** Counts of IP, ICMP, TCP and UDP. https://docs.kernel.org/networking/snmp_counter.html */
export async function protocolCounts({ net }: Host): Promise<MetricFamily[]> {
  const set = new FamilySet();
  const take = (protocol: string, field: string, value: string) => {
    const name = `${protocol}_${field}`;
    if (SHOWN.some((pattern) => pattern.test(name))) {
      set.untyped(`node_netstat_${name}`, `${field} of ${protocol}.`, Number(value));
    }
  };
  for (const file of ['netstat', 'snmp']) takePairs(await net.text(file), take);
  // Without IPv6 there is no such file.
  for (const line of ((await net.textIfAny('snmp6')) ?? '').split('\n')) {
    const [, protocol, field, value] = /^(\w+?6)(\w+)\s+(\d+)$/.exec(line) ?? [];
    if (protocol !== undefined) take(protocol, field!, value!);
  }
  return set.families;
}

/** `TcpExt: A B` and below it `TcpExt: 1 2`. */
function takePairs(text: string, take: (protocol: string, field: string, value: string) => void): void {
  const lines = text.split('\n');
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const [protocol, ...fields] = lines[at]!.split(' ');
    const [same, ...values] = lines[at + 1]!.split(' ');
    if (protocol !== same) throw new Error(`${protocol} has no values`);
    fields.forEach((field, column) => {
      take(protocol!.slice(0, -1), field, values[column] ?? '');
    });
  }
}
