export interface ScriptLine {
  /** Without the blanks around it. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** A line at the margin and the indented lines below it. */
export interface ScriptBlock {
  readonly head: string;
  readonly line: number;
  readonly body: ScriptLine[];
}

/** The blocks of a script; empty lines and those that begin with `#` are left out. */
export function scriptBlocks(text: string): ScriptBlock[] {
  const blocks: ScriptBlock[] = [];
  for (const [i, whole] of text.split('\n').entries()) {
    const line = { text: whole.trim(), line: i + 1 };
    if (line.text === '' || line.text.startsWith('#')) continue;
    if (!/^\s/.test(whole)) blocks.push({ head: line.text, line: line.line, body: [] });
    else if (blocks.length === 0) throw new Error(`line ${line.line}: nothing stands before this indented line`);
    else blocks.at(-1)!.body.push(line);
  }
  return blocks;
}
