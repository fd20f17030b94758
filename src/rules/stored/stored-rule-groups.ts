import { nextTurn } from '../../lib/turns.js';
import { QuartetError } from '../../model/errors.js';
import type { Tenant } from '../../model/tenant.js';
import type { Documents, StoredDocument } from '../../storage/interface.js';
import type { Clock } from '../../telemetry/clock.js';
import type { Logger } from '../../telemetry/logger.js';
import type { RuleGroup } from '../rule-group.js';
import { checkGroup } from './check-group.js';
import { checkText } from './check-text.js';
import { ruleGroupDocument } from './rule-group-document.js';
import type { RuleGroupOwner, RuleGroupReader } from './rule-group-reader.js';
import type { StoredRuleLimits } from './rule-limits.js';
import { fromStored, KIND, keyOf, type StoredGroup, toStored } from './stored-group.js';

export interface StoredRuleGroupsOptions {
  readonly documents: Documents;
  readonly read: RuleGroupReader;
  /** Those of now. */
  readonly limitsOf: (owner: RuleGroupOwner) => StoredRuleLimits;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn'>;
  /** Told each time after `groups()` has changed, also by another program; not at the start. */
  readonly onChange: () => void;
}

/** How often others' changes are looked for. */
const READ_AGAIN_MS = 30_000;

/** What a store has of one group. */
interface Entry {
  readonly tenant: Tenant;
  readonly body: string;
  /** Undefined where the body is none of ours. */
  readonly stored: StoredGroup | undefined;
}

const idOf = ({ tenant, key }: Pick<StoredDocument, 'tenant' | 'key'>): string => JSON.stringify([tenant, key]);

/** Groups that are set over an API rather than by a file. Several programs on one store share them. */
export class StoredRuleGroups {
  private entries: ReadonlyMap<string, Entry> = new Map();
  private work: Promise<unknown> = Promise.resolve();
  private cancel: () => void = () => undefined;
  private isStopped = false;

  constructor(private readonly options: StoredRuleGroupsOptions) {}

  /** Reads all of them; then again every 30 seconds. Rejects where the store cannot be read. */
  async start(): Promise<void> {
    this.entries = await this.inTurn(() => this.readAll());
    this.schedule();
  }

  /** Resolves when nothing of it runs. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.cancel();
    await this.work;
  }

  /** All that can be evaluated, in no given order. */
  groups(): readonly RuleGroup[] {
    return this.all().flatMap(({ group }) => group ?? []);
  }

  /** Those of an owner, or of one namespace: by namespace, and in it in the order in which they were first set. */
  list({ tenant, language }: RuleGroupOwner, namespace?: string): readonly StoredGroup[] {
    return this.all()
      .filter((one) => one.tenant === tenant && one.language === language)
      .filter((one) => namespace === undefined || one.namespace === namespace)
      .sort(
        (a, b) =>
          compare(a.namespace, b.namespace) || a.createdMs - b.createdMs || compare(a.document.name, b.document.name),
      );
  }

  /** Namespaces that are not to be changed. */
  protectedNamespaces(owner: RuleGroupOwner): readonly string[] {
    return this.options.limitsOf(owner).rulerProtectedNamespaces ?? [];
  }

  /** Throws `not_found`. */
  get(owner: RuleGroupOwner, namespace: string, name: string): StoredGroup {
    const found = this.list(owner, namespace).find(({ document }) => document.name === name);
    if (found === undefined) throw new QuartetError('not_found', 'group does not exist');
    return found;
  }

  /**
   * Puts the group that `text` (YAML) says into a namespace, in the place of one of its name. Resolves when it is stored.
   * Rejects with `invalid_argument`, `too_large` or `limit_exceeded`, with what is wrong.
   */
  async set(owner: RuleGroupOwner, namespace: string, text: string): Promise<void> {
    checkText(text);
    const { group, plain } = this.options.read(text, owner, namespace);
    const document = ruleGroupDocument(plain);
    await this.inTurn(async () => {
      const siblings = this.list(owner);
      const before = siblings.find((one) => one.namespace === namespace && one.document.name === document.name);
      const others = siblings.filter((one) => one !== before).map((one) => one.namespace);
      checkGroup(group, others, this.options.limitsOf(owner));
      const last = Math.max(0, ...siblings.map(({ createdMs }) => createdMs));
      const createdMs = before?.createdMs ?? Math.max(last + 1, this.options.clock.now());
      const { tenant, language } = owner;
      const stored: StoredGroup = { tenant, language, namespace, createdMs, document, group };
      const written = toStored(stored);
      await this.options.documents.put([written]);
      this.entries = new Map(this.entries).set(idOf(written), { tenant, body: written.body, stored });
      this.options.onChange();
    });
  }

  /** Resolves when it is gone from the store. Rejects with `not_found`. */
  remove(owner: RuleGroupOwner, namespace: string, name: string): Promise<void> {
    return this.inTurn(() => this.take([this.get(owner, namespace, name)]));
  }

  /** Resolves when all groups of the namespace are gone from the store. Rejects with `not_found` where it has none. */
  removeNamespace(owner: RuleGroupOwner, namespace: string): Promise<void> {
    return this.inTurn(() => {
      const found = this.list(owner, namespace);
      if (found.length === 0) throw new QuartetError('not_found', 'group namespace does not exist');
      return this.take(found);
    });
  }

  private all(): StoredGroup[] {
    return [...this.entries.values()].flatMap(({ stored }) => stored ?? []);
  }

  private async take(groups: readonly StoredGroup[]): Promise<void> {
    const gone = groups.map((one) => ({ tenant: one.tenant, kind: KIND, key: keyOf(one, one.document.name) }));
    await this.options.documents.remove(gone);
    const left = new Map(this.entries);
    for (const one of gone) left.delete(idOf(one));
    this.entries = left;
    this.options.onChange();
  }

  private schedule(): void {
    if (this.isStopped) return;
    const { clock } = this.options;
    this.cancel = clock.at(clock.now() + READ_AGAIN_MS, async () => {
      await this.inTurn(() => this.readAgain());
      this.schedule();
    });
  }

  private async readAgain(): Promise<void> {
    if (this.isStopped) return;
    const before = this.entries;
    try {
      const now = await this.readAll();
      this.entries = now;
      const isSame = now.size === before.size && [...now].every(([id, one]) => before.get(id) === one);
      if (!isSame) this.options.onChange();
    } catch (error) {
      const { message } = error as Error;
      this.options.logger.warn({ error: message }, 'stored rule groups were not read again; those of before go on');
    }
  }

  /** What is stored now; entries that are known and have not changed are the same. */
  private async readAll(): Promise<Map<string, Entry>> {
    const entries = new Map<string, Entry>();
    for (const document of await this.options.documents.list(KIND)) {
      const id = idOf(document);
      const known = this.entries.get(id);
      if (known?.body === document.body) {
        entries.set(id, known);
        continue;
      }
      await nextTurn();
      entries.set(id, this.entryOf(document));
    }
    return entries;
  }

  private entryOf(document: StoredDocument): Entry {
    const { tenant, key, body } = document;
    const warn = ({ message }: Error) =>
      this.options.logger.warn({ tenant, group: key, error: message }, 'a stored rule group cannot be read');
    try {
      return { tenant, body, stored: fromStored(document, this.options.read, warn) };
    } catch (error) {
      warn(error as Error);
      return { tenant, body, stored: undefined };
    }
  }

  /** Changes and reads follow each other, so that a read never takes back a change. */
  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = this.work.then(task);
    this.work = done.catch(() => undefined);
    return done;
  }
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
