export interface ScriptStep {
  readonly command: string;
  readonly words: readonly string[];
  readonly line: number;
}

export interface ScriptCase {
  readonly name: string;
  readonly line: number;
  /** Configurations by name that stand before the case; the empty name is the one it begins with. */
  readonly configs: ReadonlyMap<string, string>;
  readonly steps: readonly ScriptStep[];
}

/** The cases of a script, whose syntax README.md has. */
export function parseScript(text: string): ScriptCase[] {
  const cases: (ScriptCase & { steps: ScriptStep[] })[] = [];
  let configs = new Map<string, string>();
  let config: string | undefined;
  for (const [i, whole] of text.split('\n').entries()) {
    const line = i + 1;
    const trimmed = whole.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const [head = '', ...rest] = trimmed.split(/\s+/);
    if (!/^\s/.test(whole)) {
      config = head === 'config' ? (rest[0] ?? '') : undefined;
      if (head === 'config') configs = new Map([...(config === '' ? [] : configs), [config!, '']]);
      else if (head === 'case') cases.push({ name: rest.join(' '), line, configs, steps: [] });
      else throw new Error(`line ${line}: config or case belongs here`);
    } else if (config !== undefined) configs.set(config, `${configs.get(config)}${whole.slice(2)}\n`);
    else cases.at(-1)!.steps.push({ command: head, words: rest, line });
  }
  return cases;
}
