export interface Token {
  readonly kind: 'comment' | 'string' | 'number' | 'keyword' | 'plain';
  readonly text: string;
}

interface Language {
  /** As a pattern without groups. */
  readonly comment?: string;
  readonly string: string;
  readonly keywords: string;
}

const QUOTED = '"(?:[^"\\\\\\n]|\\\\.)*"|\'(?:[^\'\\\\\\n]|\\\\.)*\'';
const SLASHES = '//[^\\n]*|/\\*[\\s\\S]*?\\*/';
const MARKUP: Language = { comment: '<!--[\\s\\S]*?-->', string: QUOTED, keywords: '' };

/** The languages of code in text panels. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/text/ */
export const LANGUAGES: Readonly<Record<string, Language | undefined>> = {
  plaintext: undefined,
  go: {
    comment: SLASHES,
    string: `${QUOTED}|\`[^\`]*\``,
    keywords:
      'package import func return if else for range var const type struct interface map chan go defer switch case nil true false',
  },
  html: MARKUP,
  json: { string: QUOTED, keywords: 'true false null' },
  markdown: { string: '`[^`\\n]+`', keywords: '' },
  sql: {
    comment: '--[^\\n]*|/\\*[\\s\\S]*?\\*/',
    string: QUOTED,
    keywords:
      'select from where and or not group by order limit insert into values update set delete join left right inner on as having distinct union create table null in like between case when then else end',
  },
  typescript: {
    comment: SLASHES,
    string: `${QUOTED}|\`(?:[^\`\\\\]|\\\\.)*\``,
    keywords:
      'import export from const let var function return if else for while class interface type extends new await async true false null undefined',
  },
  xml: MARKUP,
  yaml: { comment: '#[^\\n]*', string: QUOTED, keywords: 'true false null' },
};

/** More is not coloured, characters. */
const MOST_COLOURED = 100_000;

/** Code as the tokens that are coloured; what it is made of together is `code`. */
export function tokensOf(code: string, name: string): readonly Token[] {
  const language = LANGUAGES[name];
  if (language === undefined || code.length > MOST_COLOURED) return [{ kind: 'plain', text: code }];
  const keywords = new Set(language.keywords.split(' '));
  const pattern = new RegExp(
    `(${language.comment ?? '(?!)'})|(${language.string})|(\\b\\d[\\d.]*\\b)|(\\b[A-Za-z_]\\w*\\b)`,
    'g',
  );
  const tokens: Token[] = [];
  let end = 0;
  for (const match of code.matchAll(pattern)) {
    const [text, comment, string, number, word] = match;
    const kind = comment ? 'comment' : string ? 'string' : number ? 'number' : 'keyword';
    if (word !== undefined && !keywords.has(name === 'sql' ? word.toLowerCase() : word)) continue;
    if (match.index > end) tokens.push({ kind: 'plain', text: code.slice(end, match.index) });
    tokens.push({ kind, text });
    end = match.index + text.length;
  }
  if (end < code.length) tokens.push({ kind: 'plain', text: code.slice(end) });
  return tokens;
}
