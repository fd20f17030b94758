import { stringify } from 'yaml';
import type { RuleGroupDocument } from '../../rules/stored/rule-group-document.js';
import type { StoredGroup } from '../../rules/stored/stored-group.js';

/** Long lines stay whole; what readers of YAML 1.1 would take for a number, a time or a truth is quoted. */
const STYLE = { lineWidth: 0, compat: 'yaml-1.1', aliasDuplicateObjects: false } as const;

export const groupYaml = (document: RuleGroupDocument): string => stringify(document, STYLE);

/** A map of namespaces to lists of groups, in the order of `groups`; `{}` where there are none. In pieces. */
export function* namespacesYaml(groups: readonly StoredGroup[]): Generator<string> {
  let last: string | undefined;
  for (const { namespace, document } of groups) {
    if (namespace !== last) yield keyYaml(namespace);
    last = namespace;
    yield stringify([document], STYLE).replace(/^(?=.)/gm, '    ');
  }
  if (last === undefined) yield '{}\n';
}

/** A key whose value follows on the next lines. */
const keyYaml = (key: string): string => stringify({ [key]: [] }, STYLE).replace(/ \[\]\n$/, '\n');
