/** One click builds a PivotTable and its chart: in Excel its own, in the workbench a sheet of sums and a chart here. */
import { Button, Text } from '@fluentui/react-components';
import { DataPieRegular } from '@fluentui/react-icons/svg/data-pie';
import { lazy, Suspense, useState, useSyncExternalStore } from 'react';
import type { Computed } from '../../analysis/book.ts';
import { ANALYSES, type Analysis } from '../../analysis/declarations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ErrorNotice, Loading, Notice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useViewer } from '../session/session.tsx';
import { errorText } from '../shell/errors.ts';
import { useActivities } from '../shell/use-activities.tsx';
import { useWorkspace } from '../shell/workspace.tsx';

const AnalysisChart = lazy(() => import('./analysis-chart.tsx'));

export function AnalysisPart() {
  const { t, locale } = useI18n();
  const styles = useStyles();
  const { datasets } = useViewer();
  const { analyses } = useWorkspace();
  const problem = useSyncExternalStore(analyses.subscribe, analyses.problem);
  const [shown, setShown] = useState<Computed | null>(null);
  const build = useBuild(setShown);
  const readable = ANALYSES.filter(({ dataset }) => datasets.some((each) => each.dataset === dataset && each.readable));
  if (readable.length === 0) return null;
  return (
    <section className={styles.card} aria-label={t('analysis.title')}>
      <h2 className={styles.heading}>{t('analysis.title')}</h2>
      <Text className={styles.quiet}>{t('analysis.hint')}</Text>
      <div className={styles.wrap}>
        {readable.map((analysis) => (
          <Button
            key={analysis.id}
            size="small"
            icon={<DataPieRegular />}
            disabled={build.running}
            onClick={() => void build.run(analysis)}
          >
            {analysis.title[locale]}
          </Button>
        ))}
      </div>
      {build.running ? <Loading /> : null}
      <ErrorNotice error={build.error ?? problem} />
      {shown && shown.cross.groups.length === 0 ? <Notice intent="info">{t('analysis.empty')}</Notice> : null}
      {shown ? (
        <Suspense fallback={<Loading />}>
          <AnalysisChart computed={shown} />
        </Suspense>
      ) : null}
    </section>
  );
}

/** Opens the sheet where it is not open, builds the analysis or brings it up to the sheet, and shows it. */
function useBuild(onShown: (computed: Computed | null) => void) {
  const i18n = useI18n();
  const activities = useActivities();
  const { analyses, workbook, open, show, sync } = useWorkspace();
  return useAction((analysis: Analysis) =>
    activities.run(
      analysis.title[i18n.locale],
      async (long) => {
        if (await analyses.isReady(analysis.id)) await sync.refresh(analysis.dataset, long);
        else await open(analysis.dataset, long);
        await analyses.draw(analysis.id);
        await show(analysis.dataset);
        await workbook.showAnalysis(analysis.id);
        // Excel draws its own chart.
        onShown(workbook.hasPivots ? null : await analyses.compute(analysis.id));
      },
      { summary: () => i18n.t('analysis.done'), explain: (error) => errorText(error, i18n).text },
    ),
  );
}
