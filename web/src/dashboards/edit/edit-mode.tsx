import { LayoutDashboard } from 'lucide-react';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useUrlState } from '../../app/url-state';
import { Button } from '../../controls/button';
import { Progress } from '../../controls/notice';
import type { Dashboard, Panel } from '../model/dashboard';
import { LeaveDialog } from '../save/leave-dialog';
import type { Saved } from '../save/save-dashboard';
import { SaveDialog } from '../save/save-dialog';
import type { DashboardMeta, TakeOverrides } from '../view/dashboard-context';
import { DashboardView } from '../view/dashboard-view';
import { EditLayout } from './arrange/edit-layout';
import { ARRANGE, settingsPart } from './edit-address';
import { EditBar } from './edit-bar';
import { EditingContext } from './editing-context';
import { LibraryDialog } from './library/library-dialog';
import { ShareInLibrary } from './library/share-in-library';
import { MovePanelDialog } from './move-panel-dialog';
import { NEW_PANEL } from './new-panel';
import { addPanel } from './operations/panels';
import { changeContent } from './operations/shared-panels';
import { panelMenu } from './panel-menu';
import { useEditKeys } from './use-edit-keys';
import { useEditingState } from './use-editing-state';
import { useLeaveGuard } from './use-leave-guard';

const PanelEditor = lazy(() => import('./panel/panel-editor'));
const Settings = lazy(() => import('./settings/settings'));

interface EditModeProps {
  readonly dashboard: Dashboard;
  readonly meta: DashboardMeta;
  /** The folder of a new dashboard; empty for the root. */
  readonly folderUid?: string;
}

type Open = { readonly kind: 'save' | 'library' } | { readonly kind: 'move' | 'share'; readonly name: string };

/** A dashboard while it is changed. What is open of the editor stands in the URL; nothing is stored until it is saved. */
export default function EditMode({ dashboard: initial, meta: given, folderUid }: EditModeProps) {
  const editing = useEditingState(initial);
  const { dashboard, change, announce } = editing;
  const [meta, setMeta] = useState(given);
  const { search, update } = useUrlState();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const guard = useLeaveGuard(editing.isChanged);
  useEditKeys({ ...editing, save: () => setOpen({ kind: 'save' }) });
  const addNew = useCallback(
    (panel: Omit<Panel, 'id'>, edits: boolean, size?: { width: number; height: number }) => {
      const added = addPanel(dashboard, panel, { size });
      change(() => added.dashboard);
      announce(`${panel.title || 'A panel'} was added`);
      if (edits) update({ editPanel: String(added.dashboard.panels[added.name]!.id), editview: undefined });
    },
    [dashboard, change, announce, update],
  );
  const menuItems = useMemo(
    () => panelMenu({ dashboard, change, announce }, (kind, name) => setOpen({ kind, name })),
    [dashboard, change, announce],
  );
  const onOverrides = useCallback<TakeOverrides>(
    (name, element, overrides) =>
      change((before) =>
        changeContent(before, name, element, (panel) => ({
          ...panel,
          fieldConfig: { defaults: {}, ...panel.fieldConfig, overrides },
        })),
      ),
    [change],
  );
  const context = useMemo(() => ({ dashboard, change, announce }), [dashboard, change, announce]);
  const edited = panelOf(dashboard, search.get('editPanel'));
  const part = settingsPart(search);
  const saved = ({ dashboard: next, meta: nextMeta, url }: Saved) => {
    close();
    if (next.uid !== dashboard.uid) {
      guard.go(`${url}?editview=${ARRANGE}`, { replace: dashboard.uid === '' });
      return;
    }
    setMeta(nextMeta);
    editing.restart(next);
  };
  const content = () => {
    if (edited !== undefined) return <PanelEditor key={edited} name={edited} />;
    if (part !== undefined) return <Settings part={part} uid={dashboard.uid} onRestored={saved} />;
    return Object.keys(dashboard.panels).length > 0 || dashboard.layout.kind !== 'grid' ? (
      <EditLayout layout={dashboard.layout} />
    ) : undefined;
  };
  return (
    <EditingContext.Provider value={context}>
      <DashboardView
        dashboard={dashboard}
        meta={meta}
        menuItems={menuItems}
        onOverrides={onOverrides}
        actions={
          <EditBar
            {...editing}
            isNew={initial.uid === '' && dashboard.uid === ''}
            isInside={edited !== undefined || part !== undefined}
            onAdd={addNew}
            onLibrary={() => setOpen({ kind: 'library' })}
            onSave={() => setOpen({ kind: 'save' })}
          />
        }
        content={wrapped(content())}
        emptyAction={
          <Button look="primary" icon={LayoutDashboard} onClick={() => addNew(NEW_PANEL, true)}>
            Add a panel
          </Button>
        }
      />
      <div role="status" className="visually-hidden">
        {editing.said}
      </div>
      {open?.kind === 'save' && (
        <SaveDialog
          dashboard={dashboard}
          base={editing.base}
          meta={meta}
          folderUid={meta.folderUid || folderUid || ''}
          onClose={close}
          onSaved={saved}
        />
      )}
      {open?.kind === 'library' && (
        <LibraryDialog
          onClose={close}
          onChosen={(panel) => {
            close();
            addNew(panel, false);
          }}
        />
      )}
      {open?.kind === 'move' && <MovePanelDialog name={open.name} onClose={close} />}
      {open?.kind === 'share' && <ShareInLibrary name={open.name} onClose={close} />}
      {guard.wanted !== undefined && <LeaveDialog {...guard} onSave={() => setOpen({ kind: 'save' })} />}
    </EditingContext.Provider>
  );
}

const wrapped = (content: React.ReactNode) =>
  content === undefined ? undefined : <Suspense fallback={<Progress />}>{content}</Suspense>;

/** The name of the panel that a URL means by its id or name. */
function panelOf({ panels }: Dashboard, text: string | null): string | undefined {
  if (text === null) return undefined;
  if (Object.hasOwn(panels, text)) return text;
  return Object.keys(panels).find((name) => String(panels[name]!.id) === text);
}
