import type { Answer } from 'dns-packet';

/** Data of a type, in the order in which a zone file writes it. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  MX: ['preference', '*exchange'],
  SRV: ['priority', 'weight', 'port', '*target'],
  SOA: ['*mname', '*rname', 'serial', 'refresh', 'retry', 'expire', 'minimum'],
  CAA: ['flags', 'tag', '"value'],
  NAPTR: ['order', 'preference', '"flags', '"services', '"regexp', '*replacement'],
  RP: ['*mbox', '*txt'],
};

const NAMES: ReadonlySet<string> = new Set(['CNAME', 'DNAME', 'NS', 'PTR']);

/** A record as a zone file has it: `name.<tab>ttl<tab>class<tab>type<tab>data`. https://datatracker.ietf.org/doc/html/rfc1035#section-5.1 */
export function recordText(answer: Answer): string {
  const record = answer as { name: string; type: string; ttl?: number; class?: string; data?: unknown };
  return [
    fullName(record.name),
    record.ttl ?? 0,
    record.class ?? 'IN',
    record.type,
    dataText(record.type, record.data),
  ].join('\t');
}

function dataText(type: string, data: unknown): string {
  if (NAMES.has(type)) return fullName(String(data));
  if (type === 'TXT')
    return [data]
      .flat()
      .map((part) => JSON.stringify(String(part)))
      .join(' ');
  const fields = FIELDS[type];
  if (fields === undefined || typeof data !== 'object' || data === null)
    return Buffer.isBuffer(data) ? data.toString('hex') : String(data);
  const values = data as Readonly<Record<string, unknown>>;
  return fields.map((field) => fieldText(field, values)).join(' ');
}

function fieldText(field: string, values: Readonly<Record<string, unknown>>): string {
  if (field.startsWith('*')) return fullName(String(values[field.slice(1)] ?? ''));
  if (field.startsWith('"')) return JSON.stringify(String(values[field.slice(1)] ?? ''));
  return String(values[field] ?? 0);
}

const fullName = (name: string): string => (name.endsWith('.') ? name : `${name}.`);
