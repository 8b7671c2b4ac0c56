import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { CloudArrowUpRegular } from '@fluentui/react-icons/svg/cloud-arrow-up';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { datasetOfSheet } from '../../datasets/layout.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import type { BoundSheet } from '../../workbook/port.ts';
import { useStyles as useShared } from '../common/styles.ts';
import { useViewer } from '../session/session.tsx';
import type { SheetCommands } from './use-sheet-commands.ts';

// The verbs share one row of the narrowest pane.
const useStyles = makeStyles({ verb: { flexGrow: 1, minWidth: 0, paddingInline: tokens.spacingHorizontalXS } });

interface MayEdit {
  /** How many columns the operator may edit. */
  columns: number;
  /** Why not more; null: all that can be edited at all. */
  reason: string | null;
}

/** What the operator may edit of a sheet. */
export const useMayEdit = (sheet: BoundSheet): MayEdit => useMayEditAny()(sheet);

/** The same for whichever sheet. */
export function useMayEditAny(): (sheet: BoundSheet) => MayEdit {
  const { t, code } = useI18n();
  const { datasets } = useViewer();
  return (sheet) => {
    const dataset = datasetOfSheet(sheet.id);
    if (!dataset?.editable) return { columns: 0, reason: t('sheets.computed') };
    const access = datasets.find((d) => d.dataset === dataset.name);
    const editable = dataset.columns.filter((c) => c.editable && access?.editableColumns.includes(c.id)).length;
    const all = dataset.columns.filter((c) => c.editable).length;
    if (editable === all) return { columns: editable, reason: null };
    const reason = code(access?.reason ?? 'access.dataset_read_only');
    return { columns: editable, reason: editable > 0 ? t('sheets.someColumns', { reason }) : reason };
  };
}

/** Publish, Check and Refresh; only the last where nothing may be edited, with the reason. */
export function SheetVerbs({ sheet, commands }: { sheet: BoundSheet; commands: SheetCommands }) {
  const { t } = useI18n();
  const shared = useShared();
  const { verb } = useStyles();
  const { columns, reason } = useMayEdit(sheet);
  const busy = commands.flow.step === 'working';
  return (
    <>
      <div className={shared.row}>
        {columns > 0 ? (
          <>
            <Button
              className={verb}
              appearance="primary"
              icon={<CloudArrowUpRegular />}
              disabled={busy}
              onClick={() => void commands.review('all')}
            >
              {t('verb.publishMore')}
            </Button>
            <Button
              className={verb}
              icon={<CheckmarkCircleRegular />}
              disabled={busy}
              onClick={() => void commands.publish('check')}
            >
              {t('verb.check')}
            </Button>
          </>
        ) : null}
        <Button
          className={columns > 0 ? verb : undefined}
          icon={<ArrowClockwiseRegular />}
          disabled={busy}
          onClick={() => void commands.refresh()}
        >
          {t('verb.refresh')}
        </Button>
      </div>
      {reason ? (
        <Text className={shared.quiet}>
          <LockClosedRegular aria-hidden /> {reason}
        </Text>
      ) : null}
    </>
  );
}
