import { Button, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { useState } from 'react';
import { datasetNamed } from '../../datasets/datasets.ts';
import { datasetOfSheet } from '../../datasets/layout.ts';
import type { DatasetName } from '../../datasets/types.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { Confirm } from '../common/confirm.tsx';
import { useStyles as useShared } from '../common/styles.ts';
import { useViewer } from '../session/session.tsx';
import { useWorkspace } from '../shell/workspace.tsx';
import { MonthChoice } from './month-choice.tsx';
import type { SheetCommands } from './use-sheet-commands.ts';

const GROUPS = [
  { name: 'catalogue', datasets: ['FEE_ITEMS', 'PRICES'] },
  { name: 'customers', datasets: ['CUSTOMERS', 'PREMISES', 'CONTRACTS', 'BINDINGS'] },
  { name: 'metering', datasets: ['METERS', 'METER_READINGS'] },
  { name: 'ledger', datasets: ['BILLS', 'CHARGES', 'PAYMENTS', 'STATEMENT_LINES', 'KPIS'] },
] as const satisfies readonly { name: string; datasets: readonly DatasetName[] }[];

const useStyles = makeStyles({
  group: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(128px, 1fr))',
    gap: tokens.spacingHorizontalXS,
  },
  entry: { justifyContent: 'flex-start', fontWeight: tokens.fontWeightRegular, minWidth: 0 },
});

/** All sheets that can be opened, in groups. An open one is shown; opening it anew asks when edits would be lost. */
export function DatasetList({ commands }: { commands: SheetCommands }) {
  const { t } = useI18n();
  const shared = useShared();
  const { bound, sync, show } = useWorkspace();
  const [losing, setLosing] = useState<{ dataset: DatasetName; count: number } | null>(null);
  const [asking, setAsking] = useState<DatasetName | null>(null);
  const reopen = async (dataset: DatasetName) => {
    const count = await sync.unpublished(dataset).catch(() => 0);
    if (count > 0) setLosing({ dataset, count });
    else choose(dataset);
  };
  const choose = (dataset: DatasetName) => {
    if (datasetNamed(dataset).filters.includes('month')) setAsking(dataset);
    else void commands.open(dataset);
  };
  const pick = (dataset: DatasetName) => {
    const sheet = bound.find((b) => b.id === dataset);
    if (sheet) void show(sheet.id).catch(() => undefined);
    else choose(dataset);
  };
  return (
    <section className={shared.stack} aria-label={t('sheets.all')}>
      {GROUPS.map(({ name, datasets }) => (
        <Group
          key={name}
          title={t(`group.${name}`)}
          datasets={datasets}
          busy={commands.flow.step === 'working'}
          onPick={pick}
          onReopen={reopen}
        />
      ))}
      <MonthChoice
        dataset={asking}
        onClose={() => setAsking(null)}
        onChoose={(dataset, filter) => void commands.open(dataset, filter)}
      />
      <Confirm
        open={losing !== null}
        title={t('sheets.reopenTitle')}
        verb={t('sheets.reopenVerb')}
        onCancel={() => setLosing(null)}
        onConfirm={() => {
          if (losing) choose(losing.dataset);
          setLosing(null);
        }}
      >
        {t('sheets.reopenText', { count: losing?.count ?? 0 })}
      </Confirm>
    </section>
  );
}

interface GroupProps {
  title: string;
  datasets: readonly DatasetName[];
  busy: boolean;
  onPick: (dataset: DatasetName) => void;
  onReopen: (dataset: DatasetName) => Promise<void>;
}

function Group({ title, datasets, busy, onPick, onReopen }: GroupProps) {
  const { t, code } = useI18n();
  const styles = useStyles();
  const shared = useShared();
  const viewer = useViewer();
  const { bound, active } = useWorkspace();
  const shown = active ? datasetOfSheet(active.id)?.name : undefined;
  return (
    <div className={shared.tight}>
      <h3 className={shared.quiet} style={{ margin: 0, fontWeight: 400 }}>
        {title}
      </h3>
      <div className={styles.group}>
        {datasets.map((name) => {
          const access = viewer.datasets.find((d) => d.dataset === name);
          const readable = access?.readable !== false;
          const open = bound.some((b) => b.id === name);
          return (
            <div key={name} className={shared.tight}>
              <Button
                className={styles.entry}
                size="small"
                appearance={open ? 'outline' : 'secondary'}
                aria-current={shown === name ? 'true' : undefined}
                disabledFocusable={!readable || busy}
                icon={readable ? null : <LockClosedRegular />}
                title={readable ? undefined : code(access?.reason ?? 'access.not_allowed')}
                onClick={() => onPick(name)}
              >
                <Text size={200} truncate wrap={false}>
                  {t(`dataset.${name}`)}
                </Text>
              </Button>
              {open && shown === name ? (
                <Link as="button" style={{ fontSize: 12 }} onClick={() => void onReopen(name)}>
                  {t('sheets.reopen')}
                </Link>
              ) : null}
            </div>
          );
        })}
      </div>
    </div>
  );
}
