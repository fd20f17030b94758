/**
 * The tree of a template. `at` is where a node begins in the template's text, in code units. Nobody changes nodes after
 * parsing. https://pkg.go.dev/text/template#hdr-Actions
 */
export type Statement =
  | TextNode
  | ActionNode
  | IfNode
  | RangeNode
  | WithNode
  | TemplateNode
  | { readonly kind: 'break' | 'continue'; readonly at: number };

interface TextNode {
  readonly kind: 'text';
  readonly at: number;
  readonly text: string;
}

/** A pipeline whose value is printed, unless it declares variables. */
export interface ActionNode {
  readonly kind: 'action';
  readonly at: number;
  readonly pipe: PipeNode;
}

interface Branch {
  readonly at: number;
  readonly pipe: PipeNode;
  readonly list: readonly Statement[];
  readonly elseList: readonly Statement[];
}

interface IfNode extends Branch {
  readonly kind: 'if';
}

export interface RangeNode extends Branch {
  readonly kind: 'range';
}

interface WithNode extends Branch {
  readonly kind: 'with';
}

export interface TemplateNode {
  readonly kind: 'template';
  readonly at: number;
  readonly name: string;
  readonly pipe: PipeNode | undefined;
}

/** `$a, $b := command | command`. */
export interface PipeNode {
  readonly kind: 'pipe';
  readonly at: number;
  /** With the dollar. */
  readonly variables: readonly string[];
  /** `=` instead of `:=`. */
  readonly isAssignment: boolean;
  readonly commands: readonly CommandNode[];
}

export interface CommandNode {
  readonly kind: 'command';
  readonly at: number;
  /** At least one. */
  readonly operands: readonly Operand[];
}

export type Operand =
  | { readonly kind: 'dot' | 'nil'; readonly at: number }
  | { readonly kind: 'bool'; readonly at: number; readonly value: boolean }
  | { readonly kind: 'string'; readonly at: number; readonly value: string; readonly source: string }
  | NumberNode
  | IdentifierNode
  | FieldNode
  | VariableNode
  | ChainNode
  | PipeNode;

export interface IdentifierNode {
  readonly kind: 'identifier';
  readonly at: number;
  readonly name: string;
}

/** `.a.b`. */
export interface FieldNode {
  readonly kind: 'field';
  readonly at: number;
  readonly names: readonly string[];
}

/** `$x.a.b`; the name of `$` alone is `$`. */
export interface VariableNode {
  readonly kind: 'variable';
  readonly at: number;
  readonly name: string;
  readonly names: readonly string[];
}

/** `(pipeline).a.b`. */
export interface ChainNode {
  readonly kind: 'chain';
  readonly at: number;
  readonly of: Operand;
  readonly names: readonly string[];
}

/** A constant that is a whole number, a float, or both: where it goes decides. */
export interface NumberNode {
  readonly kind: 'number';
  readonly at: number;
  readonly source: string;
  readonly integer: bigint | undefined;
  readonly float: number | undefined;
  /** It is a float where any type would do. */
  readonly isFloat: boolean;
}
