import { Input, Label, Text, useId } from '@fluentui/react-components';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useStyles } from '../common/styles.ts';
import { piecesSum, typedPieces } from './amounts.ts';

interface Props {
  /** Values of notes and coins, the largest first. */
  kinds: readonly string[];
  /** How many of each, as typed. */
  pieces: Readonly<Record<string, string>>;
  onChange: (pieces: Readonly<Record<string, string>>) => void;
}

/** Notes and coins, counted one kind after the other. */
export function DenominationCount({ kinds, pieces, onChange }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const id = useId('denomination');
  return (
    <table className={styles.table} aria-label={t('counter.byPiece')}>
      <thead>
        <tr>
          <th scope="col">{t('counter.denomination')}</th>
          <th scope="col">{t('counter.pieces')}</th>
          <th scope="col" className="figure">
            {t('counter.sum')}
          </th>
        </tr>
      </thead>
      <tbody>
        {kinds.map((denomination) => {
          const count = typedPieces(pieces[denomination] ?? '');
          return (
            <tr key={denomination}>
              <td>
                <Label htmlFor={`${id}-${denomination}`}>
                  {formatAmount(denomination, denomination.includes('.') ? 2 : 0)}
                </Label>
              </td>
              <td>
                <Input
                  id={`${id}-${denomination}`}
                  size="small"
                  inputMode="numeric"
                  aria-invalid={count === null}
                  style={{ width: 80 }}
                  value={pieces[denomination] ?? ''}
                  onChange={(_event, data) => onChange({ ...pieces, [denomination]: data.value })}
                />
              </td>
              <td className="figure">
                <Text size={200}>
                  {count === null ? t('counter.notPieces') : formatAmount(piecesSum([{ denomination, pieces: count }]))}
                </Text>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
