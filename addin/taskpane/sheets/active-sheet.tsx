import {
  Badge,
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Text,
  Tooltip,
} from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { CloudArrowUpRegular } from '@fluentui/react-icons/svg/cloud-arrow-up';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { datasetOfSheet } from '../../datasets/layout.ts';
import { formatCount, formatMoment } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import type { BoundSheet } from '../../workbook/port.ts';
import { useStyles } from '../common/styles.ts';
import { useViewer } from '../session/session.tsx';
import { type SheetFacts, useActiveMeta } from './use-active-sheet.ts';
import type { SheetCommands } from './use-sheet-commands.ts';

interface Props {
  sheet: BoundSheet;
  facts: SheetFacts;
  commands: SheetCommands;
  onConflicts: () => void;
}

/** What the sheet in front is, and the verbs for it. */
export function ActiveSheet({ sheet, facts, commands, onConflicts }: Props) {
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
      <Verbs sheet={sheet} commands={commands} />
      {conflicts > 0 ? (
        <Button size="small" appearance="outline" onClick={onConflicts}>
          {t('sheets.decide', { count: conflicts })}
        </Button>
      ) : null}
    </>
  );
}

function Verbs({ sheet, commands }: { sheet: BoundSheet; commands: SheetCommands }) {
  const { t, code } = useI18n();
  const styles = useStyles();
  const viewer = useViewer();
  const dataset = datasetOfSheet(sheet.id);
  const access = viewer.datasets.find((d) => d.dataset === dataset?.name);
  const busy = commands.flow.step === 'working';
  const editable = dataset?.editable === true && (access?.editableColumns.length ?? 0) > 0;
  const refresh = (
    <Button icon={<ArrowClockwiseRegular />} disabled={busy} onClick={() => void commands.refresh()}>
      {t('verb.refresh')}
    </Button>
  );
  if (!editable) {
    const reason = dataset?.editable ? code(access?.reason ?? 'access.dataset_read_only') : t('sheets.computed');
    return (
      <>
        <div className={styles.wrap}>{refresh}</div>
        <Text className={styles.quiet}>
          <LockClosedRegular aria-hidden /> {reason}
        </Text>
      </>
    );
  }
  return (
    <div className={styles.wrap}>
      <Button
        appearance="primary"
        icon={<CloudArrowUpRegular />}
        disabled={busy}
        onClick={() => void commands.review('all')}
      >
        {t('verb.publishMore')}
      </Button>
      <Button icon={<CheckmarkCircleRegular />} disabled={busy} onClick={() => void commands.publish('check')}>
        {t('verb.check')}
      </Button>
      {refresh}
      <More busy={busy} commands={commands} />
    </div>
  );
}

function More({ busy, commands }: { busy: boolean; commands: SheetCommands }) {
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
          <MenuItem onClick={() => void commands.review('selection')}>{t('sheets.publishSelection')}</MenuItem>
          <MenuItem onClick={() => void commands.refresh(true)}>{t('sheets.refreshWhole')}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
