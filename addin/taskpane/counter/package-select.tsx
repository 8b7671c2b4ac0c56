import { Field } from '@fluentui/react-components';
import { PackagesOnSaleDocument, type PackagesOnSaleQuery } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { NarrowSelect } from '../common/narrow-select.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { useQuery } from '../common/use-query.ts';
import { useSession } from '../session/session.tsx';

export type PackageOnSale = PackagesOnSaleQuery['prepaymentPackages'][number];

interface Props {
  value: PackageOnSale | null;
  onChange: (chosen: PackageOnSale | null) => void;
}

/** The prepayment package that is paid, or none. Nothing is shown where none is sold. */
export function PackageSelect({ value, onChange }: Props) {
  const { t } = useI18n();
  const { api } = useSession();
  const found = useQuery((signal) => api.request(PackagesOnSaleDocument, {}, signal), [api]);
  const packages = found.data?.prepaymentPackages ?? [];
  if (found.error !== null) return <ErrorNotice error={found.error} onRetry={found.reload} />;
  if (packages.length === 0) return null;
  return (
    <Field label={t('counter.package')} {...(value ? { hint: t('counter.packageHint') } : {})}>
      <NarrowSelect
        value={value?.code ?? ''}
        onChange={(_event, data) => onChange(packages.find(({ code }) => code === data.value) ?? null)}
      >
        <option value="">{t('counter.noPackage')}</option>
        {packages.map(({ code, name, price, bonus }) => (
          <option key={code} value={code}>
            {t('counter.packageOption', { name, price: formatAmount(price), bonus: formatAmount(bonus) })}
          </option>
        ))}
      </NarrowSelect>
    </Field>
  );
}
