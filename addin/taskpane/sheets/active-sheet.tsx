import {
  Badge,
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Text,
  Tooltip,
  tokens,
} from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { CloudArrowUpRegular } from '@fluentui/react-icons/svg/cloud-arrow-up';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { datasetOfSheet } from '../../datasets/layout.ts';
import type { DatasetName } from '../../datasets/types.ts';
import { formatCount, formatMoment } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import type { BoundSheet } from '../../workbook/port.ts';
import { useStyles } from '../common/styles.ts';
import { useViewer } from '../session/session.tsx';
import { type SheetFacts, useActiveMeta } from './use-active-sheet.ts';
import type { SheetCommands } from './use-sheet-commands.ts';

// Four verbs stand in one row of the narrowest pane.
const useNarrow = makeStyles({ verb: { minWidth: 0, paddingInline: tokens.spacingHorizontalS } });

interface Props {
  sheet: BoundSheet;
  facts: SheetFacts;
  commands: SheetCommands;
  onReopen: (dataset: DatasetName) => Promise<void>;
  onConflicts: () => void;
}

/** What the sheet in front is, and the verbs for it. */
export function ActiveSheet({ sheet, facts, commands, onReopen, onConflicts }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const { unpublished, conflicts } = facts;
  const meta = useActiveMeta();
  return (
    <>
      <div className={styles.spread}>
        <h2 className={`${styles.heading} ${styles.shorten}`}>{sheet.title}</h2>
        {unpublished ? (
          <Badge appearance="filled" color="brand" style={{ flexShrink: 0 }}>
            {t('sheets.unpublished', { count: formatCount(unpublished) })}
          </Badge>
        ) : null}
      </div>
      <Text className={styles.quiet}>
        {meta
          ? `${t('sheets.rows', { count: formatCount(meta.rows) })} · ${t('shell.asOf', { time: formatMoment(meta.asOf) })}`
          : ' '}
      </Text>
      <Verbs sheet={sheet} commands={commands} onReopen={onReopen} />
      {conflicts > 0 ? (
        <Button size="small" appearance="outline" onClick={onConflicts}>
          {t('sheets.decide', { count: conflicts })}
        </Button>
      ) : null}
    </>
  );
}

function Verbs({ sheet, commands, onReopen }: Pick<Props, 'sheet' | 'commands' | 'onReopen'>) {
  const { t, code } = useI18n();
  const styles = useStyles();
  const viewer = useViewer();
  const dataset = datasetOfSheet(sheet.id);
  const access = viewer.datasets.find((d) => d.dataset === dataset?.name);
  const narrow = useNarrow();
  const busy = commands.flow.step === 'working';
  const editable = dataset?.editable === true && (access?.editableColumns.length ?? 0) > 0;
  const refresh = (
    <Button
      className={narrow.verb}
      icon={<ArrowClockwiseRegular />}
      disabled={busy}
      onClick={() => void commands.refresh()}
    >
      {t('verb.refresh')}
    </Button>
  );
  if (!editable) {
    const reason = dataset?.editable ? code(access?.reason ?? 'access.dataset_read_only') : t('sheets.computed');
    return (
      <>
        <div className={styles.wrap}>
          {refresh}
          {dataset?.name === sheet.id ? (
            <More busy={busy} commands={commands} onReopen={() => onReopen(dataset.name)} />
          ) : null}
        </div>
        <Text className={styles.quiet}>
          <LockClosedRegular aria-hidden /> {reason}
        </Text>
      </>
    );
  }
  return (
    <div className={styles.wrap}>
      <Button
        className={narrow.verb}
        appearance="primary"
        icon={<CloudArrowUpRegular />}
        disabled={busy}
        onClick={() => void commands.review('all')}
      >
        {t('verb.publishMore')}
      </Button>
      <Button
        className={narrow.verb}
        icon={<CheckmarkCircleRegular />}
        disabled={busy}
        onClick={() => void commands.publish('check')}
      >
        {t('verb.check')}
      </Button>
      {refresh}
      <More busy={busy} editable commands={commands} onReopen={() => onReopen(dataset.name)} />
    </div>
  );
}

interface MoreProps {
  busy: boolean;
  editable?: boolean;
  commands: SheetCommands;
  onReopen: () => Promise<void>;
}

function More({ busy, editable = false, commands, onReopen }: MoreProps) {
  const { t } = useI18n();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={t('sheets.more')} relationship="label">
          <Button appearance="subtle" icon={<MoreHorizontalRegular />} disabled={busy} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {editable ? (
            <MenuItem onClick={() => void commands.review('selection')}>{t('sheets.publishSelection')}</MenuItem>
          ) : null}
          <MenuItem onClick={() => void commands.refresh(true)}>{t('sheets.refreshWhole')}</MenuItem>
          <MenuItem onClick={() => void onReopen()}>{t('sheets.reopen')}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
