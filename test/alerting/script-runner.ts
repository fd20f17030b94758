import { Alertmanager } from '../../src/alerting/alertmanager.js';
import { parseMatchers } from '../../src/alerting/matchers/parse-matchers.js';
import type { Notification } from '../../src/alerting/notify/integration.js';
import type { ReceiverConfig } from '../../src/alerting/receivers/receiver-config.js';
import { readAlertmanagerConfig } from '../../src/config/alertmanager/alertmanager.js';
import { YamlFile } from '../../src/config/yaml-file.js';
import { formatDuration, parseDuration } from '../../src/lib/duration.js';
import { type Labels, labelsFrom, labelValue } from '../../src/model/labels.js';
import type { Documents, StoredDocument } from '../../src/storage/interface.js';
import { MemoryDocuments } from '../support/memory-documents.js';
import { type Behaviour, FakeReceiver, wellBehaved } from './fake-receiver.js';
import type { ScriptCase, ScriptStep } from './script-parser.js';
import { SettlingClock, settle } from './settling-clock.js';

/** A Monday. */
const BEGIN = '2026-01-05T00:00:00Z';

const TENANT = 'default';
const quiet = { info() {}, warn() {}, error() {} };

/** Documents that can be away. */
class Store implements Documents {
  away = false;
  private readonly inner = new MemoryDocuments();

  list(kind: string, tenant?: string): Promise<StoredDocument[]> {
    return this.reached(() => this.inner.list(kind, tenant));
  }

  put(documents: readonly StoredDocument[]): Promise<void> {
    return this.reached(() => this.inner.put(documents));
  }

  remove(documents: readonly Omit<StoredDocument, 'body'>[]): Promise<void> {
    return this.reached(() => this.inner.remove(documents));
  }

  private async reached<T>(act: () => Promise<T>): Promise<T> {
    if (this.away) throw new Error('the store is away');
    return act();
  }
}

const milliseconds = (text: string): number => {
  const ms = parseDuration(text);
  if (ms === undefined) throw new Error(`${text} is not a duration`);
  return ms;
};

/** `X service=a` as labels. */
const labelsOf = ([name = '', ...pairs]: readonly string[]): Labels =>
  labelsFrom([['alertname', name], ...pairs.map((pair) => pair.split(/=(.*)/s).slice(0, 2) as [string, string])]);

/** `X/a`: the alert's name and its service. */
const shownAlert = (labels: Labels): string =>
  [labelValue(labels, 'alertname'), labelValue(labels, 'service')].filter((text) => text !== '').join('/');

/** One case, run on a clock of its own. */
class ScriptRun {
  private readonly told: string[] = [];
  private readonly expected: string[] = [];
  private readonly wrong: string[] = [];
  private readonly store = new Store();
  private readonly behaviours = new Map<string, Behaviour>();
  private readonly silences = new Map<string, string>();
  private instances: (Alertmanager<ReceiverConfig> | undefined)[] = [undefined];
  private clock = new SettlingClock(Date.parse(BEGIN));
  private beginMs = Date.parse(BEGIN);
  private config = '';

  constructor(private readonly script: ScriptCase) {}

  /** What differs from what the script expects. */
  async run(): Promise<string[]> {
    for (const step of this.script.steps) {
      if (
        !BEFORE_START.includes(step.command) &&
        this.instances.every((one) => one === undefined) &&
        this.told.length === 0
      )
        await this.startFirst();
      await this.step(step);
      await settle();
    }
    const differs = this.told.join('\n') !== this.expected.join('\n');
    return differs ? [...this.wrong, 'told:', ...this.told, 'expected:', ...this.expected] : this.wrong;
  }

  private started = false;

  private async startFirst(): Promise<void> {
    if (this.started) return;
    this.started = true;
    for (let i = 0; i < this.instances.length; i++) await this.start(i);
  }

  private step({ command, words, line }: ScriptStep): void | Promise<void> {
    const act = this.commands[command];
    if (act === undefined) throw new Error(`line ${line}: ${command} is not a command`);
    return act(words, line);
  }

  private readonly commands: Readonly<
    Record<string, (words: readonly string[], line: number) => void | Promise<void>>
  > = {
    clock: ([time]) => {
      this.beginMs = Date.parse(time!);
      this.clock = new SettlingClock(this.beginMs);
    },
    peers: ([count]) => {
      this.instances = Array.from({ length: Number(count) }, () => undefined);
    },
    alert: (words) => this.post(words, undefined),
    resolve: (words) => this.post(words, this.clock.now()),
    until: ([duration, ...words]) => this.post(words, this.clock.now() + milliseconds(duration!)),
    since: ([duration, ...words]) => this.post(words, undefined, this.clock.now() - milliseconds(duration!)),
    advance: ([duration]) => this.clock.advance(milliseconds(duration!)),
    to: ([duration]) => this.clock.advance(this.beginMs + milliseconds(duration!) - this.clock.now()),
    silence: ([name, from, to, ...matchers]) => this.silence(name!, from!, to!, matchers),
    expire: ([name]) => this.running().silences.expire(this.silences.get(name!)!),
    fail: ([receiver, count]) => this.behave(receiver!, { failures: Number(count) }),
    final: ([receiver]) => this.behave(receiver!, { final: true }),
    down: ([receiver]) => this.behave(receiver!, { failures: Number.POSITIVE_INFINITY }),
    up: ([receiver]) => this.behave(receiver!, { failures: 0, final: false, slowMs: 0 }),
    slow: ([receiver, duration]) => this.behave(receiver!, { slowMs: milliseconds(duration!) }),
    later: ([receiver, duration]) => this.behave(receiver!, { retryAfterMs: milliseconds(duration!) }),
    store: ([state]) => {
      this.store.away = state === 'away';
    },
    stop: ([place = '0']) => this.stop(Number(place)),
    start: ([place = '0']) => this.start(Number(place)),
    restart: async ([place = '0']) => {
      await this.stop(Number(place));
      await this.start(Number(place));
    },
    crash: async ([place = '0']) => {
      const before = this.store.away;
      this.store.away = true;
      await this.stop(Number(place));
      this.store.away = before;
      await this.start(Number(place));
    },
    reload: ([name = '']) => {
      this.config = name;
      for (const one of this.instances) one?.apply(this.read());
    },
    expect: (words) => {
      if (words[0] !== 'nothing') this.expected.push(words.join(' '));
    },
    attempts: ([receiver, count], line) => this.same(line, String(this.behaviour(receiver!).attempts), count!),
    state: async ([alert, state, ...by], line) => {
      const views = await this.running().alerts();
      const view = views.find(({ labels }) => shownAlert(labels) === alert);
      const names = [...this.silences].filter(([, id]) => view?.silencedBy.includes(id)).map(([name]) => name);
      const inhibitors = (view?.inhibitedBy ?? []).map((hash) => views.find((one) => one.fingerprint === hash));
      const reasons = [...names, ...inhibitors.map((one) => shownAlert(one?.labels ?? [])), ...(view?.mutedBy ?? [])];
      this.same(line, [view?.state ?? 'gone', ...reasons].join(' '), [state, ...by].join(' '));
    },
    groups: async (words, line) => {
      const keys = (await this.running().groups()).map(({ key }) => key);
      this.same(line, keys.join(' '), words.join(' '));
    },
    would: (words, line) => {
      const [labels, answer] = words.join(' ').split(' reach ');
      const { routes } = this.running().explain(labelsOf(labels!.split(' ')), this.clock.now());
      const shown = routes.map(({ receiver, notifiesAtMs }) =>
        notifiesAtMs === undefined ? `${receiver} never` : `${receiver} at ${this.time(notifiesAtMs)}`,
      );
      this.same(line, shown.join(', '), answer!);
    },
  };

  private same(line: number, is: string, expected: string): void {
    if (is !== expected) this.wrong.push(`line ${line}: ${is} where ${expected} is expected`);
  }

  private running(): Alertmanager<ReceiverConfig> {
    return this.instances.find((one) => one !== undefined)!;
  }

  private async post(words: readonly string[], endsAtMs: number | undefined, startsAtMs?: number): Promise<void> {
    const labels = labelsOf(words);
    const alert = { labels, annotations: [], startsAtMs, endsAtMs, generatorUrl: '' };
    const starts = startsAtMs ?? (endsAtMs !== undefined && endsAtMs > this.clock.now() ? this.clock.now() : undefined);
    for (const one of this.instances) await one?.post([{ ...alert, startsAtMs: starts }]);
  }

  private async silence(name: string, from: string, to: string, matchers: readonly string[]): Promise<void> {
    const known = this.silences.get(name);
    const id = await this.running().silences.set({
      ...(known !== undefined && { id: known }),
      matchers: parseMatchers(matchers.join(' ')),
      startsAtMs: this.beginMs + milliseconds(from),
      endsAtMs: this.beginMs + milliseconds(to),
      createdBy: 'somebody',
      comment: 'for a reason',
    });
    this.silences.set(name, id);
  }

  private read() {
    return readAlertmanagerConfig(new YamlFile('/script.yml', this.script.configs.get(this.config)!), parseMatchers);
  }

  private async start(place: number): Promise<void> {
    const alertmanager = new Alertmanager({
      config: this.read(),
      documents: this.store,
      clock: this.clock,
      integrations: ({ name }) =>
        (name.startsWith('both') ? [0, 1] : [0]).map(
          (index) =>
            new FakeReceiver(
              index,
              !name.startsWith('quiet'),
              this.clock,
              this.behaviour(index === 0 ? name : `${name}1`),
              (told) => this.note(told, `${name}${index === 0 ? '' : index}${place === 0 ? '' : `@${place}`}`),
            ),
        ),
      peer: { position: place, peers: this.instances.length },
      logger: quiet,
      tenant: TENANT,
      random: () => 0.5,
    });
    await alertmanager.start();
    this.instances[place] = alertmanager;
  }

  private async stop(place: number): Promise<void> {
    await this.instances[place]?.stop();
    this.instances[place] = undefined;
  }

  private behave(receiver: string, changes: Partial<Behaviour>): void {
    Object.assign(this.behaviour(receiver), changes);
  }

  private behaviour(receiver: string): Behaviour {
    const known = this.behaviours.get(receiver) ?? wellBehaved();
    this.behaviours.set(receiver, known);
    return known;
  }

  private note({ alerts, reason }: Notification, receiver: string): void {
    const shown = alerts.map(({ status, labels }) => `${status === 'firing' ? '+' : '-'}${shownAlert(labels)}`);
    this.told.push(`${receiver} at ${this.time(this.clock.now())} ${reason} ${shown.join(' ')}`);
  }

  private readonly time = (ms: number): string => formatDuration(ms - this.beginMs);
}

const BEFORE_START = ['clock', 'peers'];

export const runScriptCase = (script: ScriptCase): Promise<string[]> => new ScriptRun(script).run();
