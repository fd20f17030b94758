import type { StoredDocument } from '../../storage/interface.js';
import type { RuleGroup } from '../rule-group.js';
import { type RuleGroupDocument, ruleGroupDocument } from './rule-group-document.js';
import type { RuleGroupOwner, RuleGroupReader } from './rule-group-reader.js';

export const KIND = 'rule-group';

/** A group that is kept in the store. */
export interface StoredGroup extends RuleGroupOwner {
  readonly namespace: string;
  /** When it was first set, ms since 1970: groups of a namespace are shown in this order. */
  readonly createdMs: number;
  readonly document: RuleGroupDocument;
  /** Undefined where this program cannot read what another one has stored. */
  readonly group: RuleGroup | undefined;
}

/** What the store has of it besides tenant and key. */
interface Body extends Pick<StoredGroup, 'language' | 'namespace' | 'createdMs' | 'document'> {}

/** Tells a group from all others of its tenant. */
export const keyOf = ({ language, namespace }: Omit<StoredGroup, 'document'>, name: string): string =>
  JSON.stringify([language, namespace, name]);

export function toStored(group: StoredGroup): StoredDocument {
  const { tenant, language, namespace, createdMs, document } = group;
  const body: Body = { language, namespace, createdMs, document };
  return { tenant, kind: KIND, key: keyOf(group, document.name), body: JSON.stringify(body) };
}

/** Throws for a body that is none of ours; `refused` is told of a group that is not right any more. */
export function fromStored(
  { tenant, body }: StoredDocument,
  read: RuleGroupReader,
  refused: (error: Error) => void,
): StoredGroup {
  const { language, namespace, createdMs, document } = JSON.parse(body) as Body;
  if (language !== 'promql' && language !== 'logql') throw new Error(`language ${JSON.stringify(language)} is unknown`);
  const found = { tenant, language, namespace, createdMs, document: ruleGroupDocument(document) };
  try {
    // JSON is YAML too.
    return { ...found, group: read(JSON.stringify(document), found, namespace).group };
  } catch (error) {
    refused(error as Error);
    return { ...found, group: undefined };
  }
}
