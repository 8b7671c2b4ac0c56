import { Text } from '@fluentui/react-components';
import { LastChangeDocument } from '../../generated/operations.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useStyles } from '../common/styles.ts';
import { useQuery } from '../common/use-query.ts';
import { useSession } from '../session/session.tsx';

/** Who changed a row of the server last, and when; nothing where that is not known or not for this operator to know. */
export function LastChange({ rowId }: { rowId: string }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const { data } = useQuery((signal) => api.request(LastChangeDocument, { rowId }, signal), [api, rowId]);
  const change = data?.history[0];
  if (!change) return null;
  const name = change.operator ?? t('product.name');
  return (
    <Text block className={styles.quiet}>
      {t('conflicts.changedBy', { name, time: formatMoment(change.at) })}
    </Text>
  );
}
