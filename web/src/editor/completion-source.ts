import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';

/** What may stand at a place: from `from` on, filtered by what is typed since. */
export const offer = (from: number, options: readonly Completion[], validFor = /^[\w.:-]*$/): CompletionResult => ({
  from,
  options: [...options],
  validFor,
});

/** A name or number of the API as an option; quoted where the place wants a string. */
export const namesOf = (labels: readonly string[], type: string, detail?: string): Completion[] =>
  labels.map((label) => ({ label, type, ...(detail !== undefined && { detail }) }));

/** The text before the cursor, at most the last 2,000 characters: completion looks no further. */
export function textBefore(context: CompletionContext): { text: string; start: number } {
  const start = Math.max(0, context.pos - 2000);
  return { text: context.state.sliceDoc(start, context.pos), start };
}

/** Whether `text` ends inside a quoted string, and where that begins. */
export function openQuote(text: string): number | undefined {
  let open: { quote: string; at: number } | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (open === undefined) {
      if (character === '"' || character === '`') open = { quote: character, at };
    } else if (character === '\\' && open.quote === '"') {
      at++;
    } else if (character === open.quote) {
      open = undefined;
    }
  }
  return open?.at;
}

/** Where the innermost bracket of `kind` that is still open begins; undefined outside of one. Quoted text does not count. */
export function openBracket(text: string, kind: '{' | '('): number | undefined {
  const closing = kind === '{' ? '}' : ')';
  const bare = text.replace(/"(?:\\.|[^"\\])*"|`[^`]*`/g, (quoted) => '_'.repeat(quoted.length));
  const open: number[] = [];
  for (let at = 0; at < bare.length; at++) {
    if (bare[at] === kind) open.push(at);
    else if (bare[at] === closing) open.pop();
  }
  return open.at(-1);
}
