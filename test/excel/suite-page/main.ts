/** The page of the suite: the contract of the workbook port, run by mocha inside the Excel that shows this page. */
import 'mocha/mocha.js';
import { workbookContract } from '../../workbook/contract.ts';
import { beyondTheContract } from './beyond.ts';
import { emptyWorkbook, isDisposable } from './disposable.ts';
import { connect, excelHands } from './hands.ts';
import { type Results, record, resultsOf, surroundings } from './results.ts';

const element = (id: string) => document.getElementById(id) as HTMLElement;
const attended = () => (element('attended') as HTMLInputElement).checked;
const say = (text: string) => {
  element('state').textContent = text;
};

/** A test may wait for a person, and Excel on the web is slow. */
const TIMEOUT_MS = 180_000;

function ask(text: string | null): void {
  const prompt = element('prompt');
  prompt.hidden = text === null;
  prompt.textContent = text;
}

async function workplace() {
  await emptyWorkbook();
  const workbook = await connect();
  return { workbook, hands: excelHands(workbook, attended() ? ask : null) };
}

function run(): Promise<Results> {
  return new Promise((done) => {
    const runner = mocha.run(() => done(resultsOf(tests, attended(), new Date())));
    const tests = record(runner);
    runner.on('test', (test) => say(test.fullTitle()));
  });
}

/** Shows the results, and hands them to `npm run excel`, which keeps them in a file where it serves this page. */
async function show(results: Results): Promise<void> {
  const text = `${JSON.stringify(results, null, 2)}\n`;
  const counts = `${results.passed} passed, ${results.failed} failed, ${results.skipped} skipped`;
  (element('json') as HTMLTextAreaElement).value = text;
  element('results').hidden = false;
  element('save').addEventListener('click', () => save(text, results));
  element('copy').addEventListener('click', () => void navigator.clipboard.writeText(text));
  const kept = await fetch('./results', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: text,
  }).then(
    async (answer) => (answer.ok ? answer.text() : null),
    () => null,
  );
  say(kept === null ? counts : `${counts}. Kept in ${kept}`);
}

/** Some hosts let a page save no file; there the text is to be copied. */
function save(text: string, { platform, at }: Results): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `suanpan-excel-${platform}-${at.replace(/[:.]/g, '-')}.json`;
  link.click();
}

async function start(): Promise<void> {
  if (typeof Office === 'undefined')
    return say('Office.js did not load: is the network open to appsforoffice.microsoft.com?');
  const { host } = await Office.onReady();
  if (host !== Office.HostType.Excel) return say('This page runs inside Excel only: npm run excel -- --suite');
  const { platform, version, requirementSets } = surroundings();
  element('about').textContent +=
    ` This is Excel ${version} on ${platform}, with ExcelApi ${requirementSets['ExcelApi']}.`;
  const button = element('run') as HTMLButtonElement;
  button.disabled = false;
  say('Ready.');
  button.addEventListener('click', () => void begin(button));
}

async function begin(button: HTMLButtonElement): Promise<void> {
  button.disabled = true;
  if (!(await isDisposable())) {
    button.disabled = false;
    return say('This workbook has contents, and the suite empties it. Open a new workbook and run it there.');
  }
  mocha.setup({ ui: 'bdd', timeout: TIMEOUT_MS, slow: 5_000, reporter: 'html' });
  workbookContract('Office.js in this Excel', workplace);
  beyondTheContract(workplace);
  await show(await run());
}

void start();
