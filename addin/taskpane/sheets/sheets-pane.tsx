/** The Sheets section: the sheet in front with its commands, and the list of all sheets. */
import { lazy, Suspense, useState } from 'react';
import { useI18n } from '../../i18n/i18n.tsx';
import { Confirm } from '../common/confirm.tsx';
import { Empty, Loading, Notice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { ActiveSheet } from './active-sheet.tsx';
import { DatasetList } from './dataset-list.tsx';
import { FlowView } from './flow-view.tsx';
import { ForeignWorkbook } from './foreign-workbook.tsx';
import { MonthChoice } from './month-choice.tsx';
import { useSheetFacts } from './use-active-sheet.ts';
import { useOpenDataset } from './use-open-dataset.ts';
import { type Hindrance, useRoutedCommands } from './use-routed-commands.ts';
import { useSheetCommands } from './use-sheet-commands.ts';

const ConflictsView = lazy(() => import('./conflicts-view.tsx'));
const RowHistory = lazy(() => import('./row-history.tsx'));

export function SheetsPane() {
  const { t } = useI18n();
  const styles = useStyles();
  const { active } = useWorkspace();
  const commands = useSheetCommands();
  const opening = useOpenDataset(commands);
  const [resolved, setResolved] = useState(0);
  const facts = useSheetFacts(resolved);
  const [deciding, setDeciding] = useState<string | null>(null);
  const [looking, setLooking] = useState<string | null>(null);
  const routed = useRoutedCommands({ commands, opening, onConflicts: setDeciding, onHistory: setLooking });
  if (active && deciding === active.id) {
    return (
      <Suspense fallback={<Loading />}>
        <ConflictsView
          sheet={active}
          onClose={() => {
            setDeciding(null);
            setResolved((n) => n + 1);
            commands.dismiss();
          }}
        />
      </Suspense>
    );
  }
  if (active && looking === active.id) {
    return (
      <Suspense fallback={<Loading />}>
        <RowHistory sheet={active} onClose={() => setLooking(null)} />
      </Suspense>
    );
  }
  return (
    <div className={styles.stack}>
      <ForeignWorkbook />
      <Hindered by={routed.hindrance} onDismiss={routed.dismiss} />
      {active ? (
        <section className={styles.card} aria-label={active.title}>
          <ActiveSheet
            sheet={active}
            facts={facts}
            commands={commands}
            onReopen={opening.reopen}
            onConflicts={() => setDeciding(active.id)}
            onHistory={() => setLooking(active.id)}
          />
          <FlowView commands={commands} sheet={active} />
        </section>
      ) : (
        <Empty title={t('sheets.none')}>{t('sheets.noneHint')}</Empty>
      )}
      {active ? null : <FlowView commands={commands} sheet={null} />}
      <DatasetList busy={commands.flow.step === 'working'} onPick={opening.pick} />
      <MonthChoice dataset={opening.asking} onAnswer={opening.answer} />
      <Confirm
        open={opening.losing !== null}
        title={t('sheets.reopenTitle')}
        verb={t('sheets.reopenVerb')}
        onCancel={opening.keep}
        onConfirm={opening.giveUp}
      >
        {t('sheets.reopenText', { count: opening.losing?.count ?? 0 })}
      </Confirm>
    </div>
  );
}

/** Why a button of the ribbon did nothing. */
function Hindered({ by, onDismiss }: { by: Hindrance | null; onDismiss: () => void }) {
  const { t } = useI18n();
  if (by === null) return null;
  return (
    <Notice intent="info" onDismiss={onDismiss}>
      {typeof by === 'string' ? t(`hindered.${by}`) : t('hindered.readOnly', { reason: by.readOnly })}
    </Notice>
  );
}
