import { QuartetError } from '../../model/errors.js';
import { identifier } from '../sql/literal.js';

/** The column names of `name Type, name Type, …`, quoted, for an INSERT's list. */
export function columnList(structure: string): string {
  const names: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= structure.length; at++) {
    const char = structure[at];
    if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (char === undefined || (char === ',' && depth === 0)) {
      const name = /^\s*`?(\w+)`?\s/.exec(structure.slice(start, at))?.[1];
      if (name === undefined) throw new QuartetError('internal', `invalid structure of an insert: ${structure}`);
      names.push(identifier(name));
      start = at + 1;
    }
  }
  return names.join(', ');
}

/** A table's name, `table` or `database.table`, quoted. */
export function tableName(table: string): string {
  const [first, ...rest] = table.split('.');
  return identifier(first ?? '', ...rest);
}
