import { stringify } from 'yaml';
import { parseRuleNamespaces, type RuleGroupDocument, type RuleNamespaces } from '../../app/rule-documents.js';

/** Where a ruler is asked, for which language, and for whom. */
export interface RulerOptions {
  /** Mimir's port of the server, or its Loki port; the usual one where it is not given. */
  readonly url?: string;
  readonly tenant?: string;
  /** Rules in LogQL rather than PromQL. */
  readonly logs?: boolean;
}

interface RulerSystem {
  readonly url: string;
  readonly path: string;
  readonly port: string;
}

/** https://grafana.com/docs/mimir/latest/references/http-api/#ruler */
const METRICS: RulerSystem = { url: 'http://127.0.0.1:9009', path: '/prometheus/config/v1/rules', port: 'Mimir' };

/** https://grafana.com/docs/loki/latest/reference/loki-http-api/#ruler */
const LOGS: RulerSystem = { url: 'http://127.0.0.1:3100', path: '/loki/api/v1/rules', port: 'Loki' };

/** Long lines stay whole, and what readers of YAML 1.1 would take for something else is quoted. */
const YAML_STYLE = { lineWidth: 0, compat: 'yaml-1.1', aliasDuplicateObjects: false } as const;

export const yamlOf = (value: unknown): string => stringify(value, YAML_STYLE);

/** The ruler API of a running server, Mimir's or Loki's. Every call rejects with the server's own words where it refuses. */
export class Ruler {
  private readonly system: RulerSystem;
  private readonly base: string;

  constructor(private readonly options: RulerOptions) {
    this.system = options.logs ? LOGS : METRICS;
    this.base = `${(options.url ?? this.system.url).replace(/\/+$/, '')}${this.system.path}`;
  }

  /** All groups, or those of one namespace. */
  async list(namespace?: string): Promise<RuleNamespaces> {
    const answer = await this.ask('GET', namespace === undefined ? [] : [namespace]);
    // Loki's way to say that there are none.
    if (answer.status === 404 && answer.text.startsWith('no rule groups found')) return new Map();
    const text = this.accepted(answer);
    try {
      return parseRuleNamespaces(text);
    } catch (error) {
      throw new Error(`${this.base} answered no rule groups: ${text.slice(0, 200)}`, { cause: error });
    }
  }

  async set(namespace: string, group: RuleGroupDocument): Promise<void> {
    this.accepted(await this.ask('POST', [namespace], yamlOf(group)));
  }

  /** Takes away a group, or a whole namespace. */
  async remove(namespace: string, group?: string): Promise<void> {
    this.accepted(await this.ask('DELETE', group === undefined ? [namespace] : [namespace, group]));
  }

  private accepted({ status, text }: Answer): string {
    if (status >= 200 && status < 300) return text;
    throw new Error(text.trim().slice(0, 2000) || `the server answered ${status}`);
  }

  private async ask(method: 'GET' | 'POST' | 'DELETE', names: readonly string[], body?: string): Promise<Answer> {
    const target = new URL([this.base, ...names.map(encodeURIComponent)].join('/'));
    const { tenant } = this.options;
    const headers = {
      ...(tenant !== undefined && { 'X-Scope-OrgID': tenant }),
      ...(body !== undefined && { 'Content-Type': 'application/yaml' }),
    };
    try {
      const response = await fetch(target, { method, headers, ...(body !== undefined && { body }) });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new Error(
        `cannot reach ${target.host} (${cause}); --url names a running server's ${this.system.port} port`,
      );
    }
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
}
