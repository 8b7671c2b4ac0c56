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
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { useState } from 'react';
import { datasetOfSheet } from '../../datasets/layout.ts';
import type { DatasetName } from '../../datasets/types.ts';
import type { Role } from '../../generated/operations.ts';
import { formatCount, formatMoment } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import type { BoundSheet } from '../../workbook/port.ts';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useViewer } from '../session/session.tsx';
import { useWorkspace } from '../shell/workspace.tsx';
import { SheetVerbs, useMayEdit } from './sheet-verbs.tsx';
import { type SheetFacts, useActiveMeta } from './use-active-sheet.ts';
import type { SheetCommands } from './use-sheet-commands.ts';
import { useSnapshot } from './use-snapshot.ts';

/** Who may read the audit trail. */
const READERS: ReadonlySet<Role> = new Set(['FINANCE_VIEWER', 'FINANCE', 'PRICING', 'APPROVER', 'ADMIN', 'AUDITOR']);

interface Props {
  sheet: BoundSheet;
  facts: SheetFacts;
  commands: SheetCommands;
  onReopen: (dataset: DatasetName) => Promise<void>;
  onConflicts: () => void;
  onHistory: () => void;
}

/** What the sheet in front is, and the verbs for it. */
export function ActiveSheet({ sheet, facts, commands, onReopen, onConflicts, onHistory }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const { unpublished, conflicts } = facts;
  const meta = useActiveMeta();
  const snapshot = useSnapshot();
  const rows = meta ? t('sheets.rows', { count: formatCount(meta.rows) }) : '';
  const asOf = meta ? t('shell.asOf', { time: formatMoment(meta.asOf) }) : '';
  return (
    <>
      <div className={styles.spread}>
        <div className={styles.grow}>
          <h2 className={`${styles.heading} ${styles.shorten}`}>{sheet.title}</h2>
          <Text block className={styles.quiet}>
            {[rows, asOf].filter(Boolean).join(' · ') || t('common.loading')}
          </Text>
        </div>
        {unpublished ? (
          <Badge appearance="filled" color="brand" style={{ flexShrink: 0 }}>
            {t('sheets.unpublished', { count: formatCount(unpublished) })}
          </Badge>
        ) : null}
        <More
          sheet={sheet}
          commands={commands}
          onReopen={onReopen}
          onHistory={onHistory}
          onCopy={(as) => void snapshot.run(sheet, as)}
        />
      </div>
      <SheetVerbs sheet={sheet} commands={commands} />
      <ErrorNotice error={snapshot.error} />
      {conflicts > 0 ? (
        <Button size="small" appearance="outline" onClick={onConflicts}>
          {t('sheets.decide', { count: conflicts })}
        </Button>
      ) : null}
    </>
  );
}

interface MoreProps extends Omit<Props, 'facts' | 'onConflicts'> {
  onCopy: (as: 'sheet' | 'file') => void;
}

function More({ sheet, commands, onReopen, onHistory, onCopy }: MoreProps) {
  const { t } = useI18n();
  const dataset = datasetOfSheet(sheet.id);
  const mayEdit = useMayEdit(sheet).columns > 0;
  const { sync } = useWorkspace();
  const { operator } = useViewer();
  const mayRead = operator.roles.some((role) => READERS.has(role));
  const [undoable, setUndoable] = useState(false);
  const look = () => void sync.lastPublish(sheet.id).then((last) => setUndoable(last !== null));
  return (
    <Menu onOpenChange={(_event, data) => data.open && look()}>
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={t('sheets.more')} relationship="label">
          <Button
            appearance="subtle"
            size="small"
            icon={<MoreHorizontalRegular />}
            disabled={commands.flow.step === 'working'}
          />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {mayEdit ? (
            <MenuItem onClick={() => void commands.review('selection')}>{t('sheets.publishSelection')}</MenuItem>
          ) : null}
          {mayEdit ? (
            <MenuItem disabled={!undoable} onClick={() => void commands.offerUndo()}>
              {t('sheets.undo')}
            </MenuItem>
          ) : null}
          {mayRead ? <MenuItem onClick={onHistory}>{t('sheets.history')}</MenuItem> : null}
          <MenuItem onClick={() => onCopy('sheet')}>{t('snapshot.sheet')}</MenuItem>
          <MenuItem onClick={() => onCopy('file')}>{t('snapshot.file')}</MenuItem>
          <MenuItem onClick={() => void commands.refresh(true)}>{t('sheets.refreshWhole')}</MenuItem>
          {dataset && dataset.name === sheet.id ? (
            <MenuItem onClick={() => void onReopen(dataset.name)}>{t('sheets.reopen')}</MenuItem>
          ) : null}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
