import { z } from 'zod';
import type { TargetGroup } from './discovery.js';

/** YAML has numbers where people mean text. */
const labelValue = z.union([z.string(), z.number(), z.boolean()], 'must be text').transform(String);

const listed = z.array(
  z.strictObject({
    targets: z.array(z.string()).nullish(),
    labels: z.record(z.string().min(1), labelValue).nullish(),
  }),
);

/**
 * The groups of a file or an HTTP answer: `[{"targets": ["host:9100"], "labels": {"job": "node"}}]`. Each gets `labels` too.
 * Throws an `Error` that says which one is wrong.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#file_sd_config
 */
export function listedGroups(value: unknown, source: string, labels: Readonly<Record<string, string>>): TargetGroup[] {
  const parsed = listed.safeParse(value ?? []);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    const place = path.length === 0 ? '' : `${path.map((part) => `[${JSON.stringify(part)}]`).join('')}: `;
    throw new Error(`not a list of {"targets": ["host:port"], "labels": {"name": "value"}}: ${place}${message}`);
  }
  return parsed.data.map((group, index) => ({
    source: `${source}:${index}`,
    targets: (group.targets ?? []).map((address) => ({ __address__: address })),
    labels: { ...group.labels, ...labels },
  }));
}
