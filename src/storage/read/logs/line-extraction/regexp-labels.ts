import { RE2JS } from 're2js';
import { isPortableRegex, isPortableText } from '../../../../lib/portable-pattern.js';
import type { LineParser } from '../../../interface.js';
import { asItStands, type ParsedLabel, type ParsedLabelsOf } from './parsed-labels.js';
import { withoutOtherGroups } from './regex-groups.js';

type RegexpParser = Extract<LineParser, { kind: 'regexp' | 'pattern' }>;

/**
 * `| regexp`: the groups of the first match. Groups that are not asked for are made to capture nothing, since RE2 is many
 * times faster with few of them. Every line of valid UTF-8 is plain.
 */
export const regexpLabels: ParsedLabelsOf<RegexpParser> = ({ pattern }, wanted, bindings) => {
  if (!isPortableText(pattern) || !isPortableRegex(pattern)) return undefined;
  const names = Object.keys(RE2JS.compile(pattern).namedGroups()).filter((name) => wanted.includes(name));
  const labels = new Map<string, ParsedLabel>();
  const plain = ['isValidUTF8(line)'];
  if (names.length === 0) return { plain, labels };
  const groups = withoutOtherGroups(pattern, new Set(names));
  // For ClickHouse the dot matches newlines unless it is told otherwise.
  const bound = bindings.text(`(?-s)${groups.pattern}`);
  const isAbsent = `NOT match(line, ${bound})`;
  for (const name of names) {
    const at = groups.names.indexOf(name);
    if (at < 0) return undefined;
    const value = names.length === 1 ? `extract(line, ${bound})` : `extractGroups(line, ${bound})[${at + 1}]`;
    labels.set(name, asItStands(value, isAbsent));
  }
  return { plain, labels };
};
