/** A node as Grafana's node graph has it: two figures, and a ring whose arcs say what it is made of. */
export interface GraphNode {
  readonly id: string;
  readonly title: string;
  readonly subtitle?: string;
  /** Inside the node, with its unit. */
  readonly mainStat?: string;
  readonly secondaryStat?: string;
  /** Shares of the ring from 0 to 1, clockwise from the top; what is left over stays grey. */
  readonly arcs?: readonly { readonly share: number; readonly color: string; readonly name: string }[];
  readonly color?: string;
  /** px; 40 unless told. */
  readonly radius?: number;
  readonly isHighlighted?: boolean;
  /** More about it, in the tooltip. */
  readonly details?: readonly (readonly [name: string, value: string])[];
  readonly href?: string;
}

export interface GraphEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly mainStat?: string;
  readonly secondaryStat?: string;
  /** px; 1 unless told. */
  readonly thickness?: number;
  readonly color?: string;
  /** As SVG's `stroke-dasharray`. */
  readonly dashes?: string;
  readonly isHighlighted?: boolean;
  readonly details?: readonly (readonly [name: string, value: string])[];
}
