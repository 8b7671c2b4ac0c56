/** The signed-in pane: header, sections, the section in front. Loaded after the sign-in. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useI18n } from '../../i18n/i18n.tsx';
import type { WorkbookPort } from '../../workbook/port.ts';
import { ErrorNotice, Loading } from '../common/notices.tsx';
import { ExpiredDialog } from '../session/expired-dialog.tsx';
import { useSession, useViewer } from '../session/session.tsx';
import { SheetsPane } from '../sheets/sheets-pane.tsx';
import { Connection } from './connection.tsx';
import { Header } from './header.tsx';
import { Navigation, type Section } from './navigation.tsx';
import type { Platform } from './platform.ts';
import { usePreferences } from './preferences.tsx';
import { CommandDesk, CommandsProvider } from './use-command.tsx';
import { useWorkspace, WorkspaceProvider } from './workspace.tsx';

const BillingPane = lazy(() => import('../billing/billing-pane.tsx'));
const CounterPane = lazy(() => import('../counter/counter-pane.tsx'));
const ReconcilePane = lazy(() => import('../reconcile/reconcile-pane.tsx'));
const ReportsPane = lazy(() => import('../reports/reports-pane.tsx'));
const CustomerPane = lazy(() => import('../customers/customer-pane.tsx'));
const ActivityPane = lazy(() => import('./activity-pane.tsx'));
const SettingsPane = lazy(() => import('./settings-pane.tsx'));

const useStyles = makeStyles({
  shell: { height: '100%', display: 'flex', flexDirection: 'column', backgroundColor: tokens.colorNeutralBackground2 },
  main: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalM,
    outlineStyle: 'none',
  },
});

/** Connects to the spreadsheet once, and says so while that takes time or when it fails. */
function useWorkbook(platform: Platform): { workbook: WorkbookPort | null; error: unknown } {
  const { locale } = usePreferences();
  const { tenant } = useViewer();
  const [state, setState] = useState<{ workbook: WorkbookPort | null; error: unknown }>({
    workbook: null,
    error: null,
  });
  useEffect(() => {
    let gone = false;
    platform.openWorkbook(locale, tenant.code).then(
      (workbook) => gone || setState({ workbook, error: null }),
      (error: unknown) => gone || setState({ workbook: null, error }),
    );
    return () => {
      gone = true;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- a workbook is opened once; later changes of language do not open another
  }, [platform, tenant.code]);
  return state;
}

export default function Shell({ platform }: { platform: Platform }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { signIns } = useSession();
  const { workbook, error } = useWorkbook(platform);
  const [section, setSection] = useState<Section>('sheets');
  if (error !== null) return <ErrorNotice error={error} />;
  if (!workbook) return <Loading label={t('shell.opening')} />;
  return (
    <CommandsProvider value={platform.commands}>
      <WorkspaceProvider workbook={workbook}>
        <div className={styles.shell}>
          <Header section={section} onSection={setSection} />
          <Navigation section={section} onSection={setSection} />
          <Connection />
          <CommandDesk onSection={setSection} />
          <main className={styles.main}>
            <div id="pane-section" role="tabpanel" aria-label={t(`section.${section}`)}>
              <Suspense fallback={<Loading />}>
                <SectionContent section={section} onSection={setSection} functions={platform.functions} />
              </Suspense>
            </div>
          </main>
        </div>
        <FollowServer key={signIns} platform={platform} />
        <ExpiredDialog platform={platform} />
      </WorkspaceProvider>
    </CommandsProvider>
  );
}

/** Figures in cells wait for a sign-in, and are old as soon as something was changed from here. */
function FollowServer({ platform: { functions } }: { platform: Platform }) {
  const { serverRevision } = useWorkspace();
  useEffect(() => void functions?.back(), [functions]);
  useEffect(() => {
    if (serverRevision > 0) functions?.changed();
  }, [functions, serverRevision]);
  return null;
}

interface ContentProps {
  section: Section;
  onSection: (section: Section) => void;
  functions: Platform['functions'];
}

function SectionContent({ section, onSection, functions }: ContentProps) {
  const { signIns } = useSession();
  // The sheets' section keeps its place and its running work while another is looked at.
  return (
    <>
      <div hidden={section !== 'sheets'}>
        <SheetsPane />
      </div>
      {section === 'billing' ? <BillingPane key={signIns} /> : null}
      {section === 'counter' ? <CounterPane key={signIns} /> : null}
      {section === 'reconcile' ? <ReconcilePane key={signIns} /> : null}
      {section === 'reports' ? <ReportsPane key={signIns} functions={functions} /> : null}
      {section === 'customers' ? <CustomerPane key={signIns} /> : null}
      {section === 'activity' ? <ActivityPane /> : null}
      {section === 'settings' ? <SettingsPane onSection={onSection} /> : null}
    </>
  );
}
