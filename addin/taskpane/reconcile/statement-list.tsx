import { Field } from '@fluentui/react-components';
import { StatementsDocument } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { NarrowSelect } from '../common/narrow-select.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { useQuery } from '../common/use-query.ts';
import { useSession } from '../session/session.tsx';

interface Props {
  chosen: string | null;
  onChoose: (id: string | null) => void;
  revision: number;
}

/** Whose lines are listed: one statement's, or all. */
export function StatementList({ chosen, onChoose, revision }: Props) {
  const { t } = useI18n();
  const { api } = useSession();
  const statements = useQuery(
    (signal) => api.request(StatementsDocument, { first: 20, ids: null }, signal),
    [api, revision],
  );
  const list = statements.data?.statements ?? [];
  return (
    <>
      <ErrorNotice error={statements.error} onRetry={statements.reload} />
      {list.length > 0 ? (
        <Field label={t('reconcile.statement')}>
          <NarrowSelect value={chosen ?? ''} onChange={(_event, data) => onChoose(data.value || null)}>
            <option value="">{t('reconcile.allStatements')}</option>
            {list.map((statement) => (
              <option key={statement.id} value={statement.id}>
                {statement.number} · {statement.bankAccount.name} · {statement.fileName} (
                {t('reconcile.waitingCount', { count: statement.suggestedCount + statement.unmatchedCount })})
              </option>
            ))}
          </NarrowSelect>
        </Field>
      ) : null}
    </>
  );
}
