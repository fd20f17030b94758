import { TemplateError } from '../../lib/gotemplate/template-error.js';
import { GoList, GoMap, isList, type TemplateFunction, typeName, type Value } from '../../lib/gotemplate/value.js';
import type { Labels } from '../../model/labels.js';
import { StructureValue } from './structure-value.js';

const method = (call: () => Value): TemplateFunction => ({ parameters: [], call });

/**
 * Labels or annotations in a template (`KV`): a map with methods.
 * https://prometheus.io/docs/alerting/latest/notifications/#kv
 */
export class LabelMap extends GoMap {
  readonly element = 'string';
  private readonly values = new Map<string, string>();

  constructor(private readonly labels: Labels) {
    super();
    for (let i = 0; i < labels.length; i += 2) this.values.set(labels[i]!, labels[i + 1]!);
  }

  get size(): number {
    return this.values.size;
  }

  get(key: string): string | undefined {
    return this.values.get(key);
  }

  has(key: string): boolean {
    return this.values.has(key);
  }

  keys(): Iterable<string> {
    return this.values.keys();
  }

  override method(name: string): TemplateFunction | undefined {
    return Object.hasOwn(METHODS, name) ? METHODS[name]!(this) : undefined;
  }

  /** The alert's name first, then in the order of names. */
  pairs(): LabelPairs {
    const pairs: (readonly [string, string])[] = [];
    for (let i = 0; i < this.labels.length; i += 2) {
      const pair = [this.labels[i]!, this.labels[i + 1]!] as const;
      if (pair[0] === 'alertname') pairs.unshift(pair);
      else pairs.push(pair);
    }
    return new LabelPairs(pairs);
  }

  without(names: Value): LabelMap {
    if (!isList(names)) throw new TemplateError(`wrong type for value; expected []string; got ${typeName(names)}`);
    const removed = new Set(names);
    return new LabelMap(this.labels.filter((_, i) => !removed.has(this.labels[i - (i % 2)]!)));
  }
}

const METHODS: Readonly<Record<string, (map: LabelMap) => TemplateFunction>> = {
  SortedPairs: (map) => method(() => map.pairs()),
  Names: (map) => method(() => map.pairs().names()),
  Values: (map) => method(() => map.pairs().texts()),
  Remove: (map) => ({ parameters: ['any'], call: ([names]) => map.without(names) }),
  String: (map) => method(() => map.pairs().toString()),
};

/** `.SortedPairs`: each with `.Name` and `.Value`. */
class LabelPairs extends GoList {
  constructor(private readonly pairs: readonly (readonly [name: string, value: string])[]) {
    super();
    this.append(pairs.map(([name, text]) => new StructureValue('template.Pair', { Name: name, Value: text })));
  }

  names(): readonly string[] {
    return this.pairs.map(([name]) => name);
  }

  texts(): readonly string[] {
    return this.pairs.map(([, text]) => text);
  }

  override method(name: string): TemplateFunction | undefined {
    if (name === 'Names') return method(() => this.names());
    if (name === 'Values') return method(() => this.texts());
    return name === 'String' ? method(() => this.toString()) : undefined;
  }

  override toString(): string {
    return this.pairs.map(([name, text]) => `${name}=${text}`).join(', ');
  }
}
