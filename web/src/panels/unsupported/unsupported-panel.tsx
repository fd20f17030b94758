import type { PanelProps } from '@grafana/data';
import { useState } from 'react';
import { Button } from '../../controls/button';
import { Notice } from '../../controls/notice';
import { QueryPanel } from '../query-panel';
import { kindOf } from './instead';
import type { UnsupportedOptions } from './options';

/** In the place of a panel that cannot be drawn here: what it is, what would do, and its data as a table. */
export function UnsupportedPanel({ options, width, height }: PanelProps<UnsupportedOptions>) {
  const [isShown, setIsShown] = useState(false);
  const { panelType = '', panelTitle = panelType, panelTargets = [], panelDatasource } = options;
  const kind = kindOf(panelType);
  const style = { width, height };
  if (isShown) {
    return (
      <div style={style} data-panel-state="done">
        <QueryPanel
          type="table"
          targets={panelTargets}
          height={height}
          isTransparent
          {...(panelDatasource !== undefined && { datasource: panelDatasource })}
        />
      </div>
    );
  }
  return (
    <div style={style} data-panel-state="empty">
      <Notice
        title={`${panelTitle || 'This panel'} cannot be drawn here`}
        detail={
          <>
            {kind.is} {kind.instead} <span className="visually-hidden">Type:</span> <code>{panelType}</code>
          </>
        }
        action={
          panelTargets.length > 0 && (
            <Button size="small" onClick={() => setIsShown(true)}>
              Show its data as a table
            </Button>
          )
        }
      />
    </div>
  );
}
