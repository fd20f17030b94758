import { escapeHtml, escapeQuery } from './escape.js';
import { escapeAddress, isSafeStart, REFUSED } from './html-address.js';
import { printValue } from './print-value.js';
import { SafeMarkup } from './safe-markup.js';
import type { Value } from './value.js';

type State =
  | 'text'
  | 'open'
  | 'tag-name'
  | 'tag'
  | 'attribute'
  | 'before-value'
  | 'value'
  | 'comment'
  | 'script'
  | 'plain';

/** Elements whose content is no markup: code, which values may not enter, and plain text. */
const RAW: Readonly<Record<string, State>> = { script: 'script', style: 'script', textarea: 'plain', title: 'plain' };

const ADDRESS =
  /^(?:action|archive|background|cite|classid|codebase|data|formaction|href|icon|longdesc|manifest|poster|profile|src|srcset|usemap|xmlns(?::.*)?|.*(?:src|uri|url).*)$/;

/** What stands in code, a style or a name must not end it. */
const HARMLESS = /^[A-Za-z0-9 _.,#%-]*$/;

const MAX_START = 200;

/**
 * Where in a page the next value will stand, found from what was printed before it. A value is escaped so that it cannot
 * leave its place: as text, as an attribute's value, as (a part of) an address. https://pkg.go.dev/html/template#hdr-Contexts
 */
export class HtmlPlace {
  private state: State = 'text';
  private element = '';
  private attribute = '';
  /** `''` for a value without quotes. */
  private quote = '';
  /** The beginning of the value that is under way. */
  private start = '';
  private tail = '';

  /** Goes on behind a text of the template. */
  pass(text: string): void {
    for (let at = 0; at < text.length; ) {
      if (this.state === 'text') {
        const next = text.indexOf('<', at);
        if (next < 0) return;
        this.state = 'open';
        this.element = '';
        at = next + 1;
      } else this.step(text[at++]!);
    }
  }

  /** `last`: the function that made the value; what `html` and `urlquery` made is not escaped twice. */
  escape(value: Value, last: string | undefined): string {
    const text = value === undefined ? '' : printValue(value);
    const type = value instanceof SafeMarkup ? value.type : undefined;
    switch (this.state) {
      case 'text':
        return type === 'template.HTML' || last === 'html' ? text : escapeHtml(text);
      case 'plain':
        return escapeHtml(text);
      case 'before-value':
        this.begin('');
        return this.inValue(text, type, last);
      case 'value':
        return this.inValue(text, type, last);
      case 'comment':
        return '';
      default:
        return HARMLESS.test(text) ? text : REFUSED;
    }
  }

  private inValue(text: string, type: SafeMarkup['type'] | undefined, last: string | undefined): string {
    const { attribute } = this;
    let shown = text;
    if (attribute === 'style' || attribute.startsWith('on')) shown = HARMLESS.test(text) ? text : REFUSED;
    else if (ADDRESS.test(attribute)) shown = this.inAddress(text, type, last);
    const escaped = escapeHtml(shown);
    if (this.quote !== '') return escaped;
    return escaped === '' ? REFUSED : escaped.replace(/[\s=`]/g, (char) => `&#${char.charCodeAt(0)};`);
  }

  private inAddress(text: string, type: SafeMarkup['type'] | undefined, last: string | undefined): string {
    const { start } = this;
    this.remember(text);
    if (/[?#]/.test(start)) {
      if (last === 'urlquery') return text;
      return type === 'template.URL' ? escapeAddress(text) : escapeQuery(text).replaceAll('+', '%20');
    }
    if (type !== 'template.URL' && !isSafeStart(start, text)) return `#${REFUSED}`;
    return escapeAddress(text);
  }

  private begin(quote: string): void {
    this.state = 'value';
    this.quote = quote;
    this.start = '';
  }

  /** Keeps the beginning, and whether a query has begun. */
  private remember(text: string): void {
    if (this.start.length < MAX_START) this.start += text.slice(0, MAX_START);
    if (/[?#]/.test(text)) this.start += '?';
    this.start = this.start.slice(0, 2 * MAX_START);
  }

  private step(char: string): void {
    STEPS[this.state].call(this, char);
  }

  /** Behind `<`. */
  open(char: string): void {
    if (char === '/' && this.element === '') this.element = '/';
    else if (/[a-z!]/i.test(char)) {
      this.state = 'tag-name';
      this.element += char.toLowerCase();
    } else this.state = 'text';
  }

  tagName(char: string): void {
    if (char === '>') this.close();
    else if (/[\s/]/.test(char)) this.state = 'tag';
    else this.element += char.toLowerCase();
    if (this.element === '!--') {
      this.state = 'comment';
      this.tail = '';
    }
  }

  /** Between attributes. */
  tag(char: string): void {
    if (char === '>') this.close();
    else if (!/[\s/]/.test(char)) {
      this.state = 'attribute';
      this.attribute = char.toLowerCase();
    }
  }

  attributeName(char: string): void {
    if (char === '=') this.state = 'before-value';
    else if (char === '>') this.close();
    else if (/[\s/]/.test(char)) this.state = 'tag';
    else this.attribute += char.toLowerCase();
  }

  beforeValue(char: string): void {
    if (char === '"' || char === "'") this.begin(char);
    else if (char === '>') this.close();
    else if (!/\s/.test(char)) {
      this.begin('');
      this.remember(char);
    }
  }

  value(char: string): void {
    if (this.quote === '' ? /[\s>]/.test(char) : char === this.quote) {
      this.state = 'tag';
      if (char === '>') this.close();
    } else this.remember(char);
  }

  comment(char: string): void {
    this.tail = (this.tail + char).slice(-3);
    if (this.tail === '-->') this.state = 'text';
  }

  /** In an element whose content is no markup. */
  raw(char: string): void {
    const end = `</${this.element}>`;
    this.tail = (this.tail + char.toLowerCase()).slice(-end.length);
    if (this.tail === end) this.state = 'text';
  }

  private close(): void {
    this.state = RAW[this.element] ?? 'text';
    this.tail = '';
  }
}

const { prototype } = HtmlPlace;

const STEPS: Readonly<Record<State, (this: HtmlPlace, char: string) => void>> = {
  text: () => undefined,
  open: prototype.open,
  'tag-name': prototype.tagName,
  tag: prototype.tag,
  attribute: prototype.attributeName,
  'before-value': prototype.beforeValue,
  value: prototype.value,
  comment: prototype.comment,
  script: prototype.raw,
  plain: prototype.raw,
};
