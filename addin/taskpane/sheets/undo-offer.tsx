import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { formatCount, formatMoment } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import type { UndoOffer } from '../../sync/undo.ts';
import { Confirm } from '../common/confirm.tsx';
import { Notice } from '../common/notices.tsx';
import { useStyles as useShared } from '../common/styles.ts';
import { LastChange } from './last-change.tsx';
import type { SheetCommands } from './use-sheet-commands.ts';

/** More names help nobody; the count above says how many there are. */
const SHOWN = 20;

const useStyles = makeStyles({
  list: { maxHeight: '200px', overflowY: 'auto', borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
});

/** What taking the last publish back would do, before it is done. */
export function UndoOfferDialog({ offer, commands }: { offer: UndoOffer; commands: SheetCommands }) {
  const { t } = useI18n();
  const shared = useShared();
  const { list } = useStyles();
  const { back, archive, left, dropped } = offer;
  if (back.length + archive.length + left.length === 0) {
    return (
      <Notice intent="info" onDismiss={commands.dismiss}>
        {t('undo.nothing')}
      </Notice>
    );
  }
  const possible = back.length + archive.length > 0;
  return (
    <Confirm
      open
      title={t('undo.title')}
      verb={t('undo.verb')}
      disabled={!possible}
      onConfirm={() => void commands.undo()}
      onCancel={commands.dismiss}
    >
      <div className={shared.tight}>
        <Text>{t('undo.when', { time: formatMoment(offer.at) })}</Text>
        {possible ? null : <Text>{t('undo.nothing')}</Text>}
        {back.length > 0 ? <Text>{t('undo.back', { count: formatCount(back.length) })}</Text> : null}
        {archive.length > 0 ? <Text>{t('undo.archive', { count: formatCount(archive.length) })}</Text> : null}
        {dropped > 0 ? <Text>{t('undo.dropped', { count: formatCount(dropped) })}</Text> : null}
        {left.length > 0 ? (
          <>
            <Text>{t('undo.left', { count: formatCount(left.length) })}</Text>
            <ul className={`${shared.list} ${list}`}>
              {left.slice(0, SHOWN).map(({ id, label, why }) => (
                <li key={id}>
                  <Text size={200} weight="semibold">
                    {label}
                  </Text>{' '}
                  <Text size={200}>{t(`undo.why.${why}`)}</Text>
                  {why === 'changed' ? <LastChange rowId={id} /> : null}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </Confirm>
  );
}
