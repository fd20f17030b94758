/**
 * The values of a template and the types of Go that they stand for: `undefined` is nil, a bigint is an `int`, a number is a
 * `float64`, an array is a `[]interface {}`.
 */
export type Value =
  | undefined
  | string
  | boolean
  | number
  | bigint
  | readonly Value[]
  | GoInteger
  | GoMap
  | GoObject
  | GoFunction;

/** An integer of another type than `int`. */
export class GoInteger {
  constructor(
    readonly type: 'int64' | 'int32' | 'uint8' | 'uint64',
    readonly value: bigint,
  ) {}
}

/** Wraps around as Go's `int64` does. */
export const int64 = (value: bigint): GoInteger => new GoInteger('int64', BigInt.asIntN(64, value));

/** A map with texts for keys. */
export abstract class GoMap {
  /** The type of its values. */
  abstract readonly element: 'string' | 'interface {}';
  abstract get size(): number;
  /** `undefined` where there is no such key; keys with nil values are `has`. */
  abstract get(key: string): Value;
  abstract has(key: string): boolean;
  abstract keys(): Iterable<string>;

  /** A method of the map's type, which goes before a key of that name. */
  method(_name: string): TemplateFunction | undefined {
    return undefined;
  }

  /** Pairs in the order in which Go prints and ranges over them: of the keys' bytes. */
  sorted(): (readonly [key: string, value: Value])[] {
    return [...this.keys()].sort(byCodePoint).map((key) => [key, this.get(key)]);
  }
}

abstract class WrappedMap<T extends Value> extends GoMap {
  constructor(private readonly values: ReadonlyMap<string, T>) {
    super();
  }

  get size(): number {
    return this.values.size;
  }

  get(key: string): T | undefined {
    return this.values.get(key);
  }

  has(key: string): boolean {
    return this.values.has(key);
  }

  keys(): Iterable<string> {
    return this.values.keys();
  }
}

/** `map[string]interface {}`. */
export class ValueMap extends WrappedMap<Value> {
  readonly element = 'interface {}';
}

/** `map[string]string`. */
export class TextMap extends WrappedMap<string> {
  readonly element = 'string';
}

/** A list of a named type, with methods. */
export abstract class GoList extends Array<Value> {
  /** What is cut from it has no methods. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  abstract method(name: string): TemplateFunction | undefined;

  protected append(values: Iterable<Value>): void {
    for (const value of values) this.push(value);
  }
}

/** A value of a named type: a structure with fields and methods, or a number with methods. */
export abstract class GoObject {
  /** `time.Time`. */
  abstract readonly type: string;
  /** Of a type that is an integer underneath. */
  readonly integer?: bigint;
  /** A field's value or a method; `undefined` where it has neither. */
  abstract member(name: string): { readonly value: Value } | { readonly method: TemplateFunction } | undefined;
  /** As it is printed. */
  abstract toString(): string;
  /** Whether `eq` finds them equal. */
  abstract equals(other: GoObject): boolean;
}

/** A function that is a value, for `call`. */
export class GoFunction {
  constructor(readonly definition: TemplateFunction) {}
}

/** The Go types that a parameter may have; the name of a `GoObject`'s type otherwise. */
export type ParameterType = 'string' | 'int' | 'int64' | 'float64' | 'bool' | 'any' | (string & {});

/**
 * A function that templates can call. Arguments have been checked and converted: `int` and `int64` come as bigint, `float64` as
 * number. What it throws as `TemplateError` becomes `error calling name: …`. `room` is what it asks before it makes a long
 * text.
 */
export interface TemplateFunction {
  readonly parameters: readonly ParameterType[];
  /** Any number of further arguments of this type. */
  readonly variadic?: ParameterType;
  // biome-ignore lint/suspicious/noExplicitAny: the table of parameters says what the arguments are
  readonly call: (args: readonly any[], room: Room) => Value;
}

export type TemplateFunctions = Readonly<Record<string, TemplateFunction>>;

/** How much a template may still make. */
export interface Room {
  /** Throws `TemplateError` when a text of so many characters would be too long. */
  checkLength(characters: number): void;
}

export function typeName(value: Value): string {
  if (value === undefined) return '<nil>';
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'number':
      return 'float64';
    case 'bigint':
      return 'int';
  }
  if (value instanceof GoMap) return `map[string]${value.element}`;
  if (value instanceof GoInteger || value instanceof GoObject) return value.type;
  return value instanceof GoFunction ? 'func()' : '[]interface {}';
}

/** Not false, 0, nil, empty. https://pkg.go.dev/text/template#IsTrue */
export function isTrue(value: Value): boolean {
  if (value instanceof GoMap) return value.size > 0;
  if (isList(value)) return value.length > 0;
  const integer = integerOf(value);
  if (integer !== undefined) return integer !== 0n;
  return Number.isNaN(value) || Boolean(value);
}

/** Of all integer types. */
export function integerOf(value: Value): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (value instanceof GoInteger) return value.value;
  return value instanceof GoObject ? value.integer : undefined;
}

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** Orders texts as Go does, by bytes, which is by code points. */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Surrogates belong to the highest code points. */
const rank = (unit: number): number => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit);
