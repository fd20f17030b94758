/** A place in a line of text that moves on as the line is read. Throws where the text is not what was to come. */
export class Cursor {
  constructor(
    readonly text: string,
    public at = 0,
  ) {}

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  peek(): string {
    return this.text.charAt(this.at);
  }

  rest(): string {
    return this.text.slice(this.at);
  }

  skipSpaces(): void {
    while (this.peek() === ' ' || this.peek() === '\t') this.at++;
  }

  /** Steps over `text` when that is what comes. */
  accept(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) this.fail(`expected ${JSON.stringify(text)}`);
  }

  /** What a sticky expression matches here; empty when it does not. */
  match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  /** Up to the next space. */
  word(): string {
    return this.match(/[^\s]*/y);
  }

  /** Between double quotes, with `\"`, `\\` and `\n`. */
  quoted(): string {
    this.expect('"');
    let value = '';
    for (;;) {
      value += this.match(/[^"\\]*/y);
      if (this.accept('"')) return value;
      if (!this.accept('\\')) this.fail('a quote is missing');
      const escaped = this.peek();
      value += escaped === 'n' ? '\n' : escaped;
      this.at++;
    }
  }

  fail(what: string): never {
    throw new Error(`${what} at column ${this.at + 1} of ${JSON.stringify(this.text)}`);
  }
}
