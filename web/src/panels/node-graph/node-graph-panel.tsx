import type { PanelProps } from '@grafana/data';
import { useMemo } from 'react';
import { NodeGraph } from '../../graph/node-graph';
import { useTheme } from '../../theme/theme';
import { graphOfFrames } from './graph-of-frames';
import type { NodeGraphOptions } from './options';

/** The panel "node graph": who is connected with whom. */
export function NodeGraphPanel({ data, options, width, height, title }: PanelProps<NodeGraphOptions>) {
  const theme = useTheme();
  const { nodes, edges } = useMemo(() => graphOfFrames(data.series, options, theme), [data.series, options, theme]);
  return (
    <div style={{ width, height }} data-panel-state={nodes.length > 0 ? 'done' : 'empty'}>
      <NodeGraph nodes={nodes} edges={edges} label={title || 'Node graph'} />
    </div>
  );
}
