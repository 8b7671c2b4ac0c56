import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useI18n } from '../../i18n/i18n.tsx';

export interface ConfirmProps {
  open: boolean;
  title: string;
  /** The verb on the button that goes ahead. */
  verb: string;
  /** There is nothing to go ahead with. */
  disabled?: boolean;
  children: ReactNode;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before something that cannot simply be taken back. Escape and "Cancel" leave everything as it is. */
export function Confirm({ open, title, verb, disabled = false, children, onConfirm, onCancel }: ConfirmProps) {
  const { t } = useI18n();
  return (
    <Dialog modalType="alert" open={open} onOpenChange={(_event, data) => !data.open && onCancel()}>
      <DialogSurface style={{ maxWidth: 'min(420px, calc(100vw - 24px))' }}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>{children}</DialogContent>
          <DialogActions fluid>
            <Button appearance="primary" disabled={disabled} onClick={onConfirm}>
              {verb}
            </Button>
            <Button onClick={onCancel}>{t('common.cancel')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
