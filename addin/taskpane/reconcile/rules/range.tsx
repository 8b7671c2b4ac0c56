import { Field, Input } from '@fluentui/react-components';
import { useStyles } from '../../common/styles.ts';

interface RangeProps {
  type?: 'text' | 'date';
  labels: [string, string];
  values: [string, string];
  onChange: (values: [string, string]) => void;
}

/** From and to, side by side also where the pane is narrow. */
export function Range({ type = 'text', labels, values, onChange }: RangeProps) {
  const styles = useStyles();
  const input = { type, size: 'small', style: { minWidth: 0, width: '100%' } } as const;
  return (
    <div className={styles.row} style={{ alignItems: 'flex-end' }}>
      <Field label={labels[0]} className={styles.grow}>
        <Input {...input} value={values[0]} onChange={(_event, data) => onChange([data.value, values[1]])} />
      </Field>
      <Field label={labels[1]} className={styles.grow}>
        <Input {...input} value={values[1]} onChange={(_event, data) => onChange([values[0], data.value])} />
      </Field>
    </div>
  );
}
