import { lazy, Suspense } from 'react';
import { useUrlState } from '../../../app/url-state';
import { Progress } from '../../../controls/notice';
import { Tabs } from '../../../controls/tabs';
import type { Saved } from '../../save/save-dashboard';
import type { SettingsPart } from '../edit-address';
import { AnnotationSettings } from './annotation-settings';
import { GeneralSettings } from './general-settings';
import { LinkSettings } from './link-settings';
import styles from './settings.module.css';
import { VariableSettings } from './variables/variable-settings';

const JsonModel = lazy(() => import('./json-model'));
const Versions = lazy(() => import('./versions'));

interface SettingsProps {
  readonly part: SettingsPart;
  readonly uid: string;
  /** Told when another version was restored. */
  readonly onRestored: (saved: Saved) => void;
}

/** What is said of a dashboard as a whole. */
export default function Settings({ part, uid, onRestored }: SettingsProps) {
  const { update } = useUrlState();
  const contents: readonly (readonly [SettingsPart, string, React.ReactNode])[] = [
    ['settings', 'General', <GeneralSettings key="settings" />],
    ['variables', 'Variables', <VariableSettings key="variables" />],
    ['annotations', 'Annotations', <AnnotationSettings key="annotations" />],
    ['links', 'Links', <LinkSettings key="links" />],
    ['json-model', 'JSON', <JsonModel key="json-model" />],
    ['versions', 'Versions', <Versions key="versions" uid={uid} onRestored={onRestored} />],
  ];
  return (
    <Tabs
      label="Settings of the dashboard"
      value={part}
      onChange={(editview) => update({ editview, variable: undefined })}
      tabs={contents.map(([id, title, content]) => ({
        id,
        title,
        content: (
          <div className={styles.part}>
            <Suspense fallback={<Progress />}>{content}</Suspense>
          </div>
        ),
      }))}
    />
  );
}
