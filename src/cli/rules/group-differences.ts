import { isDeepStrictEqual } from 'node:util';
import type { RuleGroupDocument, RuleNamespaces } from '../../app/rule-documents.js';
import { yamlOf } from './ruler.js';

/** What must be done to a group so that a server has what files say. */
export interface GroupDifference {
  readonly kind: 'added' | 'changed' | 'removed';
  readonly namespace: string;
  readonly name: string;
  /** Undefined where the server has none. */
  readonly before: RuleGroupDocument | undefined;
  /** Undefined where the files have none. */
  readonly after: RuleGroupDocument | undefined;
}

/** Groups that differ, in the namespaces that `files` name, in the order of the files; those that only the server has last. */
export function groupDifferences(server: RuleNamespaces, files: RuleNamespaces): GroupDifference[] {
  return [...files].flatMap(([namespace, groups]) => {
    const there = server.get(namespace) ?? [];
    const changed = groups.flatMap((after): GroupDifference[] => {
      const before = there.find(({ name }) => name === after.name);
      if (isDeepStrictEqual(before, after)) return [];
      return [{ kind: before === undefined ? 'added' : 'changed', namespace, name: after.name, before, after }];
    });
    const names = new Set(groups.map(({ name }) => name));
    const removed = there
      .filter(({ name }) => !names.has(name))
      .map((before): GroupDifference => ({ kind: 'removed', namespace, name: before.name, before, after: undefined }));
    return [...changed, ...removed];
  });
}

/** `changed shop/availability`, and below it what goes (`-`) and comes (`+`), rule by rule. */
export function* differenceLines({ kind, namespace, name, before, after }: GroupDifference): Generator<string> {
  yield `${kind} ${namespace}/${name}`;
  const [old, new_] = [partsOf(before), partsOf(after)];
  const goes = old.filter((part) => !new_.includes(part));
  const comes = new_.filter((part) => !old.includes(part));
  yield* goes.flatMap((part) => marked('-', part));
  yield* comes.flatMap((part) => marked('+', part));
  if (goes.length + comes.length === 0) yield '  the rules stand in another order';
}

/** Each setting and each rule as YAML. */
function partsOf(group: RuleGroupDocument | undefined): string[] {
  if (group === undefined) return [];
  const { name: _, rules, ...settings } = group;
  return [
    ...Object.entries(settings).map(([setting, value]) => yamlOf({ [setting]: value })),
    ...rules.map((rule) => yamlOf([rule])),
  ];
}

const marked = (mark: string, part: string): string[] =>
  part
    .trimEnd()
    .split('\n')
    .map((line) => `  ${mark} ${line}`);
