import { ConfigError } from '../../config/config-error.js';

/** A condition on a label, as people write it in a terminal. */
export interface Condition {
  readonly name: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

const CONDITION = /^\s*("(?:[^"\\]|\\.)+"|[^=!~"]+?)\s*(=~|!~|!=|=)\s*(.*)$/s;

/** `severity=critical`, `host=~"web.*"`; a bare word is an alert's name. */
export function readCondition(text: string): Condition {
  const [, name, op, value] = CONDITION.exec(text) ?? [];
  if (name !== undefined) return { name: unquoted(name), op: op as Condition['op'], value: unquoted(value!) };
  if (text.trim() !== '' && !/[=!~]/.test(text)) return { name: 'alertname', op: '=', value: text };
  throw new ConfigError(`${JSON.stringify(text)} is not a condition such as severity=critical or 'host=~web.*'`);
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    return JSON.parse(text) as string;
  } catch {
    throw new ConfigError(`${text} is not a text in double quotes`);
  }
}

/** As the API takes it. */
export const conditionText = ({ name, op, value }: Condition): string =>
  `${/^[a-zA-Z_]\w*$/.test(name) ? name : JSON.stringify(name)}${op}${JSON.stringify(value)}`;
