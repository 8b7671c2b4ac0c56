import { useI18n } from '../../i18n/i18n.tsx';
import type { BoundSheet } from '../../workbook/port.ts';
import { ErrorNotice, Notice } from '../common/notices.tsx';
import { Progress } from '../common/progress.tsx';
import { useRunning } from '../shell/use-activities.tsx';
import { PublishResult } from './publish-result.tsx';
import { ReviewCard } from './review-card.tsx';
import { refreshSummary } from './summaries.ts';
import { UndoOfferDialog } from './undo-offer.tsx';
import type { SheetCommands } from './use-sheet-commands.ts';

interface Props {
  commands: SheetCommands;
  sheet: BoundSheet | null;
}

/** What the command under way, or the last one, has to say. */
export function FlowView({ commands, sheet }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const { flow, dismiss } = commands;
  const running = useRunning(flow.step === 'working' ? flow.activity : null);
  switch (flow.step) {
    case 'idle':
      return null;
    case 'working':
      return (
        <Progress
          title={t(`working.${flow.verb}`)}
          done={running?.done ?? 0}
          total={running?.total ?? 0}
          onCancel={running?.cancel}
        />
      );
    case 'reviewed':
      return sheet ? <ReviewCard flow={flow} sheet={sheet} commands={commands} /> : null;
    case 'offered':
      return <UndoOfferDialog offer={flow.offer} commands={commands} />;
    case 'published':
      return sheet ? <PublishResult flow={flow} sheet={sheet} commands={commands} /> : null;
    case 'refreshed':
      return (
        <Notice intent={flow.report.conflicts > 0 ? 'warning' : 'success'} onDismiss={dismiss}>
          {refreshSummary(flow.report, i18n)}
        </Notice>
      );
    default:
      return <ErrorNotice error={flow.error} onRetry={dismiss} />;
  }
}
