import { Link, Text } from '@fluentui/react-components';
import { useI18n } from '../../i18n/i18n.tsx';
import { useStyles } from '../common/styles.ts';
import { useQuery } from '../common/use-query.ts';
import { loadDemoSignIns } from '../session/demo.ts';

const FILES = [
  { format: 'camt.053', name: 'camt.053' },
  { format: 'wechat', name: 'WeChat Pay' },
  { format: 'alipay', name: 'Alipay' },
] as const;

/** On a demo server: files to try the import with. Nothing elsewhere. */
export function DemoFiles() {
  const { t } = useI18n();
  const styles = useStyles();
  const demo = useQuery((signal) => loadDemoSignIns('./demo.json', signal), []);
  if (!demo.data || demo.data.length === 0) return null;
  return (
    <div className={styles.wrap}>
      <Text className={styles.quiet}>{t('reconcile.getDemo')}</Text>
      {FILES.map(({ format, name }) => (
        <Link key={format} href={`./demo/statement/${format}`} download style={{ fontSize: 12 }}>
          {name}
        </Link>
      ))}
    </div>
  );
}
