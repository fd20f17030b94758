/** The instances on one store; positions from 0. */
export interface AlertmanagerMembers {
  readonly position: number;
  readonly peers: number;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character]!);

/**
 * A page with the instances and the tenants that have set a configuration.
 * https://grafana.com/docs/mimir/latest/references/http-api/#alertmanager-status
 */
export function statusPage({ position, peers }: AlertmanagerMembers, tenants: readonly string[]): string {
  const members = Array.from({ length: peers }, (_, i) => `instance-${i}${i === position ? ' (this one)' : ''}`);
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Alertmanager status</title></head><body>',
    '<h1>Alertmanager status</h1>',
    ...section('Cluster members', members),
    ...section('Tenants with a configuration of their own', tenants),
    '</body></html>\n',
  ].join('\n');
}

const section = (title: string, items: readonly string[]): string[] => [
  `<h2>${title}</h2>`,
  items.length === 0 ? '<p>none</p>' : `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`,
];
