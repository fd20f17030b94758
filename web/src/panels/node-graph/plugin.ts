import { PanelPlugin } from '@grafana/data';
import { choices } from '../../charts/options/field-options';
import { ArcsEditor } from './arcs-editor';
import { NodeGraphPanel } from './node-graph-panel';
import type { NodeGraphOptions } from './options';

export default new PanelPlugin<NodeGraphOptions>(NodeGraphPanel).useFieldConfig({}).setPanelOptions((builder) => {
  builder
    .addRadio({
      path: 'zoomMode',
      name: 'Zoom mode',
      defaultValue: 'cooperative',
      settings: choices([
        ['cooperative', 'Cooperative'],
        ['greedy', 'Greedy'],
      ]),
    })
    .addRadio({
      path: 'layoutAlgorithm',
      name: 'Layout algorithm',
      defaultValue: 'layered',
      settings: choices([
        ['layered', 'Layered'],
        ['force', 'Force'],
        ['grid', 'Grid'],
      ]),
    })
    .addUnitPicker({ path: 'nodes.mainStatUnit', name: 'Main stat unit', category: ['Nodes'] })
    .addUnitPicker({ path: 'nodes.secondaryStatUnit', name: 'Secondary stat unit', category: ['Nodes'] })
    .addCustomEditor({
      id: 'nodes.arcs',
      path: 'nodes.arcs',
      name: 'Arc sections',
      category: ['Nodes'],
      editor: ArcsEditor,
    })
    .addUnitPicker({ path: 'edges.mainStatUnit', name: 'Main stat unit', category: ['Edges'] })
    .addUnitPicker({ path: 'edges.secondaryStatUnit', name: 'Secondary stat unit', category: ['Edges'] });
});
