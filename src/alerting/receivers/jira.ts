import { NotifyError } from '../notify/integration.js';
import { bodyJson } from './answer-check.js';
import type { Delivery } from './delivery.js';
import type { Send } from './send.js';
import { truncateCharacters } from './truncate.js';

/** https://prometheus.io/docs/alerting/latest/configuration/#jira_config */
export interface JiraConfig {
  /** With the version: `https://company.atlassian.net/rest/api/2/`. */
  readonly apiUrl: string;
  readonly project: string;
  readonly summary: string;
  readonly description: string;
  readonly labels: readonly string[];
  readonly priority: string;
  readonly issueType: string;
  readonly resolveTransition: string;
  readonly reopenTransition: string;
  readonly wontFixResolution: string;
  readonly reopenDurationMs: number;
  /** Texts in them are templates. */
  readonly fields: Readonly<Record<string, unknown>>;
}

const MAX = { summary: 255, description: 32_767 } as const;
const MINUTE_MS = 60_000;

interface Issue {
  readonly key: string;
  readonly isDone: boolean;
}

/** One issue for each group, found again by a label. https://developer.atlassian.com/cloud/jira/platform/rest/v2/intro/ */
export const jira: Send<JiraConfig> = async (config, delivery) => {
  const label = `ALERT{${delivery.groupHash}}`;
  const issue = await existing(config, delivery, label);
  if (issue === undefined) {
    if (delivery.isFiring) await request(config, delivery, 'POST', 'issue', issueJson(config, delivery, label));
    return;
  }
  await request(config, delivery, 'PUT', `issue/${issue.key}`, issueJson(config, delivery, label));
  const transition = delivery.isFiring ? config.reopenTransition : config.resolveTransition;
  if (transition === '' || issue.isDone !== delivery.isFiring) return;
  await request(config, delivery, 'POST', `issue/${issue.key}/transitions`, {
    transition: { id: await transitionId(config, delivery, issue.key, transition) },
  });
};

async function existing(config: JiraConfig, delivery: Delivery, label: string): Promise<Issue | undefined> {
  const conditions: string[] = [];
  if (config.wontFixResolution !== '') conditions.push(`resolution != ${quoted(config.wontFixResolution)}`);
  if (delivery.isFiring) {
    const minutes = Math.floor(config.reopenDurationMs / MINUTE_MS);
    if (minutes > 0) conditions.push(`(resolutiondate is EMPTY OR resolutiondate >= -${minutes}m)`);
    else if (config.reopenTransition === '') conditions.push('statusCategory != Done');
  } else conditions.push('statusCategory != Done');
  conditions.push(`project=${quoted(delivery.text(config.project))}`, `labels=${quoted(label)}`);
  const path = /\/3\/?$/.test(config.apiUrl) ? 'search/jql' : 'search';
  const found = (await request(config, delivery, 'POST', path, {
    jql: `${conditions.join(' and ')} order by status ASC,resolutiondate DESC`,
    maxResults: 2,
    fields: ['status'],
    expand: [],
  })) as { issues?: { key?: unknown; fields?: { status?: { statusCategory?: { key?: unknown } } } }[] } | undefined;
  const first = found?.issues?.[0];
  if (typeof first?.key !== 'string') return undefined;
  return { key: first.key, isDone: first.fields?.status?.statusCategory?.key === 'done' };
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

function issueJson(config: JiraConfig, delivery: Delivery, label: string) {
  const priority = delivery.text(config.priority);
  const description = truncateCharacters(delivery.text(config.description), MAX.description);
  return {
    fields: {
      ...(filled(config.fields, delivery) as Record<string, unknown>),
      project: { key: delivery.text(config.project) },
      issuetype: { name: delivery.text(config.issueType) },
      summary: truncateCharacters(delivery.text(config.summary), MAX.summary),
      ...(description !== '' && { description: documentOf(config, description) }),
      labels: [...config.labels.map((one) => delivery.text(one)), label],
      ...(priority !== '' && { priority: { name: priority } }),
    },
  };
}

/** Version 3 takes a document: one that the template made, or paragraphs. */
function documentOf({ apiUrl }: JiraConfig, description: string): unknown {
  if (!/\/3\/?$/.test(apiUrl)) return description;
  try {
    return JSON.parse(description);
  } catch {
    const content = description
      .split('\n')
      .map((line) => ({ type: 'paragraph', content: line === '' ? [] : [{ type: 'text', text: line }] }));
    return { type: 'doc', version: 1, content };
  }
}

function filled(value: unknown, delivery: Delivery): unknown {
  if (typeof value === 'string') return delivery.text(value);
  if (Array.isArray(value)) return value.map((one) => filled(one, delivery));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, delivery)]));
}

async function transitionId(config: JiraConfig, delivery: Delivery, key: string, name: string): Promise<string> {
  const found = (await request(config, delivery, 'GET', `issue/${key}/transitions`)) as
    | { transitions?: { id?: unknown; name?: unknown }[] }
    | undefined;
  const id = found?.transitions?.find((one) => one.name === name)?.id;
  if (typeof id === 'string') return id;
  throw new NotifyError(`issue ${key} has no transition ${JSON.stringify(name)}`, false);
}

async function request(
  config: JiraConfig,
  delivery: Delivery,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  json?: unknown,
): Promise<unknown> {
  const url = `${config.apiUrl.replace(/\/?$/, '/')}${path}`;
  return bodyJson(await delivery.call({ method, url, json, headers: { accept: 'application/json' } }));
}
