import { formatMonth } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { NarrowSelect } from './narrow-select.tsx';

interface Props {
  months: readonly string[];
  value: string;
  onChange: (month: string) => void;
  /** Text of a first choice that means every month, with the value `''`. */
  all?: string;
  'aria-label'?: string;
}

/** A native list of months: short, keyboard-ready and the same in every host. */
export function MonthSelect({ months, value, onChange, all, ...rest }: Props) {
  const { locale } = useI18n();
  return (
    <NarrowSelect value={value} onChange={(_event, data) => onChange(data.value)} {...rest}>
      {all === undefined ? null : <option value="">{all}</option>}
      {months.map((month) => (
        <option key={month} value={month}>
          {formatMonth(month, locale)}
        </option>
      ))}
    </NarrowSelect>
  );
}
