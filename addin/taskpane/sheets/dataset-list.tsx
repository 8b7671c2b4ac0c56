import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { TableRegular } from '@fluentui/react-icons/svg/table';
import { datasetOfSheet } from '../../datasets/layout.ts';
import type { DatasetName } from '../../datasets/types.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useStyles as useShared } from '../common/styles.ts';
import { useViewer } from '../session/session.tsx';
import { useWorkspace } from '../shell/workspace.tsx';

const GROUPS = [
  {
    name: 'catalogue',
    datasets: ['FEE_ITEMS', 'PRICES', 'PRICE_TIERS', 'DISCOUNTS', 'PREPAYMENT_PACKAGES', 'PRICE_PREVIEW'],
  },
  {
    name: 'customers',
    datasets: ['CUSTOMERS', 'PREMISES', 'OCCUPANCIES', 'CONTRACTS', 'BINDINGS', 'QUANTITY_CHANGES', 'PAUSES'],
  },
  { name: 'metering', datasets: ['METERS', 'METER_READINGS', 'USAGE_METRICS', 'SHARED_COSTS'] },
  {
    name: 'ledger',
    datasets: [
      'BILLS',
      'CHARGES',
      'CREDIT_NOTES',
      'WRITE_OFFS',
      'PAYMENTS',
      'REFUNDS',
      'DAY_CLOSES',
      'DEPOSITS',
      'ALLOCATIONS',
      'KPIS',
    ],
  },
  { name: 'books', datasets: ['ACCOUNTS', 'TRIAL_BALANCE', 'JOURNAL'] },
  {
    name: 'banking',
    datasets: [
      'STATEMENT_LINES',
      'PAYER_ACCOUNTS',
      'UNIDENTIFIED_RECEIPTS',
      'CHANNEL_SETTLEMENT',
      'BANK_RECONCILIATION',
    ],
  },
] as const satisfies readonly { name: string; datasets: readonly DatasetName[] }[];

const useStyles = makeStyles({
  group: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(128px, 1fr))',
    gap: tokens.spacingHorizontalXS,
  },
  entry: { justifyContent: 'flex-start', fontWeight: tokens.fontWeightRegular, minWidth: 0 },
  current: {
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontWeight: tokens.fontWeightSemibold,
  },
});

interface Props {
  busy: boolean;
  onPick: (dataset: DatasetName) => void;
}

/** All sheets that can be opened, in groups; those that are open carry a mark, those that may not be read a lock. */
export function DatasetList({ busy, onPick }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const shared = useShared();
  return (
    <section className={shared.stack} aria-label={t('sheets.all')}>
      {GROUPS.map(({ name, datasets }) => (
        <div key={name} className={shared.tight}>
          <h3 className={shared.quiet} style={{ margin: 0, fontWeight: 400 }}>
            {t(`group.${name}`)}
          </h3>
          <div className={styles.group}>
            {datasets.map((dataset) => (
              <Entry key={dataset} dataset={dataset} busy={busy} onPick={onPick} />
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}

function Entry({ dataset, busy, onPick }: Props & { dataset: DatasetName }) {
  const { t, code } = useI18n();
  const styles = useStyles();
  const { bound, active } = useWorkspace();
  const access = useViewer().datasets.find((d) => d.dataset === dataset);
  const readable = access?.readable !== false;
  const open = bound.some((sheet) => sheet.id === dataset);
  const current = active !== null && datasetOfSheet(active.id)?.name === dataset;
  return (
    <Button
      className={mergeClasses(styles.entry, current && styles.current)}
      size="small"
      aria-current={current ? 'true' : undefined}
      disabledFocusable={!readable || busy}
      icon={readable ? open ? <TableRegular /> : null : <LockClosedRegular />}
      title={readable ? undefined : code(access?.reason ?? 'access.not_allowed')}
      onClick={() => onPick(dataset)}
    >
      <Text size={200} truncate wrap={false} weight={current ? 'semibold' : 'regular'}>
        {t(`dataset.${dataset}`)}
      </Text>
    </Button>
  );
}
