import { LogfmtScanner } from '../eval/stages/logfmt-scanner.js';
import { PLACEHOLDER, type Tokenizer } from './tokens.js';

/** Keys whose values are never the same. */
const VARIABLE = new Set(['ts', 'time', 'timestamp', 'date', 'duration', 'traceid', 'trace_id', 'spanid', 'span_id']);

/** Lines of logfmt: keys and values in turn. */
export function logfmtTokenizer(): Tokenizer {
  const scanner = new LogfmtScanner(false);
  return {
    tokenize(line) {
      const tokens: string[] = [];
      scanner.open(line);
      while (scanner.next()) {
        const key = line.slice(scanner.keyStart, scanner.keyEnd);
        tokens.push(key, VARIABLE.has(key.toLowerCase()) ? PLACEHOLDER : scanner.value());
      }
      return { tokens, blanksAfter: [] };
    },

    join({ tokens }) {
      const pairs: string[] = [];
      for (let i = 0; i < tokens.length; i += 2) {
        const value = tokens[i + 1] ?? '';
        pairs.push(`${tokens[i]}=${/[ "]/.test(value) ? JSON.stringify(value) : value}`);
      }
      return pairs.join(' ');
    },
  };
}
