import { readRuleNamespaces } from '../../app/rule-documents.js';
import { columns, printable } from '../alerts/text.js';
import { differenceLines, groupDifferences } from './group-differences.js';
import { Ruler, type RulerOptions, yamlOf } from './ruler.js';

export interface RuleListOptions extends RulerOptions {
  readonly json?: boolean;
}

export interface RuleFilesOptions extends RulerOptions {
  readonly namespace?: string;
}

const HEAD = ['NAMESPACE', 'GROUP', 'INTERVAL', 'RULES'];

/** `quartet rules list`: the groups of a running server, or of one namespace. */
export async function listRules(namespace: string | undefined, options: RuleListOptions): Promise<void> {
  const found = await new Ruler(options).list(namespace);
  if (options.json) return console.log(JSON.stringify(Object.fromEntries(found), undefined, 2));
  const rows = [...found].flatMap(([name, groups]) =>
    groups.map((group) => [printable(name), printable(group.name), group.interval ?? '', String(group.rules.length)]),
  );
  if (rows.length === 0) return console.error('no rule groups');
  console.log(columns(HEAD, rows, (text) => text));
}

/** `quartet rules get`: a group as YAML, or a namespace as a file that `load` takes. */
export async function getRules(namespace: string, group: string | undefined, options: RulerOptions): Promise<void> {
  const groups = (await new Ruler(options).list(namespace)).get(namespace) ?? [];
  if (groups.length === 0) throw new Error(`there is no namespace ${JSON.stringify(namespace)}`);
  if (group === undefined) return console.log(yamlOf({ namespace, groups }).trimEnd());
  const found = groups.find(({ name }) => name === group);
  if (found !== undefined) return console.log(yamlOf(found).trimEnd());
  const names = groups.map(({ name }) => JSON.stringify(name)).join(', ');
  throw new Error(`namespace ${namespace} has no group ${JSON.stringify(group)}; there are ${names}`);
}

/** `quartet rules load`: sets the groups of files that the server has not, or has otherwise. */
export async function loadRules(files: readonly string[], options: RuleFilesOptions): Promise<void> {
  const groups = readRuleNamespaces(files, options.logs ? 'logql' : 'promql', options.namespace);
  const ruler = new Ruler(options);
  let set = 0;
  for (const { kind, namespace, name, after } of groupDifferences(await ruler.list(), groups)) {
    if (after === undefined) continue;
    await ruler.set(namespace, after).catch((error: Error) => {
      throw new Error(`${namespace}/${name}: ${error.message}`, { cause: error });
    });
    console.log(`${kind} ${namespace}/${name}`);
    set++;
  }
  const all = [...groups.values()].reduce((sum, { length }) => sum + length, 0);
  if (set < all) console.log(`unchanged: ${all - set}`);
}

/** `quartet rules delete`: takes away a group, or a namespace. */
export async function deleteRules(namespace: string, group: string | undefined, options: RulerOptions): Promise<void> {
  await new Ruler(options).remove(namespace, group);
}

/** `quartet rules diff`: what `load` would change, and what it would leave there; the exit code, 1 where something differs. */
export async function diffRules(files: readonly string[], options: RuleFilesOptions): Promise<number> {
  const groups = readRuleNamespaces(files, options.logs ? 'logql' : 'promql', options.namespace);
  const differences = groupDifferences(await new Ruler(options).list(), groups);
  for (const one of differences) for (const line of differenceLines(one)) console.log(line);
  return differences.length === 0 ? 0 : 1;
}
