/** Options of the panel "node graph". https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/node-graph/ */
export interface NodeGraphOptions {
  nodes?: {
    mainStatUnit?: string;
    secondaryStatUnit?: string;
    /** Fields whose values are shares of the ring. */
    arcs?: readonly { readonly field?: string; readonly color?: string }[];
  };
  edges?: { mainStatUnit?: string; secondaryStatUnit?: string };
  zoomMode?: 'cooperative' | 'greedy';
  layoutAlgorithm?: 'layered' | 'force' | 'grid';
}
