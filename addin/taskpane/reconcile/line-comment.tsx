/** A remark about a line. */
import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { LinePartsFragment } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useStyles } from '../common/styles.ts';
import type { LineCommands } from './use-line-commands.ts';

export function CommentButton({ line, onOpen }: { line: LinePartsFragment; onOpen: () => void }) {
  const { t } = useI18n();
  return (
    <Button size="small" appearance="subtle" onClick={onOpen}>
      {t(line.comment ? 'comment.change' : 'comment.open')}
    </Button>
  );
}

interface CommentProps {
  line: LinePartsFragment;
  commands: LineCommands;
  onClose: () => void;
}

/** A remark about a line, whatever is decided of it. */
export function Comment({ line, commands, onClose }: CommentProps) {
  const { t } = useI18n();
  const styles = useStyles();
  const [text, setText] = useState(line.comment);
  return (
    <form
      className={styles.tight}
      onSubmit={(event) => {
        event.preventDefault();
        void commands.comment(text).then(onClose);
      }}
    >
      <Field label={t('comment.label')}>
        <Input value={text} maxLength={500} onChange={(_event, data) => setText(data.value)} />
      </Field>
      <div className={styles.row}>
        <Button type="submit" size="small" appearance="primary" disabled={commands.running}>
          {t('comment.save')}
        </Button>
        <Button size="small" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
