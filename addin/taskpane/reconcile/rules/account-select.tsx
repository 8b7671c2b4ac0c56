import { Field } from '@fluentui/react-components';
import { BankAccountsDocument, BookableAccountsDocument } from '../../../generated/operations.ts';
import { useI18n } from '../../../i18n/i18n.tsx';
import { NarrowSelect } from '../../common/narrow-select.tsx';
import { ErrorNotice, Loading } from '../../common/notices.tsx';
import { useQuery } from '../../common/use-query.ts';
import { useSession } from '../../session/session.tsx';

interface Props {
  value: string;
  onChange: (code: string) => void;
  /** Only accounts in this currency. */
  currency?: string;
}

/** A ledger account that lines may be booked to. */
export function LedgerAccountSelect({ value, onChange, currency }: Props) {
  const { t, locale } = useI18n();
  const { api } = useSession();
  const accounts = useQuery((signal) => api.request(BookableAccountsDocument, {}, signal), [api]);
  if (accounts.error !== null) return <ErrorNotice error={accounts.error} onRetry={accounts.reload} />;
  if (!accounts.data) return <Loading />;
  const list = accounts.data.bookableAccounts.filter((each) => currency === undefined || each.currency === currency);
  const entries = list.map(({ code, nameZh, nameEn }) => ({
    code,
    name: `${code} ${locale === 'en' ? nameEn || nameZh : nameZh}`,
  }));
  return (
    <Choice label={t('book.account')} entries={entries} none={t('book.noAccount')} value={value} onChange={onChange} />
  );
}

/** An account of ours at a channel. */
export function ChannelSelect({ value, onChange, currency }: Props) {
  const { t } = useI18n();
  const { api } = useSession();
  const accounts = useQuery((signal) => api.request(BankAccountsDocument, {}, signal), [api]);
  if (accounts.error !== null) return <ErrorNotice error={accounts.error} onRetry={accounts.reload} />;
  if (!accounts.data) return <Loading />;
  const channels = accounts.data.bankAccounts.filter(
    (each) => each.channel !== 'BANK' && (currency === undefined || each.currency === currency),
  );
  return (
    <Choice label={t('book.channel')} entries={channels} none={t('book.noChannel')} value={value} onChange={onChange} />
  );
}

interface ChoiceProps extends Pick<Props, 'value' | 'onChange'> {
  label: string;
  entries: readonly { code: string; name: string }[];
  none: string;
}

function Choice({ label, entries, none, value, onChange }: ChoiceProps) {
  const { t } = useI18n();
  return (
    <Field label={label} {...(entries.length === 0 ? { validationMessage: none } : {})}>
      <NarrowSelect value={value} onChange={(_event, data) => onChange(data.value)}>
        <option value="">{t('book.choose')}</option>
        {entries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </NarrowSelect>
    </Field>
  );
}
