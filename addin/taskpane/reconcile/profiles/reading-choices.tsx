import { Checkbox, Field, Input } from '@fluentui/react-components';
import { useI18n } from '../../../i18n/i18n.tsx';
import { NarrowSelect } from '../../common/narrow-select.tsx';
import { useStyles } from '../../common/styles.ts';
import { type Draft, type Preview, wordsBelow } from './draft.ts';

interface Props {
  preview: Preview;
  draft: Draft;
  onChange: (draft: Draft) => void;
}

const ORDERS = ['YMD', 'MDY', 'DMY'] as const;
const SIGNS = ['POINT', 'COMMA'] as const;

/** How the values of a table are written, as far as its columns do not say it. */
export function ReadingChoices({ preview, draft, onChange }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const change = (changes: Partial<Draft>) => onChange({ ...draft, ...changes });
  return (
    <div className={styles.tight}>
      <DirectionPart preview={preview} draft={draft} onChange={onChange} />
      <Field label={t('profiles.dates')}>
        <NarrowSelect
          value={draft.dates ?? ''}
          onChange={(_event, data) => change({ dates: (data.value || null) as Draft['dates'] })}
        >
          <option value="">{t('profiles.asItLooks')}</option>
          {ORDERS.map((order) => (
            <option key={order} value={order}>
              {t(`dates.${order}`)}
            </option>
          ))}
        </NarrowSelect>
      </Field>
      <Field label={t('profiles.decimal')}>
        <NarrowSelect
          value={draft.decimal ?? ''}
          onChange={(_event, data) => change({ decimal: (data.value || null) as Draft['decimal'] })}
        >
          <option value="">{t('profiles.asItLooks')}</option>
          {SIGNS.map((sign) => (
            <option key={sign} value={sign}>
              {t(`decimalSign.${sign}`)}
            </option>
          ))}
        </NarrowSelect>
      </Field>
      {draft.kinds.includes('CURRENCY') ? null : (
        <Field label={t('profiles.currency')} hint={t('profiles.currencyHint')}>
          <Input value={draft.currency} maxLength={3} onChange={(_event, data) => change({ currency: data.value })} />
        </Field>
      )}
      <Field label={t('profiles.leaveOut')} hint={t('profiles.leaveOutHint')}>
        <Input value={draft.leaveOut} onChange={(_event, data) => change({ leaveOut: data.value })} />
      </Field>
    </div>
  );
}

/** Which way money went: words of a column, or the sign. Columns of their own say it themselves. */
function DirectionPart({ preview, draft, onChange }: Props) {
  const { t } = useI18n();
  const place = draft.kinds.indexOf('DIRECTION');
  if (place >= 0) {
    const found = wordsBelow(preview, draft.headingLine, place).join(', ');
    return (
      <>
        <Field label={t('profiles.inWords')} hint={found ? t('profiles.wordsFound', { words: found }) : undefined}>
          <Input value={draft.inWords} onChange={(_event, data) => onChange({ ...draft, inWords: data.value })} />
        </Field>
        <Field label={t('profiles.outWords')}>
          <Input value={draft.outWords} onChange={(_event, data) => onChange({ ...draft, outWords: data.value })} />
        </Field>
      </>
    );
  }
  if (!draft.kinds.includes('AMOUNT')) return null;
  return (
    <Checkbox
      label={t('profiles.inverted')}
      checked={draft.inverted}
      onChange={(_event, data) => onChange({ ...draft, inverted: data.checked === true })}
    />
  );
}
