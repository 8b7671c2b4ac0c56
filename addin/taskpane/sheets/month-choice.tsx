import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { DatasetName } from '../../datasets/types.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { MonthSelect } from '../common/month-select.tsx';
import { monthsBack } from '../common/months.ts';
import { useViewer } from '../session/session.tsx';

interface Props {
  /** Null: nothing is asked. */
  dataset: DatasetName | null;
  /** With the filter chosen, or null when the question was put away. */
  onAnswer: (filter: Record<string, string> | null) => void;
}

const HISTORY = 36;

/** Asks which month a long dataset is opened for. */
export function MonthChoice({ dataset, onAnswer }: Props) {
  const { t } = useI18n();
  const { tenant } = useViewer();
  const months = monthsBack(tenant.today, HISTORY, 2);
  const [month, setMonth] = useState(tenant.today.slice(0, 7));
  return (
    <Dialog open={dataset !== null} onOpenChange={(_event, data) => !data.open && onAnswer(null)}>
      <DialogSurface style={{ maxWidth: 'min(360px, calc(100vw - 24px))' }}>
        <DialogBody>
          <DialogTitle>{dataset ? t(`dataset.${dataset}`) : ''}</DialogTitle>
          <DialogContent>
            <Field label={t('sheets.month')}>
              <MonthSelect months={months} value={month} onChange={setMonth} all={t('sheets.allMonths')} />
            </Field>
          </DialogContent>
          <DialogActions fluid>
            <Button appearance="primary" onClick={() => onAnswer(month ? { month } : {})}>
              {t('verb.open')}
            </Button>
            <Button onClick={() => onAnswer(null)}>{t('common.cancel')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
