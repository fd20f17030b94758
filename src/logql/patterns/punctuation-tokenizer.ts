import { PLACEHOLDER, type TokenizedLine, type Tokenizer, withoutRepeatedPlaceholders } from './tokens.js';

/** Tokens of a line that are looked at. */
const MAX_TOKENS = 128;

const DELIMITER = /[ =\p{P}]/u;
/** Punctuation that stands within addresses, paths, times and names. */
const WITHIN_WORDS = new Set(['_', '/', '.', '-', ':']);

const isDelimiter = (character: string): boolean => DELIMITER.test(character) && !WITHIN_WORDS.has(character);

/** Of ASCII, by code. */
const ASCII_DELIMITERS = Array.from({ length: 128 }, (_, code) => isDelimiter(String.fromCharCode(code)));

/** Lines of text: words, and each mark of punctuation by itself. */
export const punctuationTokenizer: Tokenizer = {
  tokenize(line) {
    const tokens: string[] = [];
    const blanksAfter: number[] = [];
    let start = 0;
    for (let at = 0; at < line.length && tokens.length < MAX_TOKENS; at++) {
      const code = line.charCodeAt(at);
      if (code < 128 ? !ASCII_DELIMITERS[code] : !isDelimiter(line[at]!)) continue;
      if (at > start) tokens.push(line.slice(start, at));
      if (code === 0x20) blanksAfter.push(tokens.length - 1);
      else tokens.push(line[at]!);
      start = at + 1;
    }
    if (start < line.length) tokens.push(line.slice(start));
    return { tokens, blanksAfter };
  },

  join({ tokens, blanksAfter }) {
    let text = '';
    let blank = 0;
    // Blanks before the first token stand after the one at -1.
    for (let at = -1; at < tokens.length; at++) {
      text += tokens[at] ?? '';
      for (; blanksAfter[blank] === at; blank++) text += ' ';
    }
    return withoutRepeatedPlaceholders(text);
  },
};

/** The fields of a JSON line that hold its message. */
const MESSAGE_FIELDS = ['log', 'message', 'msg', 'msg_', '_msg', 'content'];

/** Lines of JSON: their message alone. */
export const jsonTokenizer: Tokenizer = {
  tokenize(line) {
    const message = messageOf(line);
    return message === undefined ? undefined : punctuationTokenizer.tokenize(message);
  },
  join: (line: TokenizedLine) =>
    withoutRepeatedPlaceholders(`${PLACEHOLDER}${punctuationTokenizer.join(line)}${PLACEHOLDER}`),
};

function messageOf(line: string): string | undefined {
  try {
    const object = JSON.parse(line) as Record<string, unknown>;
    const field = MESSAGE_FIELDS.find((name) => typeof object[name] === 'string');
    return field === undefined ? undefined : (object[field] as string);
  } catch {
    return undefined;
  }
}
