import { Button, Checkbox, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { CloseCounterDayDocument, type CloseCounterDayMutation } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ApiError } from '../api.ts';
import { Confirm } from '../common/confirm.tsx';
import { difference as less, signed } from '../common/decimals.ts';
import { Figures } from '../common/figures.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useWishes } from '../common/wishes.ts';
import { useSession } from '../session/session.tsx';
import { denominationsOf, isZero, piecesSum, typedAmount, typedPieces } from './amounts.ts';
import { DenominationCount } from './denomination-count.tsx';
import type { Drawer } from './drawer-part.tsx';
import type { ManualChannel } from './movements.ts';

interface Props {
  drawer: Drawer;
  onClosed: (close: CloseCounterDayMutation['closeCounterDay']['dayClose']) => void;
  /** What is booked is not what was shown any more. */
  onMoved: () => void;
}

/** Counted against booked; what differs is shown while it is typed and has to be explained. */
export function CloseForm({ drawer, onClosed, onMoved }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const { channel, currency, booked } = drawer;
  const kinds = channel === 'CASH' ? denominationsOf(currency) : [];
  const [text, setText] = useState('');
  const [byPiece, setByPiece] = useState(false);
  const [pieces, setPieces] = useState<Readonly<Record<string, string>>>({});
  const [explanation, setExplanation] = useState('');
  const [asking, setAsking] = useState(false);
  const wishes = useWishes();
  const list = byPiece ? kinds.map((each) => ({ denomination: each, pieces: typedPieces(pieces[each] ?? '') })) : [];
  const whole = list.flatMap(({ denomination, pieces: count }) =>
    count === null ? [] : [{ denomination, pieces: count }],
  );
  const counted = byPiece ? (whole.length < list.length ? null : piecesSum(whole)) : typedAmount(text);
  const difference = counted === null ? null : less(counted, booked);
  const differs = difference !== null && !isZero(difference);
  const send = useAction(async () => {
    if (counted === null) return;
    const denominations = whole.filter(({ pieces: count }) => count > 0);
    const wish = { channel, currency, counted, booked, explanation: differs ? explanation.trim() : '', denominations };
    try {
      const ask = (key: string) => api.request(CloseCounterDayDocument, { input: { key, ...wish } });
      onClosed((await wishes.send(wish, ask)).closeCounterDay.dayClose);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'counter.moved_on') onMoved();
      throw error;
    }
  });
  const name = t(`channel.${channel as ManualChannel}`);
  const ready = counted !== null && (!differs || explanation.trim() !== '') && !send.running;
  return (
    <form
      className={styles.tight}
      aria-label={t('counter.closeTitle', { channel: name })}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) setAsking(true);
      }}
    >
      {kinds.length > 0 ? (
        <Checkbox
          label={t('counter.byPiece')}
          checked={byPiece}
          onChange={(_event, data) => setByPiece(data.checked === true)}
        />
      ) : null}
      {byPiece ? (
        <DenominationCount kinds={kinds} pieces={pieces} onChange={setPieces} />
      ) : (
        <Field label={t(`counter.counted.${channel as ManualChannel}`, { currency })} required>
          <Input inputMode="decimal" value={text} onChange={(_event, data) => setText(data.value)} />
        </Field>
      )}
      <div role="status">
        <Figures
          items={[
            { label: t('counter.booked'), value: formatAmount(booked) },
            { label: t('counter.countedShort'), value: counted === null ? '–' : formatAmount(counted) },
            {
              label: t(differs ? 'counter.difference' : 'counter.agrees'),
              value: difference === null ? '–' : signed(difference),
              danger: differs,
            },
          ]}
        />
      </div>
      {differs ? (
        <Field
          label={t('counter.explanation')}
          hint={t(channel === 'POS' ? 'counter.posHint' : 'counter.differenceHint')}
          required
        >
          <Input value={explanation} maxLength={200} onChange={(_event, data) => setExplanation(data.value)} />
        </Field>
      ) : null}
      <ErrorNotice error={send.error} />
      <div>
        <Button type="submit" appearance="primary" disabled={!ready}>
          {t('counter.closeIt')}
        </Button>
      </div>
      <Confirm
        open={asking}
        title={t('counter.closeTitle', { channel: name })}
        verb={t('counter.closeIt')}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void send.run();
        }}
      >
        {t('counter.closeText', {
          booked: formatAmount(booked),
          counted: formatAmount(counted ?? '0'),
          difference: signed(difference ?? '0'),
        })}
      </Confirm>
    </form>
  );
}
